// The sample document, and variants of it that stand for the empty cases.
import { readFileSync } from 'node:fs';
import { readReport } from '../src/report_text.js';

export const sampleText = readFileSync(new URL('sample.json', import.meta.url), 'utf8');

/** A fresh copy, read as the page reads it. */
export const sample = () => readReport(sampleText).report;

/** A run that explored, as the C++ side makes it: ../../approved/ is compared with what it writes. */
export const exploredText = readFileSync(new URL('../../approved/explored_report.json', import.meta.url), 'utf8');
export const explored = () => readReport(exploredText).report;

/** A run in which nothing is to be told: no findings, no mutants, no limits. */
export function emptySample() {
  const report = sample();
  const summary = { ...report.summary, violations: 0, mutants_killed: 0, mutants_survived: 0,
                    mutants_killed_for_another_reason: 0, exit_code: 0, sentence: '1 reference survived 10 cases.' };
  return { ...report, summary, findings: [], mutants: [], limits: [], subjects: report.subjects.slice(0, 1) };
}
