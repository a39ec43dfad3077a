// The parts of a finding's card.
import { integer, plural } from './format.js';
import { html } from './html.js';

const Part = ({ title, children }) => html`<div class="part"><h4>${title}</h4>${children}</div>`;

/** The smallest plan in words, its delays and faults, and the plan as JSON. */
export const Plan = ({ finding }) => html`
  <${Part} title="Smallest plan">
    <ul class="plan">${finding.plan_lines.map((line) => html`<li>${line}</li>`)}</ul>
    <h5>Delays and faults</h5>
    ${finding.delays.length
      ? html`<ul class="plan">${finding.delays.map((d) => html`<li>${d}</li>`)}</ul>`
      : html`<p class="muted">None${finding.shrunk?.failed > 0 ? ': no delay or fault is needed' : ''}.</p>`}
    ${finding.cases_before > 0 && html`<p>It fails only after the ${plural(finding.cases_before, 'case')} before it.</p>`}
    <${Shrunk} shrunk=${finding.shrunk} />
    ${finding.schedule && html`<${Schedule} schedule=${finding.schedule} />`}
    <details><summary>Seed ${finding.seed} and the plan as JSON</summary>
      <pre tabindex="0">${JSON.stringify(finding.plan, null, 2)}</pre></details>
  <//>`;

export function Shrunk({ shrunk }) {
  if (!shrunk) return html`<p class="muted">Not shrunk, because the run ended first.</p>`;
  const { from_tasks, to_tasks, from_steps, to_steps, candidates } = shrunk;
  if (from_tasks === to_tasks && from_steps === to_steps)
    return html`<p class="muted">Found at this size; ${plural(candidates, 'smaller plan')} did not fail.</p>`;
  return html`<p class="muted">Shrunk from ${plural(from_tasks, 'task')} and ${plural(from_steps, 'step')} to ${
    plural(to_tasks, 'task')} and ${plural(to_steps, 'step')}, after ${plural(candidates, 'smaller plan')} had been tried.</p>`;
}

/** The size of the schedule, for a case that was explored. */
export function Schedule({ schedule }) {
  const { strategy, steps, preemptions, from_preemptions } = schedule;
  const before = ` (reduced from ${integer(from_preemptions)})`;
  return html`<p class="muted">Schedule of ${plural(steps, 'step')} with ${plural(preemptions, 'preemption')}${before}, found by ${strategy}.</p>`;
}

/** How often the case failed again. The reader can expect the same rate from the replay command. */
export function ReplayRate({ finding }) {
  const { failed, runs } = finding.shrunk ?? { failed: 0, runs: 0 };
  return html`<p class="rate">${
    failed > 0 && runs <= 20 && html`<span class="dots" aria-hidden="true">${'●'.repeat(failed)}${'○'.repeat(runs - failed)}</span>`} ${
    finding.how_often}</p>`;
}

export const Story = ({ story, explored }) => html`
  <${Part} title="Story">
    <div class="scroll" tabindex="0" role="region" aria-label="Story">
      <table class="story">
        <thead><tr><th scope="col" class="number">${explored ? 'step' : 'time, µs'}</th><th scope="col">actor</th><th scope="col">event</th></tr></thead>
        <tbody>${story.map((s) => html`
          <tr class=${s.evidence ? 'evidence' : ''}>
            <td class="number">${explored ? Math.round(s.t_us) : s.t_us.toFixed(1)}</td><td class="who">${s.actor}</td>
            <td>${s.evidence && html`<span class="evidence-sign">★ evidence</span> `}${s.text}</td>
          </tr>`)}</tbody>
      </table>
    </div>
  <//>`;

/** A sanitizer's report is long. The summary shows its first line with a warning or an error. */
export function Sanitizer({ text, open }) {
  const headline = text.split('\n').find((l) => /(WARNING|ERROR|runtime error)/.test(l)) ?? text.split('\n')[0];
  return html`
    <${Part} title="Sanitizer report">
      <details open=${open}><summary><code>${headline.trim()}</code></summary>
        <pre class="sanitizer" tabindex="0">${text}</pre></details>
    <//>`;
}
