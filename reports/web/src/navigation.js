// The bar at the top of the page: links to the sections, with the number of entries in each.
import { html } from './html.js';

/** `entries`: [{anchor, label, count, tone}]; a count that is undefined is not shown. */
export const Navigation = ({ entries }) => html`
  <nav aria-label="Sections"><div class="nav-inner">
    <a class="brand" href="#top">Gauntlet</a>
    <ul>${entries.map((e) => html`<li><a href=${`#${e.anchor}`}>${e.label}${
      e.count !== undefined && html` <span class="count ${e.tone ?? ''}">${e.count}</span>`}</a></li>`)}</ul>
  </div></nav>`;
