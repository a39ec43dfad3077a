// Sorts a report by urgency into the lists that the page shows. Pure.

const URGENCY = { survived: 0, killed_for_another_reason: 1, not_finished: 2, not_run: 3, killed: 4 };

/** Returns a number; smaller is more urgent. */
export const mutantUrgency = (mutant) => URGENCY[mutant.verdict] ?? 5;

/** Returns the mutant of a finding, or undefined if the subject is not a mutant. */
export function mutantOf(report, finding) {
  if (finding.subject_kind !== 'mutant') return undefined;
  const index = report.findings.indexOf(finding);
  return report.mutants.find((m) => m.finding === index) ?? report.mutants.find((m) => m.id === finding.subject);
}

/** Splits findings and mutants into lists. Each finding is in exactly one list, so the page shows it once. */
export function triage(report) {
  const violations = report.findings.filter((f) => f.subject_kind !== 'mutant');
  const inMutants = report.findings.filter((f) => f.subject_kind === 'mutant');
  return {
    violations,
    survived: report.mutants.filter((m) => m.verdict === 'survived'),
    unexpected: inMutants.filter((f) => !f.declared),
    expected: inMutants.filter((f) => f.declared),
  };
}

const EXIT_MEANING = {
  0: 'Everything as expected',
  1: 'A mutant was not killed for a declared reason',  // A violation has its own text.
  2: 'An argument of the run cannot be used',
  3: 'The harness itself failed',
};

/** Returns the banner's tone, sign and headline. The tone is "good" only if there is nothing to review. */
export function bannerStatus(report) {
  const { exit_code, violations, mutants_survived, mutants_killed_for_another_reason } = report.summary;
  const open = mutants_survived + mutants_killed_for_another_reason;
  if (violations > 0) return { tone: 'bad', sign: '✗', text: violations === 1 ? 'Violation found' : 'Violations found' };
  if (exit_code !== 0) return { tone: 'bad', sign: '✗', text: EXIT_MEANING[exit_code] ?? `Exit code ${exit_code}` };
  if (report.run.interrupted) return { tone: 'warn', sign: '!', text: 'Interrupted before the end' };
  if (open > 0) return { tone: 'warn', sign: '!', text: 'No violation, but mutants to review' };
  return { tone: 'good', sign: '✓', text: EXIT_MEANING[0] };
}
