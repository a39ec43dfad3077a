// Formats numbers, durations and dates. Pure, and independent of the reader's locale.

const THIN = '\u202f';  // Narrow no-break space between a number and its unit.

const withUnit = (value, digits, unit) => `${value.toFixed(digits)}${THIN}${unit}`;

/** 104233 → "104,233". A seed that is too large for a number is a string, and is returned unchanged. */
export const integer = (n) => (typeof n === 'string' ? n : Math.round(n).toLocaleString('en-US'));

/** For table cells: exact below 10,000, and three significant digits above: "104k", "1.23M". */
export function compact(n) {
  if (Math.abs(n) < 10_000) return Number.isInteger(n) ? integer(n) : String(Number(n.toPrecision(3)));
  const [scale, letter] = Math.abs(n) < 999_500 ? [1e3, 'k'] : Math.abs(n) < 999.5e6 ? [1e6, 'M'] : [1e9, 'G'];
  return `${Number((n / scale).toPrecision(3))}${letter}`;
}

/** Formats a duration, given in seconds, in a suitable unit. */
export function seconds(s) {
  if (s === 0) return `0${THIN}s`;
  if (s < 0.001) return withUnit(s * 1e6, 0, 'µs');
  if (s < 0.9995) return withUnit(s * 1e3, s < 0.01 ? 1 : 0, 'ms');
  if (s < 59.95) return withUnit(s, 1, 's');
  const whole = Math.round(s);
  if (whole < 3600) return `${Math.floor(whole / 60)}${THIN}min ${whole % 60}${THIN}s`;
  return `${Math.floor(whole / 3600)}${THIN}h ${Math.floor((whole % 3600) / 60)}${THIN}min`;
}

/** Formats a time or a duration within a case, given in microseconds. */
export function micros(us) {
  if (Math.abs(us) < 1000) return `${trim(us, us < 10 ? 2 : 1)}${THIN}µs`;
  if (Math.abs(us) < 1e6) return `${trim(us / 1e3, 2)}${THIN}ms`;
  return `${trim(us / 1e6, 2)}${THIN}s`;
}

/** Formats a time within an explored case, which is the number of a step. */
export const stepNumber = (step) => `step ${integer(Math.round(step))}`;

const trim = (value, digits) => String(Number(value.toFixed(digits)));

/** plural(1, 'case') → "1 case"; plural(2, 'case') → "2 cases"; plural(2, 'property', 'properties'). */
export const plural = (n, one, many = `${one}s`) => `${integer(n)} ${n === 1 ? one : many}`;

/** "2026-11-24T08:30:00Z" → "2026-11-24 08:30:00 UTC"; a text that is not a date is returned unchanged. */
export function utc(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** "killed_for_another_reason" → "killed for another reason". */
export const words = (name) => name.replaceAll('_', ' ');
