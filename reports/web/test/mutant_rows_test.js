import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classesOf, filterMutants, nextSort, sortMutants } from '../src/mutant_rows.js';

const mutant = (id, verdict, more = {}) =>
  ({ id, title: '', class: 'race', subject: 's', expected: ['P01'], verdict, killed_by: null, flavour: null, cases: 1, seconds: 1, ...more });
const mutants = [
  mutant('d', 'killed', { killed_by: 'P08', cases: 5, title: 'Forgets the lock' }),
  mutant('c', 'not_run', { class: 'leak' }),
  mutant('b', 'survived', { cases: 900 }),
  mutant('a', 'killed_for_another_reason', { killed_by: 'tsan:data-race', cases: 20, flavour: 'tsan' }),
];
const ids = (rows) => rows.map((m) => m.id).join('');
const all = { text: '', kind: '', verdict: '' };

test('survivors are first in order of urgency', () => {
  assert.equal(ids(sortMutants(mutants, { column: 'urgency', descending: false })), 'bacd');
});

test('numbers sort as numbers, in both directions', () => {
  assert.equal(ids(sortMutants(mutants, { column: 'cases', descending: false })), 'cdab');
  assert.equal(ids(sortMutants(mutants, { column: 'cases', descending: true })), 'badc');
});

test('rows without a value are last in both directions, in order of ids', () => {
  assert.equal(ids(sortMutants(mutants, { column: 'killed_by', descending: false })), 'dabc');
  assert.equal(ids(sortMutants(mutants, { column: 'killed_by', descending: true })), 'adbc');
});

test('sorting does not change its input', () => {
  sortMutants(mutants, { column: 'id', descending: false });
  assert.equal(ids(mutants), 'dcba');
});

test('all filters must match, and each word must occur', () => {
  assert.equal(ids(filterMutants(mutants, all)), 'dcba');
  assert.equal(ids(filterMutants(mutants, { ...all, text: 'LOCK p08' })), 'd');
  assert.equal(ids(filterMutants(mutants, { ...all, text: 'tsan' })), 'a');
  assert.equal(ids(filterMutants(mutants, { ...all, kind: 'leak' })), 'c');
  assert.equal(ids(filterMutants(mutants, { text: 'lock', kind: '', verdict: 'survived' })), '');
  assert.deepEqual(classesOf(mutants), ['leak', 'race']);
});

test('a second click reverses a column; numbers begin with the largest', () => {
  assert.deepEqual(nextSort({ column: 'id', descending: false }, 'id'), { column: 'id', descending: true });
  assert.deepEqual(nextSort({ column: 'id', descending: true }, 'class'), { column: 'class', descending: false });
  for (const column of ['cases', 'schedules', 'seconds'])
    assert.deepEqual(nextSort({ column: 'id', descending: false }, column), { column, descending: true });
});
