// The limits as plots, each with its numbers as a table.
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { compact } from './format.js';
import { html } from './html.js';
import { alignSeries, isPower, logBase, tableRows } from './limit_data.js';

const COLOURS = 8;  // --series-0 … --series-7 in style.css.
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const HEIGHT = 300;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A scale in its linear or logarithmic form. */
const scaleOf = (log, base) => (log ? { time: false, distr: 3, log: base } : { time: false });

function axisOf(label, log, base, size) {
  return {
    label, size, labelSize: 22, labelFont: '13px system-ui, sans-serif', font: '12px system-ui, sans-serif',
    stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 },
    values: (_, ticks) => ticks.map((t) => (t == null || (log && !isPower(t, base)) ? '' : compact(t))),
  };
}

const shown = (value) => (value == null ? '–' : compact(value));

function optionsOf(limit, xs, width) {
  const xBase = logBase(xs);
  return {
    width, height: HEIGHT,
    scales: { x: scaleOf(limit.x_log, xBase), y: scaleOf(limit.y_log, 10) },
    axes: [axisOf(limit.x_label, limit.x_log, xBase, 34), axisOf(limit.y_label, limit.y_log, 10, 58)],
    series: [
      { label: limit.x_label, value: (_, v) => shown(v) },
      ...limit.series.map((s, i) => ({
        label: s.name, stroke: colour(`--series-${i % COLOURS}`), width: 2, dash: DASHES[i % DASHES.length], spanGaps: true,
        points: { show: true, size: 6, fill: colour('--page') }, value: (_, v) => shown(v),
      })),
    ],
    cursor: { y: false, drag: { x: false, y: false } },
  };
}

/** Draws into a host element, and draws again when its width or the colour scheme changes. */
function usePlot(limit) {
  const host = useRef(null);
  useEffect(() => {
    const data = alignSeries(limit);
    let plot;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(optionsOf(limit, data[0], Math.max(260, host.current.clientWidth)), data, host.current);
    };
    const resize = new ResizeObserver(() => plot?.setSize({ width: Math.max(260, host.current.clientWidth), height: HEIGHT }));
    const themes = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')];
    draw();
    resize.observe(host.current);
    for (const theme of themes) theme.addEventListener('change', draw);
    return () => {
      resize.disconnect();
      for (const theme of themes) theme.removeEventListener('change', draw);
      plot.destroy();
    };
  }, [limit]);
  return host;
}

const Numbers = ({ limit }) => html`
  <details><summary>Numbers</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${`Numbers: ${limit.title}`}><table class="numbers">
      <thead><tr><th scope="col" class="number">${limit.x_label}</th>${limit.series.map((s) => html`<th scope="col" class="number">${s.name}</th>`)}</tr></thead>
      <tbody>${tableRows(limit).map(([x, ...ys]) => html`<tr><th scope="row" class="number">${compact(x)}</th>${
        ys.map((y) => html`<td class="number">${shown(y)}</td>`)}</tr>`)}</tbody>
    </table></div>
    <p class="muted">Values: ${limit.y_label}.</p>
  </details>`;

export function Limit({ limit }) {
  const host = usePlot(limit);
  return html`
    <figure class="limit" id=${`limit-${limit.id}`}>
      <figcaption><h3>${limit.title}</h3></figcaption>
      <div class="plot" ref=${host} role="img" aria-label=${`${limit.title}: ${limit.y_label} against ${limit.x_label}. The numbers follow.`}></div>
      <${Numbers} limit=${limit} />
    </figure>`;
}
