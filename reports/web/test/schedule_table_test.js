// Renders the table of a schedule to text. There is no browser, so folded runs stay folded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from 'preact-render-to-string';
import { html } from '../src/html.js';
import { ScheduleTable } from '../src/schedule_table.js';
import { explored } from './sample.js';

const table = (id) => explored().findings.find((f) => f.subject === id).schedule.table;
const shown = (t) => render(html`<${ScheduleTable} table=${t} id="s" />`);
const count = (text, pattern) => (text.match(pattern) ?? []).length;

test('each thread has a column, and each row has a cell for each thread', () => {
  const page = shown(table('cancel-before-record'));
  for (const name of ['thread 0 (driver)', 'thread 1 (task 0)', 'thread 2 (task 1)']) assert.ok(page.includes(`<th scope="col">${name}</th>`), name);
  for (const [row] of page.matchAll(/<tr class="(step|event)[^]*?<\/tr>/g)) assert.equal(count(row, /<td/g), 3, row);
});

test('preemptions and switches are different rows, and name both threads', () => {
  const page = shown(table('cancel-before-record'));
  assert.equal(count(page, /<tr class="change preemption"/g), 2);
  assert.ok(page.includes('preemption: thread 1 → thread 2'));
  assert.ok(page.includes('switch: thread 0 → thread 1'));
});

test('evidence is marked with text', () => {
  const { rows } = table('cancel-before-record');
  assert.equal(count(shown(table('cancel-before-record')), /★ evidence/g), rows.filter((r) => r.evidence).length);
});

test('a folded run is a button with a label; its steps are in the page only after it is opened', () => {
  const page = shown(table('lost-wakeup'));
  assert.ok(/<button[^>]*aria-expanded="false"[^>]*aria-controls="s-1"/.test(page), page);
  assert.ok(page.includes('6 more steps, 2 to 7'));
  assert.ok(!page.includes('context.hpp:119'));
});
