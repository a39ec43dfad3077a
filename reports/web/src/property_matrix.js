// The matrix of properties and subjects, with a pane for the selected cell.
import { useRef, useState } from 'preact/hooks';
import { compact, integer, plural, seconds } from './format.js';
import { html } from './html.js';
import { cellOf, cellSentence, columnsOf, findingsOf, stepInGrid } from './matrix_model.js';
import { Kind } from './tags.js';
import { Legend, PROPERTY_VERDICTS, Verdict } from './verdicts.js';

const ROOMY = 6;  // Up to this number of subjects, names are horizontal and cells show a count.

export const Subjects = ({ subjects }) => html`
  <ul class="subjects">${subjects.map((s) => html`
    <li><p><code>${s.name}</code> <${Kind} of=${s.kind} /></p><p class="muted">${s.title}</p>
      <ul class="flavours">${s.flavours.map((f) => html`
        <li><b>${f.flavour}</b> <span title=${integer(f.cases)}>${compact(f.cases)} cases</span>, ${seconds(f.seconds)}${
          f.findings > 0 && html`, <strong class="bad">${plural(f.findings, 'finding')}</strong>`}</li>`)}</ul>
      ${s.not_exercised.length > 0 && html`<p class="muted">Not exercised: ${s.not_exercised.join(', ')}</p>`}</li>`)}
  </ul>`;

function Pane({ report, chosen, onClose }) {
  if (!chosen) return html`<p class="pane hint no-print" role="status">Select a cell to see its counts, its reason and its findings. The number in a cell counts the cases that exercised the property; after ✗, those that violated it; after ≠, those that deviated.</p>`;
  const { subject, property, cell } = chosen;
  const findings = findingsOf(report, subject, property.id);
  return html`
    <div class="pane" role="status">
      <button type="button" class="close no-print" aria-label="Close" onClick=${onClose}>×</button>
      <p><strong>${property.id} ${property.name}</strong> in <code>${subject.name}</code>: <${Verdict} of=${PROPERTY_VERDICTS[cell.verdict]} /></p>
      <p>${property.summary}</p>
      <p class="muted">Exercised in ${plural(cell.exercised, 'case')}, violated in ${integer(cell.violated)}${cell.deviated > 0 && `, deviated in ${integer(cell.deviated)}`}.${cell.why && html` Reason: ${cell.why}`}</p>
      ${findings.length > 0 && html`<p>${findings.map((f) => html`<a href=${`#${f.id}`}>${f.id}: ${f.sentence}</a> `)}</p>`}
    </div>`;
}

function Cell({ subject, property, at, here, chosen, onChoose, onMove }) {
  const cell = cellOf(subject, property.id);
  const verdict = PROPERTY_VERDICTS[cell.verdict];
  const sentence = cellSentence(subject, property, cell);
  return html`
    <td><button type="button" class="cell ${verdict.tone}" data-at=${`${at.row},${at.column}`} title=${sentence} aria-label=${sentence}
        aria-pressed=${chosen} tabindex=${here ? 0 : -1} onClick=${() => onChoose({ subject, property, cell }, at)}
        onKeyDown=${(e) => onMove(e, at)}>${verdict.sign}${
          cell.exercised > 0 && html`<span class="cases"> ${compact(cell.violated || cell.deviated || cell.exercised)}</span>`}</button></td>`;
}

export function PropertyMatrix({ report }) {
  const [withMutants, setWithMutants] = useState(false);
  const [chosen, setChosen] = useState(null);
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const table = useRef(null);
  const columns = columnsOf(report.subjects, withMutants);
  const mutants = report.subjects.filter((s) => s.kind === 'mutant').length;
  const move = (event, at) => {
    const next = stepInGrid(at, event.key, report.properties.length, columns.length);
    if (!next) return;
    event.preventDefault();
    setFocus(next);
    table.current.querySelector(`[data-at="${next.row},${next.column}"]`)?.focus();
  };
  const choose = (cell, at) => { setChosen(cell); setFocus(at); };
  const isChosen = (s, p) => chosen?.subject === s && chosen?.property === p;
  // Tab must still reach one cell if the number of columns has decreased.
  const here = { row: focus.row, column: Math.min(focus.column, columns.length - 1) };
  return html`
    ${mutants > 0 && html`<label class="toggle no-print"><input type="checkbox" checked=${withMutants}
      onChange=${(e) => setWithMutants(e.currentTarget.checked)} /> Include the ${plural(mutants, 'mutant')}</label>`}
    <div class="matrix-frame">
      <div class="scroll">
        <table class="matrix ${columns.length <= ROOMY ? 'roomy' : ''}" ref=${table}>
          <caption class="offscreen">Verdict of each property for each subject. Arrow keys move between cells.</caption>
          <thead><tr><th scope="col" class="corner">Property</th>${columns.map((s) => html`
            <th scope="col" class="subject"><span title=${s.title}>${s.name}</span></th>`)}</tr></thead>
          <tbody>${report.properties.map((p, row) => html`
            <tr><th scope="row" title=${p.summary}><b>${p.id}</b> <span>${p.name}</span></th>
              ${columns.map((s, column) => html`<${Cell} subject=${s} property=${p} at=${{ row, column }} onMove=${move} onChoose=${choose}
                here=${here.row === row && here.column === column} chosen=${isChosen(s, p)} />`)}</tr>`)}</tbody>
        </table>
      </div>
      <${Pane} report=${report} chosen=${chosen} onClose=${() => setChosen(null)} />
    </div>
    <${Legend} verdicts=${PROPERTY_VERDICTS} />`;
}
