// The schedule of an explored finding, step by step. Each thread has a column; time runs from top to bottom.
import { useState } from 'preact/hooks';
import { html } from './html.js';
import { foldLabel, groupsOf, threadName } from './schedule_model.js';

const Step = ({ row }) => html`${row.text}${
  row.where && html` <span class="where" title=${row.in}>${row.where}${row.in && html`<span class="offscreen"> in ${row.in}</span>`}</span>`}`;

const Event = ({ row }) => html`${row.evidence && html`<span class="evidence-sign">★ evidence</span> `}<span class="event">${row.text}</span>`;

/** A row with its text in the column of its thread. The other columns are empty. */
const Row = ({ row, threads, children }) => html`
  <tr class=${`${row.kind} ${row.evidence ? 'evidence' : ''}`}>
    <th scope="row" class="number">${row.step}</th>
    ${threads.map((_, column) => html`<td class=${column === row.column ? 'runs' : ''}>${column === row.column && children}</td>`)}
  </tr>`;

/** A switch or a preemption. It spans all columns, because it concerns two threads. */
const Change = ({ row, threads }) => html`
  <tr class=${`change ${row.kind}`}><td colspan=${threads.length + 1}><span>${row.kind}: ${row.text}</span></td></tr>`;

const AnyRow = ({ row, threads }) => (row.kind === 'switch' || row.kind === 'preemption'
  ? html`<${Change} row=${row} threads=${threads} />`
  : html`<${Row} row=${row} threads=${threads}><${row.kind === 'step' ? Step : Event} row=${row} /><//>`);

function Folded({ rows, threads, id }) {
  const [open, setOpen] = useState(false);
  const [first] = rows;
  return html`
    <tbody class="fold"><tr>
      <th scope="row" class="number"></th>
      ${threads.map((_, column) => html`<td class=${column === first.column ? 'runs' : ''}>${column === first.column && html`
        <button type="button" aria-expanded=${open} aria-controls=${id} onClick=${() => setOpen(!open)}>
          <span aria-hidden="true">${open ? '▾' : '▸'}</span> ${foldLabel(rows)}</button>`}</td>`)}
    </tr></tbody>
    <tbody id=${id} hidden=${!open}>${open && rows.map((row) => html`<${AnyRow} row=${row} threads=${threads} />`)}</tbody>`;
}

export function ScheduleTable({ table, id }) {
  const { threads, rows } = table;
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="Schedule, step by step">
      <table class="schedule">
        <caption class="offscreen">A row for each step. The text is in the column of the thread that ran.</caption>
        <thead><tr><th scope="col" class="number">step</th>${threads.map((t) => html`<th scope="col">${threadName(t)}</th>`)}</tr></thead>
        ${groupsOf(rows).map((group, i) => (group.folds
          ? html`<${Folded} rows=${group.rows} threads=${threads} id=${`${id}-${i}`} />`
          : html`<tbody>${group.rows.map((row) => html`<${AnyRow} row=${row} threads=${threads} />`)}</tbody>`))}
      </table>
    </div>`;
}
