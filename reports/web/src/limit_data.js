// The data of a plot in the format of uPlot. Pure.

/**
 * Returns one shared, ascending list of x, and for each series a list of y with null for each x without a point.
 * Leaves out points that a logarithmic axis cannot show: those at or below zero.
 */
export function alignSeries({ series, x_log, y_log }) {
  const kept = series.map((s) => new Map(s.points.filter(([x, y]) => (!x_log || x > 0) && (!y_log || y > 0))));
  const xs = [...new Set(kept.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  return [xs, ...kept.map((points) => xs.map((x) => points.get(x) ?? null))];
}

/** Returns 2 as the base of a logarithmic axis if each x is a power of two, for example a doubling task count; otherwise 10. */
export const logBase = (xs) => (xs.length > 0 && xs.every((x) => Number.isInteger(Math.log2(x))) ? 2 : 10);

/** Returns the rows of the table below a plot: x, and the value of each series or null. */
export function tableRows(limit) {
  const [xs, ...ys] = alignSeries(limit);
  return xs.map((x, i) => [x, ...ys.map((y) => y[i])]);
}

/** True if a tick of a logarithmic axis gets a label. Only powers of the base do, so that labels do not overlap. */
export function isPower(value, base) {
  const exponent = Math.log(value) / Math.log(base);
  return Math.abs(exponent - Math.round(exponent)) < 1e-9;
}
