// Choosing and ordering the rows of the mutant table. Pure.
import { mutantUrgency } from './triage.js';

const VALUE = {
  urgency: mutantUrgency,
  id: (m) => m.id,
  class: (m) => m.class,
  expected: (m) => m.expected.join(' '),
  killed_by: (m) => m.killed_by,
  flavour: (m) => m.flavour,
  cases: (m) => m.cases,
  schedules: (m) => m.schedules,
  seconds: (m) => m.seconds,
};

/** Rows without a value come last whichever way the column is sorted; equal rows are ordered by id. */
export function sortMutants(mutants, { column, descending }) {
  const value = VALUE[column];
  const sign = descending ? -1 : 1;
  return [...mutants].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x == null || y == null) return (x == null) - (y == null) || compare(a.id, b.id);
    return sign * compare(x, y) || compare(a.id, b.id);
  });
}

const compare = (x, y) => (x < y ? -1 : x > y ? 1 : 0);

/** Keeps mutants of the class and verdict asked for ('' is any) in which every word of the text occurs. */
export function filterMutants(mutants, { text, kind, verdict }) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return mutants.filter((m) => {
    const hay = [m.id, m.title, m.class, m.subject, m.killed_by, m.flavour, ...m.expected].join(' ').toLowerCase();
    return (!kind || m.class === kind) && (!verdict || m.verdict === verdict) && wanted.every((w) => hay.includes(w));
  });
}

/** Columns whose numbers are of more interest the larger they are. */
export const NUMERIC = new Set(['cases', 'schedules', 'seconds']);

/** A click on the column that sorts turns it round; another column starts with its natural direction. */
export const nextSort = (sort, column) =>
  sort.column === column ? { column, descending: !sort.descending } : { column, descending: NUMERIC.has(column) };

export const classesOf = (mutants) => [...new Set(mutants.map((m) => m.class))].sort();
