// Filters and sorts the rows of the mutant table. Pure.
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

/** Rows without a value are last in both directions. Rows with equal values are in order of ids. */
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

/** Returns the mutants of this class and verdict ('' means any) that contain each word of the text. */
export function filterMutants(mutants, { text, kind, verdict }) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return mutants.filter((m) => {
    const searched = [m.id, m.title, m.class, m.subject, m.killed_by, m.flavour, ...m.expected].join(' ').toLowerCase();
    return (!kind || m.class === kind) && (!verdict || m.verdict === verdict) && wanted.every((w) => searched.includes(w));
  });
}

/** Columns of numbers. The first click on one sorts the largest number first. */
export const NUMERIC = new Set(['cases', 'schedules', 'seconds']);

/** A click on the current column reverses the direction. A click on another column starts with that column's default direction. */
export const nextSort = (sort, column) =>
  sort.column === column ? { column, descending: !sort.descending } : { column, descending: NUMERIC.has(column) };

export const classesOf = (mutants) => [...new Set(mutants.map((m) => m.class))].sort();
