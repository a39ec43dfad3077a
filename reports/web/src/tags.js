// Small labels that several sections share.
import { html } from './html.js';

/** A property's id with its name at hand; any other key ("tsan:data-race") as it is. */
export function PropertyTag({ id, names, full = false }) {
  const property = names.get(id);
  if (!property) return html`<span class="tag">${id}</span>`;
  return html`<span class="tag" title=${`${property.name}: ${property.summary}`}>${id}${
    full && html`<span class="tag-name"> ${property.name}</span>`}</span>`;
}

/** Properties by id. */
export const propertyNames = (properties) => new Map(properties.map((p) => [p.id, p]));

export const Kind = ({ of }) => html`<span class="kind kind-${of}">${of}</span>`;

/** A section with its anchor and heading; `lead` is one sentence under the heading. */
export const Section = ({ id, title, count, lead, children }) => html`
  <section id=${id} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}${count !== undefined && html` <span class="count">${count}</span>`}</h2>
    ${lead && html`<p class="lead">${lead}</p>`}
    ${children}
  </section>`;
