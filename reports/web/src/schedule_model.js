// Groups the rows of a schedule: runs of foldable steps, and the rows between them. Pure.
import { plural } from './format.js';

/** Returns [{folds, rows}]. A foldable run belongs to one thread, because a step next to a switch is not foldable. */
export function groupsOf(rows) {
  const groups = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last.folds === row.foldable) last.rows.push(row);
    else groups.push({ folds: row.foldable, rows: [row] });
  }
  return groups;
}

/** "thread 1 (task 0)"; a thread that ran no actor has only its number. */
export const threadName = ({ number, actors }) => `thread ${number}${actors.length ? ` (${actors.join(', ')})` : ''}`;

/** The label of a folded run: the number of its steps, and which. */
export const foldLabel = (rows) => `${plural(rows.length, 'more step')}, ${rows[0].step} to ${rows.at(-1).step}`;
