// Shows a unified diff line by line.
import { html } from './html.js';

/** Returns the kind of each line. File headers occur only before a hunk, so a removed line "-- x" inside a hunk is not a header. */
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
