// A unified diff, line by line.
import { html } from './html.js';

/** The kind of each line. The file headers come before the first hunk only, so a removed "-- x" is no header. */
export function diffLines(text) {
  let inHunk = false;
  return text.replace(/\n$/, '').split('\n').map((line) => {
    if (line.startsWith('@@')) inHunk = true;
    else if (/^(diff |index )/.test(line)) inHunk = false;
    const kind = line.startsWith('@@') ? 'hunk'
      : !inHunk ? 'file'
      : line.startsWith('+') ? 'added'
      : line.startsWith('-') ? 'removed'
      : 'same';
    return { kind, text: line };
  });
}

export const Diff = ({ text, label }) => html`
  <pre class="diff" tabindex="0" aria-label=${label}>${diffLines(text).map((l) => html`<span class=${`line ${l.kind}`}>${l.text || ' '}${'\n'}</span>`)}</pre>`;
