// The table of mutants: the declared reasons, the actual reason of the kill, and how soon it happened.
import { useEffect, useState } from 'preact/hooks';
import { Diff } from './diff.js';
import { compact, integer, seconds } from './format.js';
import { html } from './html.js';
import { mutantAnchor, OutLink, useOpen } from './links.js';
import { classesOf, filterMutants, nextSort, NUMERIC, sortMutants } from './mutant_rows.js';
import { PropertyTag } from './tags.js';
import { Legend, MUTANT_VERDICTS, Verdict } from './verdicts.js';

/** The column of schedules exists only if the run explored. */
const columnsOf = (explored) => [
  ['id', 'Mutant'], ['class', 'Class'], ['expected', 'Expected'], ['urgency', 'Verdict'], ['killed_by', 'Killed by'],
  ['flavour', 'Flavour'], ['cases', 'Cases'], ...(explored ? [['schedules', 'Schedules']] : []), ['seconds', 'Time'],
];
const NO_FILTER = { text: '', kind: '', verdict: '' };

const Header = ({ column, label, sort, onSort }) => html`
  <th scope="col" class=${NUMERIC.has(column) ? 'number' : ''}
      aria-sort=${sort.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
    <button type="button" onClick=${() => onSort(nextSort(sort, column))}>${label}<span class="arrow" aria-hidden="true">${
      sort.column === column ? (sort.descending ? ' ▼' : ' ▲') : ''}</span></button>
  </th>`;

/** The details of one mutant: the seeded bug, and the reports of that bug in real code. */
export const MutantDetails = ({ mutant, finding }) => html`
  <div class="mutant-details">
    <p>A copy of <code>${mutant.subject}</code> with one seeded bug.${
      finding && html` Finding: <a href=${`#${finding.id}`}>${finding.id}: ${finding.sentence}</a>`}</p>
    ${mutant.diff && html`<${Diff} text=${mutant.diff} label=${`Diff of ${mutant.id}`} />`}
    ${mutant.reports.length > 0 && html`<p>Reports of this bug in real code: ${mutant.reports.map((url, i) => html`${i > 0 && ', '}<${OutLink} url=${url} />`)}</p>`}
  </div>`;

function Row({ mutant, finding, names, anchor, columns }) {
  const id = mutantAnchor(mutant.id);
  const [open, setOpen] = useOpen(false, anchor === id);
  const tags = (ids) => ids.map((p) => html`<${PropertyTag} id=${p} names=${names} /> `);
  const ran = mutant.verdict !== 'not_run';
  return html`
    <tr id=${id} class=${mutant.verdict}>
      <th scope="row"><button type="button" class="expand" aria-expanded=${open} aria-controls=${`${id}-details`} onClick=${() => setOpen(!open)}>
        <span class="twist" aria-hidden="true">${open ? '▾' : '▸'}</span><span><code>${mutant.id}</code><span class="title">${mutant.title}</span></span></button></th>
      <td data-label="Class">${mutant.class}</td>
      <td data-label="Expected">${tags(mutant.expected)}</td>
      <td data-label="Verdict"><${Verdict} of=${MUTANT_VERDICTS[mutant.verdict]} /></td>
      <td data-label="Killed by">${mutant.killed_by ? tags([mutant.killed_by]) : html`<span class="muted">–</span>`}${
        finding && html`<a class="finding-link" href=${`#${finding.id}`}>${finding.id}</a>`}</td>
      <td data-label="Flavour">${mutant.flavour ?? html`<span class="muted">–</span>`}</td>
      <td data-label="Cases" class="number" title=${integer(mutant.cases)}>${ran ? compact(mutant.cases) : '–'}</td>
      ${columns.some(([column]) => column === 'schedules') && html`
        <td data-label="Schedules" class="number" title=${mutant.strategy ? `${integer(mutant.schedules)}; ${mutant.strategy} chose the last one` : integer(mutant.schedules)}>${
          ran ? compact(mutant.schedules) : '–'}</td>`}
      <td data-label="Time" class="number">${ran ? seconds(mutant.seconds) : '–'}</td>
    </tr>
    ${open && html`<tr class="expanded" id=${`${id}-details`}><td colspan=${columns.length}><${MutantDetails} mutant=${mutant} finding=${finding} /></td></tr>`}`;
}

const Filters = ({ mutants, filter, setFilter, shown }) => html`
  <form class="filters no-print" role="search" aria-label="Filter mutants" onSubmit=${(e) => e.preventDefault()}>
    <label>Text <input type="search" value=${filter.text} placeholder="id, title, property…" onInput=${(e) => setFilter({ ...filter, text: e.currentTarget.value })} /></label>
    <label>Class <select value=${filter.kind} onChange=${(e) => setFilter({ ...filter, kind: e.currentTarget.value })}>
      <option value="">all</option>${classesOf(mutants).map((c) => html`<option value=${c}>${c}</option>`)}</select></label>
    <label>Verdict <select value=${filter.verdict} onChange=${(e) => setFilter({ ...filter, verdict: e.currentTarget.value })}>
      <option value="">all</option>${Object.entries(MUTANT_VERDICTS).map(([k, v]) => html`<option value=${k}>${v.text}</option>`)}</select></label>
    <span class="muted" role="status">${shown} of ${mutants.length} shown</span>
  </form>`;

export function MutantTable({ report, names, anchor }) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [sort, setSort] = useState({ column: 'urgency', descending: false });
  // A link to a mutant must not lead to a row that the filter hides.
  useEffect(() => { if (anchor.startsWith('mutant-')) setFilter(NO_FILTER); }, [anchor]);
  const columns = columnsOf(Boolean(report.explore));
  const rows = sortMutants(filterMutants(report.mutants, filter), sort);
  return html`
    <${Filters} mutants=${report.mutants} filter=${filter} setFilter=${setFilter} shown=${rows.length} />
    <table class="mutants">
      <caption class="offscreen">Mutants: expected and actual reason of the kill; ${report.explore ? 'cases, schedules' : 'cases'} and time up to the first kill, or in total</caption>
      <thead><tr>${columns.map(([column, label]) => html`<${Header} column=${column} label=${label} sort=${sort} onSort=${setSort} />`)}</tr></thead>
      <tbody>${rows.map((m) => html`<${Row} key=${m.id} mutant=${m} finding=${report.findings[m.finding]} names=${names} anchor=${anchor} columns=${columns} />`)}</tbody>
    </table>
    <p class="muted">${report.explore ? 'Cases, schedules' : 'Cases'} and time are counted up to the first kill. For a mutant that survived they are totals.</p>
    <${Legend} verdicts=${MUTANT_VERDICTS} />`;
}
