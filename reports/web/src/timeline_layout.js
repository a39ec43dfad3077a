// Computes the rectangles and points of a finding's timeline. Pure, so that its tests need no browser.
import { eventTicks, eventTimes, isCrowded, linearScale, roundTicks, spreadScale } from './timeline_scale.js';

const BAR = 22;         // Height of a bar.
const ROW = 26;         // Distance between rows of overlapping bars.
const LABEL_ROW = 17;   // Distance between rows of mark labels.
const LABEL_ROWS = 4;   // Labels that do not fit into these rows are shown only on hover.
const AXIS = 26;
const PADDING = 9;
// Upper bounds of a character's width in the fonts of style/timeline.css.
const CHARACTER = 6.9;
const BOLD = 7.8;

export const textWidth = (text, bold = false) => text.length * (bold ? BOLD : CHARACTER);

/** Assigns bars that overlap in time to different rows, the earliest and longest first. Returns the row of each bar. */
export function rowsOf(bars) {
  const order = bars.map((_, i) => i).sort((a, b) =>
    bars[a].from_us - bars[b].from_us || bars[b].to_us - bars[a].to_us);
  const ends = [];
  const rows = new Array(bars.length);
  for (const i of order) {
    const free = ends.findIndex((end) => end <= bars[i].from_us);
    rows[i] = free === -1 ? ends.length : free;
    ends[rows[i]] = bars[i].to_us;
  }
  return rows;
}

/** Places each label next to its mark, in the first row with room. Labels of evidence are placed first. Returns the number of rows. */
function placeLabels(marks, right) {
  const taken = Array.from({ length: LABEL_ROWS }, () => []);
  const fits = (row, from, to) => taken[row].every((s) => to < s.from || from > s.to);
  const urgent = marks.filter((m) => m.kind === 'evidence');
  for (const mark of [...urgent, ...marks.filter((m) => m.kind !== 'evidence')]) {
    const width = textWidth(mark.label, mark.kind === 'evidence') + 10;
    const after = { from: Math.max(0, mark.x - 7), to: mark.x + width + 4 };
    const before = { from: mark.x - width - 4, to: mark.x + 7 };
    const sides = [[after, 'start'], [before, 'end']].filter(([s]) => s.to <= right + 12 && s.from >= 0);
    for (let row = 0; row < LABEL_ROWS && mark.row === undefined; row++) {
      const side = sides.find(([s]) => fits(row, s.from, s.to));
      if (!side) continue;
      taken[row].push(side[0]);
      Object.assign(mark, { row, anchor: side[1] });
    }
  }
  return Math.max(0, ...marks.map((m) => (m.row ?? 0) + 1));
}

/** Places a bar's label: inside the bar; or to its right if there is room; or inside and cut; or nowhere, so that only hover shows it. */
function labelBar(bar, neighbours, right) {
  const width = textWidth(bar.label, true) + 10;
  if (width <= bar.width) return { labelX: bar.x + 6, inside: true, text: bar.label };
  const end = bar.x + bar.width;
  const next = Math.min(right, ...neighbours.filter((b) => b !== bar && b.row === bar.row && b.x >= end).map((b) => b.x));
  if (width <= next - end) return { labelX: end + 5, inside: false, text: bar.label };
  const room = Math.floor((bar.width - 10) / BOLD) - 1;
  return room < 2 ? { labelX: null, inside: false, text: '' } : { labelX: bar.x + 5, inside: true, text: `${bar.label.slice(0, room)}…` };
}

function layoutLane(lane, x, top, right) {
  const rows = rowsOf(lane.bars);
  const bars = lane.bars.map((b, i) => ({
    ...b, row: rows[i], x: x(b.from_us), width: Math.max(3, x(b.to_us) - x(b.from_us)), height: BAR,
  }));
  const marks = lane.marks.map((m) => ({ ...m, x: x(m.t_us) }));
  const labelRows = placeLabels(marks, right);
  const barTop = top + PADDING + labelRows * LABEL_ROW;
  for (const b of bars) Object.assign(b, { y: barTop + b.row * ROW }, labelBar(b, bars, right));
  const barRows = bars.length ? Math.max(...rows) + 1 : 0;
  for (const m of marks) {
    // Row 0 is next to the bars.
    m.y = barTop - LABEL_ROW / 2 - 2 - (m.row ?? 0) * LABEL_ROW;
    m.foot = barTop + (barRows ? BAR : 0);
  }
  return { actor: lane.actor, top, bars, marks, height: PADDING * 2 + labelRows * LABEL_ROW + Math.max(1, barRows) * ROW - 4 };
}

/**
 * Computes the layout of a timeline. `width` is the width of the whole picture. If `gutter` is 0, the actors' names are
 * above their lanes instead of to the left. `spread` selects the scale; if it is undefined, the data decide. Labels of
 * marks do not cover each other.
 */
export function layoutTimeline(timeline, { width, gutter, spread }) {
  const times = eventTimes(timeline);
  const left = gutter + 12;
  const right = width - 16;
  const crowded = isCrowded(times, right - left);
  const spreads = spread ?? crowded;
  const x = spreads ? spreadScale(times, left, right) : linearScale(times, left, right);
  const nameRow = gutter ? 0 : 18;
  const lanes = [];
  let top = AXIS;
  for (const lane of timeline) {
    const laid = layoutLane(lane, x, top + nameRow, right);
    lanes.push({ ...laid, top, height: laid.height + nameRow });
    top += laid.height + nameRow;
  }
  const ticks = spreads ? eventTicks(times, x) : roundTicks(times[0] ?? 0, times.at(-1) ?? 0, right - left);
  return { width, height: top + 4, left, right, lanes, spread: spreads, crowded, ticks: ticks.map((t) => ({ t, x: x(t) })) };
}
