import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alignSeries, isPower, logBase, tableRows } from '../src/limit_data.js';

const series = [{ name: 'a', points: [[4, 40], [1, 10]] }, { name: 'b', points: [[2, 0], [4, 44]] }];

test('series share one ascending x, with null for a missing point', () => {
  assert.deepEqual(alignSeries({ series, x_log: true, y_log: false }), [[1, 2, 4], [10, null, 40], [null, 0, 44]]);
  assert.deepEqual(tableRows({ series, x_log: false, y_log: false }), [[1, 10, null], [2, null, 0], [4, 40, 44]]);
});

test('a logarithmic axis leaves out points at or below zero', () => {
  assert.deepEqual(alignSeries({ series, x_log: false, y_log: true }), [[1, 4], [10, 40], [null, 44]]);
  assert.deepEqual(alignSeries({ series: [{ name: 'a', points: [[0, 1]] }], x_log: true, y_log: false }), [[], []]);
});

test('the base of an axis depends on the data', () => {
  assert.equal(logBase([1, 2, 1024]), 2);
  assert.equal(logBase([1, 10, 100]), 10);
  assert.equal(logBase([]), 10);
  assert.ok(isPower(1000, 10) && isPower(0.01, 10) && isPower(64, 2));
  assert.ok(!isPower(2000, 10) && !isPower(48, 2));
});
