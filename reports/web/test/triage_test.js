import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutantOf, bannerStatus, triage } from '../src/triage.js';
import { emptySample, sample } from './sample.js';

const ids = (findings) => findings.map((f) => f.id);

test('each finding is in exactly one list', () => {
  const report = sample();
  const { violations, survived, unexpected, expected } = triage(report);
  assert.deepEqual(ids(violations), ['F1']);
  assert.deepEqual(ids(unexpected), ['F9']);
  assert.deepEqual(survived.map((m) => m.id), ['late-task-not-cancelled']);
  assert.deepEqual([...violations, ...unexpected, ...expected].map((f) => f.id).sort(), ids(report.findings).sort());
});

test('a finding has its mutant, also if it is not the first finding of that mutant', () => {
  const report = sample();
  assert.equal(mutantOf(report, report.findings[1]).id, 'cancel-before-record');
  report.findings.push({ ...report.findings[1], id: 'F99' });
  assert.equal(mutantOf(report, report.findings.at(-1)).id, 'cancel-before-record');
  assert.equal(mutantOf(report, report.findings[0]), undefined);
});

test('the banner is green only if there is nothing to review', () => {
  const tone = (change) => {
    const report = emptySample();
    change(report);
    return bannerStatus(report).tone;
  };
  assert.equal(tone(() => {}), 'good');
  assert.equal(tone((r) => { r.run.interrupted = true; }), 'warn');
  assert.equal(tone((r) => { r.summary.mutants_survived = 1; }), 'warn');
  assert.equal(tone((r) => { r.summary.violations = 1; }), 'bad');
  for (const code of [1, 2, 3, 77]) assert.equal(tone((r) => { r.summary.exit_code = code; }), 'bad');
});
