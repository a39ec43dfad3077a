// Each verdict's sign and words. A sign never stands for two verdicts, so that colour is a help and not the message.
import { html } from './html.js';

export const PROPERTY_VERDICTS = {
  failed: { sign: '✗', text: 'failed', tone: 'bad', means: 'at least one case violated it' },
  not_exercised: { sign: '○', text: 'not exercised', tone: 'warn', means: 'no case reached it, so it proves nothing' },
  deviates: { sign: '≠', text: 'deviates', tone: 'warn', means: 'the subject declares that it does not keep it' },
  passed: { sign: '✓', text: 'passed', tone: 'good', means: 'exercised, never violated' },
  not_applicable: { sign: '–', text: 'not applicable', tone: 'dim', means: 'the subject lacks the capability' },
  not_run: { sign: '·', text: 'not run', tone: 'dim', means: 'not asked for, or the run ended first' },
};

export const MUTANT_VERDICTS = {
  survived: { sign: '!', text: 'survived', tone: 'bad', means: 'the harness missed a real bug' },
  killed_for_another_reason: { sign: '≠', text: 'killed for another reason', tone: 'warn',
                               means: 'found, but not by what should find it' },
  not_finished: { sign: '…', text: 'not finished', tone: 'warn', means: 'the time was up before all of its cases had run' },
  not_run: { sign: '·', text: 'not run', tone: 'dim', means: 'not asked for, or the run ended first' },
  killed: { sign: '✓', text: 'killed', tone: 'good', means: 'found, and for the reason that it declares' },
};

/** Who saw a finding, by the names that people know. */
export const ORACLES = {
  property: 'property check', tsan: 'ThreadSanitizer', asan: 'AddressSanitizer', lsan: 'LeakSanitizer',
  ubsan: 'UndefinedBehaviorSanitizer', crash: 'crash of the runner', hang: 'watchdog', oom: 'memory limit',
};

/** A sign with its words: `<Verdict of=${MUTANT_VERDICTS.killed} />`. */
export const Verdict = ({ of }) =>
  html`<span class="verdict ${of.tone}"><span class="sign" aria-hidden="true">${of.sign}</span> ${of.text}</span>`;

/** The signs of one table, in order of urgency, each with its meaning. */
export const Legend = ({ verdicts }) => html`
  <ul class="legend" aria-label="Legend">
    ${Object.values(verdicts).map((v) => html`<li><${Verdict} of=${v} /> <span class="muted">${v.means}</span></li>`)}
  </ul>`;
