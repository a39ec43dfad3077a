// The table of a schedule rendered to text. No browser: folded runs stay folded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from 'preact-render-to-string';
import { html } from '../src/html.js';
import { ScheduleTable } from '../src/schedule_table.js';
import { explored } from './sample.js';

const table = (id) => explored().findings.find((f) => f.subject === id).schedule.table;
const shown = (t) => render(html`<${ScheduleTable} table=${t} id="s" />`);
const count = (text, pattern) => (text.match(pattern) ?? []).length;

test('every thread has its column, and every row a cell for each', () => {
  const page = shown(table('cancel-before-record'));
  for (const name of ['thread 0 (driver)', 'thread 1 (task 0)', 'thread 2 (task 1)']) assert.ok(page.includes(`<th scope="col">${name}</th>`), name);
  for (const [row] of page.matchAll(/<tr class="(step|event)[^]*?<\/tr>/g)) assert.equal(count(row, /<td/g), 3, row);
});

test('preemptions and switches are told apart, and say between which threads', () => {
  const page = shown(table('cancel-before-record'));
  assert.equal(count(page, /<tr class="change preemption"/g), 2);
  assert.ok(page.includes('preemption: thread 1 → thread 2'));
  assert.ok(page.includes('switch: thread 0 → thread 1'));
});

test('evidence is marked in words', () => {
  const { rows } = table('cancel-before-record');
  assert.equal(count(shown(table('cancel-before-record')), /★ evidence/g), rows.filter((r) => r.evidence).length);
});

test('a folded run is a button that says what it holds; its steps are not in the page until it is opened', () => {
  const page = shown(table('lost-wakeup'));
  assert.ok(/<button[^>]*aria-expanded="false"[^>]*aria-controls="s-1"/.test(page), page);
  assert.ok(page.includes('6 more steps, 2 to 7'));
  assert.ok(!page.includes('context.hpp:119'));
});
