import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellOf, cellSentence, columnsOf, findingsOf, stepInGrid } from '../src/matrix_model.js';
import { MUTANT_VERDICTS, PROPERTY_VERDICTS } from '../src/verdicts.js';
import { sample } from './sample.js';

test('mutants are columns only on request, and are last', () => {
  const { subjects } = sample();
  assert.deepEqual(columnsOf(subjects, false).map((s) => s.name), ['image_fetcher', 'fail_fast', 'collect_all', 'tbb_task_group']);
  assert.equal(columnsOf(subjects, true).length, subjects.length);
  assert.equal(columnsOf(subjects, true).at(-1).kind, 'mutant');
});

test('a property without an entry in the subject was not run', () => {
  assert.equal(cellOf({ properties: [] }, 'P01').verdict, 'not_run');
});

test('the sentence of a cell has its verdict, counts and reason', () => {
  const subject = { name: 'group' };
  const property = { id: 'P27', name: 'permits-home' };
  assert.equal(cellSentence(subject, property, { verdict: 'failed', exercised: 3821, violated: 14, deviated: 0, why: '' }),
               'P27 permits-home, group: failed: exercised in 3,821 cases, violated in 14');
  assert.equal(cellSentence(subject, property, { verdict: 'not_applicable', exercised: 0, violated: 0, deviated: 0, why: 'no limit' }),
               'P27 permits-home, group: not applicable (no limit)');
  assert.equal(cellSentence(subject, property, { verdict: 'deviates', exercised: 40, violated: 0, deviated: 3, why: 'it forgets (a link)' }),
               'P27 permits-home, group: deviates: exercised in 40 cases, deviated in 3 (it forgets (a link))');
});

test('a cell has the findings of all oracles', () => {
  const report = sample();
  const ids = (name, id) => findingsOf(report, { name }, id).map((f) => f.id);
  assert.deepEqual(ids('image_fetcher', 'P27'), ['F1']);
  assert.deepEqual(ids('no-cancel-on-throw', 'P13'), ['F4']);
  assert.deepEqual(ids('fail_fast', 'P27'), []);
});

test('arrow keys stay within the grid', () => {
  assert.deepEqual(stepInGrid({ row: 0, column: 0 }, 'ArrowUp', 3, 2), { row: 0, column: 0 });
  assert.deepEqual(stepInGrid({ row: 1, column: 1 }, 'ArrowRight', 3, 2), { row: 1, column: 1 });
  assert.deepEqual(stepInGrid({ row: 1, column: 0 }, 'End', 3, 2), { row: 1, column: 1 });
  assert.equal(stepInGrid({ row: 1, column: 0 }, 'Tab', 3, 2), undefined);
});

test('the verdicts of a table have different signs', () => {
  for (const table of [PROPERTY_VERDICTS, MUTANT_VERDICTS]) {
    const signs = Object.values(table).map((v) => v.sign);
    assert.equal(new Set(signs).size, signs.length);
  }
});
