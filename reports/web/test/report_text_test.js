import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepLargeIntegers, readReport } from '../src/report_text.js';

const kept = (text) => JSON.parse(keepLargeIntegers(text));

test('a 64-bit integer keeps all its digits', () => {
  assert.deepEqual(kept('{"seed": 18446744073709551615, "n": 42}'), { seed: '18446744073709551615', n: 42 });
  assert.deepEqual(kept('[9007199254740991, 9007199254740992, -9007199254740993]'),
                   [9007199254740991, '9007199254740992', '-9007199254740993']);
});

test('fractions, exponents and digits in strings are unchanged', () => {
  assert.deepEqual(kept('[0.12345678901234567890, 1e30, 12345678901234567890.5]'), [0.12345678901234568, 1e30, 12345678901234567890.5]);
  assert.deepEqual(kept('{"a\\"18446744073709551615": "x 18446744073709551615 \\\\"}'),
                   { 'a"18446744073709551615': 'x 18446744073709551615 \\' });
});

test('the pattern matches a very long string', () => {
  const text = 'a\\n'.repeat(500_000);
  assert.equal(kept(`["${text}"]`)[0].length, 1_000_000);
});

test('a page without a valid report has a sentence that says why', () => {
  assert.match(readReport('/*GAUNTLET_REPORT*/null').problem, /empty page/);
  assert.match(readReport('{"schema": ').problem, /not JSON/);
  assert.match(readReport('{"schema": "other"}').problem, /not a Gauntlet report/);
  assert.match(readReport('{"schema": "gauntlet-report", "version": 7}').problem, /version 7/);
});
