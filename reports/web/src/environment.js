// What the run ran on and with.
import { integer, seconds, utc } from './format.js';
import { html } from './html.js';

export const Environment = ({ run }) => html`
  <dl class="facts environment">
    ${[
      ['Gauntlet', run.gauntlet], ['Compiler', run.compiler], ['Operating system', run.os], ['Processors', integer(run.cpus)],
      ['Jobs', integer(run.jobs)], ['Mode', run.mode], ['Budget', run.budget], ['Seed', String(run.seed)],
      ['Started', utc(run.started)], ['Duration', seconds(run.seconds)], ['Ended', run.interrupted ? 'interrupted' : 'by itself'],
    ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
