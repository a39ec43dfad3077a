// The labels of a histogram's buckets, and its data in the format of uPlot. Pure.
import { integer } from './format.js';

/** {from: 10, to: 31} → "10–31". The label of a bucket with one value is that value. */
export const bucketLabel = ({ from, to }) => (from === to ? integer(from) : `${integer(from)}–${integer(to)}`);

/** All buckets have the same width, so x is the index of the bucket. */
export const histogramData = (histogram) => [histogram.map((_, index) => index), histogram.map((b) => b.failures)];

/** Labels only the ticks at whole numbers, because a failure is counted as a whole. */
export const wholeTicks = (ticks) => ticks.map((t) => (Number.isInteger(t) ? integer(t) : ''));
