// The buckets of a histogram: how they are written, and in the shape that uPlot takes. Pure.
import { integer } from './format.js';

/** {from: 10, to: 31} → "10–31"; a bucket of one value is that value. */
export const bucketLabel = ({ from, to }) => (from === to ? integer(from) : `${integer(from)}–${integer(to)}`);

/** The buckets stand side by side, equally wide: x is their place. */
export const histogramData = (histogram) => [histogram.map((_, place) => place), histogram.map((b) => b.failures)];

/** Ticks at whole numbers only: half a failure there is not. */
export const wholeTicks = (ticks) => ticks.map((t) => (Number.isInteger(t) ? integer(t) : ''));
