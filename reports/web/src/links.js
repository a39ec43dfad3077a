// Deep links. A finding's anchor is its id (#F3), a mutant's is #mutant-<id>.
import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';

export const mutantAnchor = (id) => `mutant-${id}`;

/** The anchor in a location hash; a hash with a broken escape is taken as it stands. */
export function anchorOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/**
 * The anchor that the address names. The element may not exist until the page has rendered, or may move while it
 * opens, so the page scrolls again after each change.
 */
export function useAnchor() {
  const [anchor, setAnchor] = useState(() => (typeof location === 'undefined' ? '' : anchorOf(location.hash)));
  useEffect(() => {
    const follow = () => setAnchor(anchorOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    if (!anchor) return undefined;
    const frame = requestAnimationFrame(() => document.getElementById(anchor)?.scrollIntoView());
    return () => cancelAnimationFrame(frame);
  }, [anchor]);
  return anchor;
}

/** Open state of a part that a deep link opens and the reader can close again. */
export function useOpen(initially, isTarget) {
  const [open, setOpen] = useState(initially || isTarget);
  useEffect(() => { if (isTarget) setOpen(true); }, [isTarget]);
  return [open, setOpen];
}

/** A link out of the page. Only http and https become links: the report's data does not choose the scheme. */
export const OutLink = ({ url }) =>
  /^https?:\/\//i.test(url)
    ? html`<a href=${url} rel="noopener noreferrer" target="_blank">${url.replace(/^https?:\/\/(www\.)?/i, '')}</a>`
    : html`<span>${url}</span>`;
