// The sign and the texts of each verdict. Signs are unique within a table, so that the reader does not depend on colour.
import { html } from './html.js';

export const PROPERTY_VERDICTS = {
  failed: { sign: '✗', text: 'failed', tone: 'bad', means: 'violated in at least one case' },
  not_exercised: { sign: '○', text: 'not exercised', tone: 'warn', means: 'no case could have violated it, so nothing is proved' },
  deviates: { sign: '≠', text: 'deviates', tone: 'warn', means: 'the subject declares that it does not satisfy it' },
  passed: { sign: '✓', text: 'passed', tone: 'good', means: 'exercised and never violated' },
  not_applicable: { sign: '–', text: 'not applicable', tone: 'dim', means: 'the subject lacks a capability that the property needs' },
  not_run: { sign: '·', text: 'not run', tone: 'dim', means: 'not selected, or the run ended first' },
};

export const MUTANT_VERDICTS = {
  survived: { sign: '!', text: 'survived', tone: 'bad', means: 'the harness did not find the seeded bug' },
  killed_for_another_reason: { sign: '≠', text: 'killed for another reason', tone: 'warn',
                               means: 'found, but not for a declared reason' },
  not_finished: { sign: '…', text: 'not finished', tone: 'warn', means: 'the time limit was reached before all its cases had run' },
  not_run: { sign: '·', text: 'not run', tone: 'dim', means: 'not selected, or the run ended first' },
  killed: { sign: '✓', text: 'killed', tone: 'good', means: 'found for a declared reason' },
};

/** The display name of each oracle. */
export const ORACLES = {
  property: 'property check', tsan: 'ThreadSanitizer', asan: 'AddressSanitizer', lsan: 'LeakSanitizer',
  ubsan: 'UndefinedBehaviorSanitizer', crash: 'crash of the runner', hang: 'watchdog', oom: 'memory limit',
};

/** A sign with its text: `<Verdict of=${MUTANT_VERDICTS.killed} />`. */
export const Verdict = ({ of }) =>
  html`<span class="verdict ${of.tone}"><span class="sign" aria-hidden="true">${of.sign}</span> ${of.text}</span>`;

/** The legend of one table: its signs in order of urgency, with their meanings. */
export const Legend = ({ verdicts }) => html`
  <ul class="legend" aria-label="Legend">
    ${Object.values(verdicts).map((v) => html`<li><${Verdict} of=${v} /> <span class="muted">${v.means}</span></li>`)}
  </ul>`;
