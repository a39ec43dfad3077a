import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compact, integer, micros, plural, seconds, utc, words } from '../src/format.js';

const plain = (text) => text.replaceAll('\u202f', ' ');

test('integers have thousands separators, and a large seed is unchanged', () => {
  assert.equal(integer(104233), '104,233');
  assert.equal(integer('18446744073709551615'), '18446744073709551615');
});

test('compact numbers have three digits, and the letter fits the rounded number', () => {
  const wanted = [[0, '0'], [9999, '9,999'], [10000, '10k'], [48210, '48.2k'], [999499, '999k'], [999500, '1M'],
                  [1234567, '1.23M'], [2e9, '2G'], [3.14159, '3.14'], [0.00123, '0.00123']];
  for (const [n, text] of wanted) assert.equal(compact(n), text);
});

test('seconds use a suitable unit, and never print 60 seconds or minutes', () => {
  const wanted = [[0, '0 s'], [0.00025, '250 µs'], [0.0042, '4.2 ms'], [0.31, '310 ms'], [0.9996, '1.0 s'], [59.9, '59.9 s'],
                  [59.96, '1 min 0 s'], [93.1, '1 min 33 s'], [3599.7, '1 h 0 min'], [7500, '2 h 5 min']];
  for (const [s, text] of wanted) assert.equal(plain(seconds(s)), text);
});

test('microseconds use a suitable unit', () => {
  const wanted = [[0, '0 µs'], [3.14159, '3.14 µs'], [231.24, '231.2 µs'], [1500, '1.5 ms'], [1000017, '1 s']];
  for (const [us, text] of wanted) assert.equal(plain(micros(us)), text);
});

test('words, plurals and dates', () => {
  assert.equal(plural(1, 'case'), '1 case');
  assert.equal(plural(2000, 'case'), '2,000 cases');
  assert.equal(plural(0, 'property', 'properties'), '0 properties');
  assert.equal(words('killed_for_another_reason'), 'killed for another reason');
  assert.equal(utc('2026-11-24T08:30:00+01:00'), '2026-11-24 07:30:00 UTC');
  assert.equal(utc('unknown'), 'unknown');
});
