// Scales from time to pixels. Pure.

/** Returns all times of a timeline, ascending, without duplicates. */
export function eventTimes(timeline) {
  const times = timeline.flatMap((lane) =>
    [...lane.bars.flatMap((b) => [b.from_us, b.to_us]), ...lane.marks.map((m) => m.t_us)]);
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The proportional scale: equal spans of time have equal widths. */
export function linearScale(times, left, right) {
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first || 1;
  return (t) => left + ((t - first) / span) * (right - left);
}

/**
 * The spread scale. The fraction `even` of the width is divided equally among the gaps between events, and the rest in
 * proportion to time. Events within a microsecond stay apart, even next to a delay of a millisecond. The order is kept.
 */
export function spreadScale(times, left, right, even = 0.75) {
  if (times.length < 2) return () => left;
  const minGap = (even * (right - left)) / (times.length - 1);
  const rest = right - left - minGap * (times.length - 1);
  const span = times.at(-1) - times[0];
  const position = new Map(times.map((t, i) => [t, left + i * minGap + (rest * (t - times[0])) / span]));
  return (t) => position.get(t);
}

/** True if the proportional scale would draw two events less than `near` pixels apart. */
export function isCrowded(times, width, near = 9) {
  const x = linearScale(times, 0, width);
  return times.some((t, i) => i > 0 && x(t) - x(times[i - 1]) < near);
}

/** Returns ticks in steps of 1, 2 or 5 times a power of ten, about one for each `apart` pixels. */
export function roundTicks(first, last, width, apart = 100) {
  const span = last - first;
  if (span <= 0) return [first];
  const rough = span / Math.max(1, Math.floor(width / apart));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const ticks = [];
  for (let i = Math.ceil(first / step); i * step <= last + step * 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** Returns the times of events as ticks, without those that would be less than `apart` pixels from the tick before. */
export function eventTicks(times, x, apart = 74) {
  const ticks = [];
  for (const t of times) if (!ticks.length || x(t) - x(ticks.at(-1)) >= apart) ticks.push(t);
  return ticks;
}
