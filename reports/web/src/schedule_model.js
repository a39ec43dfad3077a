// The rows of a schedule, in groups: runs of foldable steps, each to be folded, and what stands between them. Pure.
import { plural } from './format.js';

/** [{folds, rows}]. A run that folds is of one thread: beside a switch nothing is foldable. */
export function groupsOf(rows) {
  const groups = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last.folds === row.foldable) last.rows.push(row);
    else groups.push({ folds: row.foldable, rows: [row] });
  }
  return groups;
}

/** "thread 1 (task 0)"; a thread that is no actor of the history is its number only. */
export const threadName = ({ number, actors }) => `thread ${number}${actors.length ? ` (${actors.join(', ')})` : ''}`;

/** What a folded run is called, with the steps that it holds. */
export const foldLabel = (rows) => `${plural(rows.length, 'more step')}, ${rows[0].step} to ${rows.at(-1).step}`;
