import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldLabel, groupsOf, threadName } from '../src/schedule_model.js';
import { explored } from './sample.js';

const row = (step, foldable = false) => ({ kind: 'step', step, column: 0, text: 'locks a mutex', where: '', in: '', evidence: false, foldable });

test('runs of foldable steps are groups, and the rows between them are groups', () => {
  const groups = groupsOf([row(1), row(2, true), row(3, true), row(4), row(5), row(6, true)]);
  assert.deepEqual(groups.map((g) => [g.folds, g.rows.map((r) => r.step)]), [[false, [1]], [true, [2, 3]], [false, [4, 5]], [true, [6]]]);
  assert.deepEqual(groupsOf([]), []);
});

test('a foldable run belongs to one thread', () => {
  for (const { schedule } of explored().findings)
    for (const { rows } of groupsOf(schedule.table.rows).filter((g) => g.folds)) {
      assert.equal(new Set(rows.map((r) => r.column)).size, 1);
      assert.ok(rows.every((r) => r.kind === 'step' && !r.evidence));
    }
});

test('the name of a thread has its number and its actors', () => {
  assert.equal(threadName({ number: 0, actors: ['driver'] }), 'thread 0 (driver)');
  assert.equal(threadName({ number: 2, actors: ['task 1', 'task 4'] }), 'thread 2 (task 1, task 4)');
  assert.equal(threadName({ number: 3, actors: [] }), 'thread 3');
});

test('the label of a folded run has the number of steps, and which', () => {
  assert.equal(foldLabel([row(12), row(13), row(14)]), '3 more steps, 12 to 14');
});
