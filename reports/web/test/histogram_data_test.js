import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bucketLabel, histogramData, wholeTicks } from '../src/histogram_data.js';

test('the label of a bucket has its first and last value', () => {
  assert.equal(bucketLabel({ from: 1, to: 1 }), '1');
  assert.equal(bucketLabel({ from: 2, to: 3 }), '2–3');
  assert.equal(bucketLabel({ from: 1000, to: 3162 }), '1,000–3,162');
});

test('the x of a bucket is its index', () => {
  assert.deepEqual(histogramData([{ from: 1, to: 1, failures: 4 }, { from: 2, to: 3, failures: 0 }]), [[0, 1], [4, 0]]);
  assert.deepEqual(histogramData([]), [[], []]);
});

test('only ticks at whole numbers have labels', () => {
  assert.deepEqual(wholeTicks([0, 0.5, 1]), ['0', '', '1']);
});
