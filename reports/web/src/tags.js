// Small components that several sections share.
import { html } from './html.js';

/** A key. If it is a property's id, the tooltip (or with `full` the text) shows the property's name. */
export function PropertyTag({ id, names, full = false }) {
  const property = names.get(id);
  if (!property) return html`<span class="tag">${id}</span>`;
  return html`<span class="tag" title=${`${property.name}: ${property.summary}`}>${id}${
    full && html`<span class="tag-name"> ${property.name}</span>`}</span>`;
}

/** Properties by id. */
export const propertyNames = (properties) => new Map(properties.map((p) => [p.id, p]));

export const Kind = ({ of }) => html`<span class="kind kind-${of}">${of}</span>`;

/** A section with an anchor and a heading. `lead` is a text below the heading. */
export const Section = ({ id, title, count, lead, children }) => html`
  <section id=${id} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}${count !== undefined && html` <span class="count">${count}</span>`}</h2>
    ${lead && html`<p class="lead">${lead}</p>`}
    ${children}
  </section>`;
