// The limits: a plot of each, with a table of its numbers.
import { useMemo } from 'preact/hooks';
import { compact } from './format.js';
import { html } from './html.js';
import { alignSeries, isPower, logBase, tableRows } from './limit_data.js';
import { axisOf, colour, usePlot } from './plot.js';

const COLOURS = 8;  // --series-0 … --series-7 in style.css.
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const HEIGHT = 300;

/** Returns a linear or logarithmic scale of uPlot. */
const scaleOf = (log, base) => (log ? { time: false, distr: 3, log: base } : { time: false });

const scaledAxis = (label, log, base, size) => ({
  ...axisOf(label, size),
  values: (_, ticks) => ticks.map((t) => (t == null || (log && !isPower(t, base)) ? '' : compact(t))),
});

const formatted = (value) => (value == null ? '–' : compact(value));

function optionsOf(limit, xs, width, height) {
  const xBase = logBase(xs);
  return {
    width, height,
    scales: { x: scaleOf(limit.x_log, xBase), y: scaleOf(limit.y_log, 10) },
    axes: [scaledAxis(limit.x_label, limit.x_log, xBase, 34), scaledAxis(limit.y_label, limit.y_log, 10, 58)],
    series: [
      { label: limit.x_label, value: (_, v) => formatted(v) },
      ...limit.series.map((s, i) => ({
        label: s.name, stroke: colour(`--series-${i % COLOURS}`), width: 2, dash: DASHES[i % DASHES.length], spanGaps: true,
        points: { show: true, size: 6, fill: colour('--page') }, value: (_, v) => formatted(v),
      })),
    ],
    cursor: { y: false, drag: { x: false, y: false } },
  };
}

const Numbers = ({ limit }) => html`
  <details><summary>Numbers</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${`Numbers: ${limit.title}`}><table class="numbers">
      <thead><tr><th scope="col" class="number">${limit.x_label}</th>${limit.series.map((s) => html`<th scope="col" class="number">${s.name}</th>`)}</tr></thead>
      <tbody>${tableRows(limit).map(([x, ...ys]) => html`<tr><th scope="row" class="number">${compact(x)}</th>${
        ys.map((y) => html`<td class="number">${formatted(y)}</td>`)}</tr>`)}</tbody>
    </table></div>
    <p class="muted">Values: ${limit.y_label}.</p>
  </details>`;

export function Limit({ limit }) {
  const data = useMemo(() => alignSeries(limit), [limit]);
  const host = usePlot(data, (width, height) => optionsOf(limit, data[0], width, height), HEIGHT);
  return html`
    <figure class="limit" id=${`limit-${limit.id}`}>
      <figcaption><h3>${limit.title}</h3></figcaption>
      <div class="plot" ref=${host} role="img" aria-label=${`${limit.title}: ${limit.y_label} against ${limit.x_label}. The table below contains the numbers.`}></div>
      <${Numbers} limit=${limit} />
    </figure>`;
}
