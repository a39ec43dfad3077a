// The data of a plot in the shape that uPlot takes. Pure.

/**
 * One shared, ascending list of x and one list of y for each series, with null where a series has no point.
 * A logarithmic axis has no place for zero and below, so such points are left out.
 */
export function alignSeries({ series, x_log, y_log }) {
  const kept = series.map((s) => new Map(s.points.filter(([x, y]) => (!x_log || x > 0) && (!y_log || y > 0))));
  const xs = [...new Set(kept.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  return [xs, ...kept.map((points) => xs.map((x) => points.get(x) ?? null))];
}

/** A logarithmic axis in powers of two when every x is one, as with task counts that double; else powers of ten. */
export const logBase = (xs) => (xs.length > 0 && xs.every((x) => Number.isInteger(Math.log2(x))) ? 2 : 10);

/** The rows of the table under a plot: x and each series' value, or null. */
export function tableRows(limit) {
  const [xs, ...ys] = alignSeries(limit);
  return xs.map((x, i) => [x, ...ys.map((y) => y[i])]);
}

/** Whether a tick of a logarithmic axis gets a label: powers of the base only, so that labels never touch. */
export function isPower(value, base) {
  const exponent = Math.log(value) / Math.log(base);
  return Math.abs(exponent - Math.round(exponent)) < 1e-9;
}
