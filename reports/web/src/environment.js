// The machine, the tools and the options of the run.
import { integer, seconds, utc } from './format.js';
import { html } from './html.js';

export const Environment = ({ run }) => html`
  <dl class="facts environment">
    ${[
      ['Gauntlet', run.gauntlet], ['Compiler', run.compiler], ['Operating system', run.os], ['Processors', integer(run.cpus)],
      ['Jobs', integer(run.jobs)], ['Mode', run.mode], ['Budget', run.budget], ['Seed', String(run.seed)],
      ['Started', utc(run.started)], ['Duration', seconds(run.seconds)], ['End', run.interrupted ? 'interrupted' : 'complete'],
    ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
