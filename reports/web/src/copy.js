// A command with a button that copies it.
import { useRef, useState } from 'preact/hooks';
import { html } from './html.js';

/** Copies the text. Browsers that do not treat a page from disk as a secure context have no clipboard interface; execCommand works there. */
async function copyText(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* The browser refused. Try execCommand. */ }
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
  const [status, setStatus] = useState('');
  const code = useRef(null);
  const copy = async () => {
    const copied = await copyText(text);
    if (!copied) getSelection().selectAllChildren(code.current);  // The user presses the copy key.
    setStatus(copied ? 'Copied' : 'Selected');
    setTimeout(() => setStatus(''), 2000);
  };
  return html`
    <div class="command">
      <code ref=${code} tabindex="0" aria-label=${label}>${text}</code>
      <button type="button" onClick=${copy} aria-label=${`Copy: ${label}`}>${status || 'Copy'}</button>
      <span class="offscreen" role="status">${status}</span>
    </div>`;
}
