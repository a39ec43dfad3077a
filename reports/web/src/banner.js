// The top of the page: the verdict, its sentence, and the command that repeats the run.
import { Command } from './copy.js';
import { compact, integer, seconds } from './format.js';
import { html } from './html.js';
import { bannerStatus } from './triage.js';

const Figure = ({ name, value, title }) => html`<div title=${title}><dt>${name}</dt><dd>${value}</dd></div>`;

export function Banner({ report }) {
  const { run, summary } = report;
  const { tone, sign, text } = bannerStatus(report);
  return html`
    <header class="banner ${tone}" id="top">
      <h1><span class="big-sign" aria-hidden="true">${sign}</span> ${text}</h1>
      <p class="sentence">${summary.sentence}</p>
      ${(summary.warnings ?? []).map((warning) => html`<p class="warning">Warning: ${warning}</p>`)}
      ${(summary.notes ?? []).map((note) => html`<p class="note">Note: ${note}</p>`)}
      ${run.interrupted && html`<p class="interrupted"><strong>Interrupted.</strong> The run was stopped after ${seconds(run.seconds)}. The report
        contains everything that was found up to then. What did not run is marked <em>not run</em>.</p>`}
      <dl class="figures">
        <${Figure} name="Exit code" value=${summary.exit_code} />
        <${Figure} name="Cases" value=${compact(summary.cases)} title=${integer(summary.cases)} />
        <${Figure} name="Rate" value=${`${compact(Math.round(summary.cases_per_s))} / s`} />
        <${Figure} name="Time" value=${seconds(run.seconds)} />
        <${Figure} name="Mode" value=${run.mode} />
        <${Figure} name="Seed" value=${html`<code>${String(run.seed)}</code>`} />
      </dl>
      <${Command} text=${run.command} label="the command of this run" />
    </header>`;
}
