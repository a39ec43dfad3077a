// A command with a button that copies it.
import { useRef, useState } from 'preact/hooks';
import { html } from './html.js';

/** The clipboard interface is missing where a page from disk is no secure context; the old command still works there. */
async function copyText(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* Refused; try the other way. */ }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'offscreen';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

export function Command({ text, label }) {
  const [said, setSaid] = useState('');
  const code = useRef(null);
  const copy = async () => {
    const copied = await copyText(text);
    if (!copied) getSelection().selectAllChildren(code.current);  // One key is left to press.
    setSaid(copied ? 'Copied' : 'Selected');
    setTimeout(() => setSaid(''), 2000);
  };
  return html`
    <div class="command">
      <code ref=${code} tabindex="0" aria-label=${label}>${text}</code>
      <button type="button" onClick=${copy} aria-label=${`Copy: ${label}`}>${said || 'Copy'}</button>
      <span class="offscreen" role="status">${said}</span>
    </div>`;
}
