// What is urgent. Pure: from a report to the lists in the order in which the page shows them.

const URGENCY = { survived: 0, killed_for_another_reason: 1, not_finished: 2, not_run: 3, killed: 4 };

/** Smaller is more urgent. */
export const mutantUrgency = (mutant) => URGENCY[mutant.verdict] ?? 5;

/** The mutant whose kill a finding is, or undefined for a finding in any other subject. */
export function mutantOf(report, finding) {
  if (finding.subject_kind !== 'mutant') return undefined;
  const index = report.findings.indexOf(finding);
  return report.mutants.find((m) => m.finding === index) ?? report.mutants.find((m) => m.id === finding.subject);
}

/** Splits findings and mutants so that each finding is in exactly one list, and so appears once in the page. */
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
  1: 'Not as expected',
  2: 'The run was asked for something it cannot do',
  3: 'The harness itself failed',
};

/** The banner's tone and headline. A run that ends well but leaves something to look at is not plainly green. */
export function standing(report) {
  const { exit_code, violations, mutants_survived, mutants_killed_for_another_reason } = report.summary;
  const open = mutants_survived + mutants_killed_for_another_reason;
  if (violations > 0) return { tone: 'bad', sign: '✗', text: violations === 1 ? 'Violation found' : 'Violations found' };
  if (exit_code !== 0) return { tone: 'bad', sign: '✗', text: EXIT_MEANING[exit_code] ?? `Exit code ${exit_code}` };
  if (report.run.interrupted) return { tone: 'warn', sign: '!', text: 'Interrupted before the end' };
  if (open > 0) return { tone: 'warn', sign: '!', text: 'No violation; mutants to look at' };
  return { tone: 'good', sign: '✓', text: EXIT_MEANING[0] };
}
