// Links to parts of the page. The anchor of a finding is its id (#F3), the anchor of a mutant is #mutant-<id>.
import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';

export const mutantAnchor = (id) => `mutant-${id}`;

/** Returns the anchor in a location hash. A hash with an invalid escape is returned undecoded. */
export function anchorOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/**
 * Returns the anchor in the page's address. The element may not exist before the page is rendered, and may move while a
 * card opens. Therefore the page scrolls to it again after each change.
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

/** The open state of a part of the page. A link to the part opens it, and the reader can close it again. */
export function useOpen(initially, isTarget) {
  const [open, setOpen] = useState(initially || isTarget);
  useEffect(() => { if (isTarget) setOpen(true); }, [isTarget]);
  return [open, setOpen];
}

/** A link to another site. Only http and https URLs become links, so that the report's data cannot inject another scheme. */
export const OutLink = ({ url }) =>
  /^https?:\/\//i.test(url)
    ? html`<a href=${url} rel="noopener noreferrer" target="_blank">${url.replace(/^https?:\/\/(www\.)?/i, '')}</a>`
    : html`<span>${url}</span>`;
