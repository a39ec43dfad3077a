// The grid of properties and subjects. Pure.
import { integer, plural } from './format.js';
import { PROPERTY_VERDICTS } from './verdicts.js';

const NOT_RUN = { verdict: 'not_run', exercised: 0, violated: 0, deviated: 0, why: '' };

/** The order of the columns by kind. Subjects of the same kind keep their order. */
const KIND_ORDER = { program: 0, reference: 1, peer: 2, mutant: 3 };

export function columnsOf(subjects, withMutants) {
  return subjects
    .filter((s) => withMutants || s.kind !== 'mutant')
    .sort((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind]);
}

/** Returns the cell of a subject and a property. A property without an entry was not run. */
export const cellOf = (subject, id) => subject.properties.find((p) => p.id === id) ?? { id, ...NOT_RUN };

/** Returns a sentence for the tooltip and for screen readers. */
export function cellSentence(subject, property, cell) {
  const counts = cell.exercised > 0
    ? `: exercised in ${plural(cell.exercised, 'case')}${cell.violated ? `, violated in ${integer(cell.violated)}` : ''}${
      cell.deviated ? `, deviated in ${integer(cell.deviated)}` : ''}` : '';
  const why = cell.why ? ` (${cell.why})` : '';
  return `${property.id} ${property.name}, ${subject.name}: ${PROPERTY_VERDICTS[cell.verdict].text}${counts}${why}`;
}

/** Returns the findings of a cell. */
export const findingsOf = (report, subject, id) =>
  report.findings.filter((f) => f.subject === subject.name && f.key.split(':').includes(id));

/** Returns the cell to which an arrow key, Home or End moves, or undefined for another key. */
export function stepInGrid({ row, column }, key, rows, columns) {
  const clamp = (n, size) => Math.max(0, Math.min(size - 1, n));
  const moves = {
    ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1], Home: [row, 0], End: [row, columns - 1],
  };
  return moves[key] && { row: clamp(moves[key][0], rows), column: clamp(moves[key][1], columns) };
}
