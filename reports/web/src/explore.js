// The schedules of a run that explored: what each strategy found, and the number of schedules up to each first failure.
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { integer, plural } from './format.js';
import { bucketLabel, histogramData, wholeTicks } from './histogram_data.js';
import { html } from './html.js';
import { axisOf, colour, usePlot } from './plot.js';

const HEIGHT = 270;
const LABEL_ANGLE = 30;  // Horizontal labels of the larger buckets would overlap.
const BAR_WIDTH = 0.7;   // As a fraction of the distance between two bars.

function optionsOf(histogram, width, height) {
  const labels = histogram.map(bucketLabel);
  return {
    width, height,
    scales: { x: { time: false, range: [-0.5, histogram.length - 0.5] }, y: { range: (_, __, most) => [0, most + 0.5] } },
    axes: [
      { ...axisOf('schedules to the first failure', 58), splits: () => labels.map((_, index) => index),
        rotate: LABEL_ANGLE,
        values: (_, indices) => indices.map((i) => labels[i] ?? ''), grid: { show: false } },
      { ...axisOf('failures', 44), values: (_, ticks) => wholeTicks(ticks) },
    ],
    series: [
      { label: 'schedules', value: (_, index) => labels[index] ?? '–' },
      { label: 'failures', stroke: colour('--series-0'), fill: colour('--series-0'), width: 0,
        paths: uPlot.paths.bars({ size: [BAR_WIDTH] }), points: { show: false }, value: (_, n) => (n == null ? '–' : integer(n)) },
    ],
    cursor: { y: false, drag: { x: false, y: false } },
  };
}

const Strategies = ({ strategies }) => html`
  <div class="scroll" tabindex="0" role="region" aria-label="Strategies"><table class="numbers">
    <caption class="offscreen">What each strategy ran and found</caption>
    <thead><tr><th scope="col">Strategy</th><th scope="col" class="number">Schedules run</th><th scope="col" class="number">Failures found</th>
      <th scope="col" class="number">Schedules per failure</th></tr></thead>
    <tbody>${strategies.map((s) => html`<tr><th scope="row">${s.name}</th><td class="number">${integer(s.schedules)}</td>
      <td class="number">${integer(s.failures)}</td>
      <td class="number">${s.schedules_per_failure === null ? '–' : integer(s.schedules_per_failure)}</td></tr>`)}</tbody>
  </table></div>`;

const FirstFailures = ({ first_failures }) => html`
  <details><summary>${plural(first_failures.length, 'first failure')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="First failures"><table class="numbers">
      <thead><tr><th scope="col">Subject</th><th scope="col">Flavour</th><th scope="col">Key</th><th scope="col">Strategy</th>
        <th scope="col" class="number">Cases</th><th scope="col" class="number">Schedules</th></tr></thead>
      <tbody>${first_failures.map((f) => html`<tr><th scope="row"><code>${f.subject}</code></th><td>${f.flavour}</td><td>${f.key}</td>
        <td>${f.strategy}</td><td class="number">${integer(f.cases)}</td><td class="number">${integer(f.schedules)}</td></tr>`)}</tbody>
    </table></div>
  </details>`;

function Distribution({ explore }) {
  const { histogram, quantiles, first_failures } = explore;
  const data = useMemo(() => histogramData(histogram), [histogram]);
  const host = usePlot(data, (width, height) => optionsOf(histogram, width, height), HEIGHT);
  const last = first_failures.at(-1);
  return html`
    <figure class="limit" id="schedules-to-the-first-failure">
      <figcaption><h3>Schedules to the first failure</h3>
        <p class="muted">Median ${integer(quantiles.median)}, 90 % ${integer(quantiles.ninety_percent)}, most ${
          integer(quantiles.most)} (<code>${last.subject}</code> in ${last.flavour}).</p></figcaption>
      <div class="plot" ref=${host} role="img" aria-label=${`First failures by number of schedules: ${
        histogram.map((b) => `${bucketLabel(b)}: ${b.failures}`).join('; ')}.`}></div>
      <${FirstFailures} first_failures=${first_failures} />
    </figure>`;
}

export const Explore = ({ explore }) => html`
  <div class="limits">
    <div class="limit"><h3>Strategies</h3>
      <${Strategies} strategies=${explore.strategies} />
      <p class="muted">A failure is the first failing schedule of a case. Schedules per failure is a median: the strategy's own schedules between two failures that it found, counted separately for each subject and flavour.</p></div>
    ${explore.quantiles ? html`<${Distribution} explore=${explore} />`
      : html`<p class="empty-note">No schedule failed.</p>`}
  </div>`;
