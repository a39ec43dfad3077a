// The sample document, and variants of it.
import { readFileSync } from 'node:fs';
import { readReport } from '../src/report_text.js';

export const sampleText = readFileSync(new URL('sample.json', import.meta.url), 'utf8');

/** Returns a new copy of the sample, parsed as the page parses it. */
export const sample = () => readReport(sampleText).report;

/** The report of a run that explored. The C++ test document_test.cpp checks that make_document() writes this file. */
export const exploredText = readFileSync(new URL('../../approved/explored_report.json', import.meta.url), 'utf8');
export const explored = () => readReport(exploredText).report;

/** Returns the report of a run without findings, mutants and limits. */
export function emptySample() {
  const report = sample();
  const summary = { ...report.summary, violations: 0, mutants_killed: 0, mutants_survived: 0,
                    mutants_killed_for_another_reason: 0, exit_code: 0, warnings: [], notes: [], sentence: '1 reference survived 10 cases.' };
  return { ...report, summary, findings: [], mutants: [], limits: [], subjects: report.subjects.slice(0, 1) };
}
