import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutTimeline, rowsOf, textWidth } from '../src/timeline_layout.js';
import { eventTicks, eventTimes, isCrowded, linearScale, roundTicks, spreadScale } from '../src/timeline_scale.js';
import { sample } from './sample.js';

const bar = (from_us, to_us, label = 'b') => ({ from_us, to_us, label, kind: 'body' });

test('the linear scale maps the first and last time to the edges, and a single time to the left edge', () => {
  const x = linearScale([10, 20, 30], 100, 300);
  assert.deepEqual([10, 20, 30].map(x), [100, 200, 300]);
  assert.equal(linearScale([5], 100, 300)(5), 100);
});

test('the spread scale keeps the order, the edges and a minimum distance', () => {
  const times = [0, 0.1, 0.2, 1000];
  const x = spreadScale(times, 0, 900);
  assert.equal(x(0), 0);
  assert.equal(Math.round(x(1000)), 900);
  for (let i = 1; i < times.length; i++) assert.ok(x(times[i]) - x(times[i - 1]) >= 200, String(times[i]));
  assert.ok(isCrowded(times, 900));
  assert.ok(!isCrowded([0, 1, 2], 900));
});

test('ticks are round numbers within the range, or times of events that are far enough apart', () => {
  assert.deepEqual(roundTicks(0, 50, 500), [0, 10, 20, 30, 40, 50]);
  assert.deepEqual(roundTicks(3, 17, 300), [5, 10, 15]);
  assert.deepEqual(roundTicks(7, 7, 300), [7]);
  assert.deepEqual(eventTicks([0, 10, 100, 150, 200], (t) => t, 70), [0, 100, 200]);
});

test('bars that overlap have different rows, and others share a row', () => {
  assert.deepEqual(rowsOf([bar(0, 10), bar(10, 20), bar(5, 15)]), [0, 0, 1]);
  assert.deepEqual(rowsOf([bar(2, 3), bar(0, 10)]), [1, 0]);
  assert.deepEqual(rowsOf([]), []);
});

test('all bars, marks and lanes of the sample are inside the picture, and lanes do not overlap', () => {
  for (const finding of sample().findings)
    for (const size of [{ width: 1100, gutter: 90 }, { width: 330, gutter: 0 }]) {
      const laid = layoutTimeline(finding.timeline, size);
      let below = 0;
      for (const lane of laid.lanes) {
        assert.ok(lane.top >= below, finding.id);
        below = lane.top + lane.height;
        for (const b of lane.bars) {
          assert.ok(b.x >= laid.left && b.x + b.width <= laid.right + 3.5, `${finding.id} ${b.label}`);
          assert.ok(b.y >= lane.top && b.y + b.height <= below, `${finding.id} ${b.label}`);
        }
        for (const m of lane.marks) assert.ok(m.y - 7 >= lane.top && m.x <= laid.right, `${finding.id} ${m.label}`);
      }
      assert.ok(below <= laid.height);
    }
});

/** Returns the horizontal extent of a mark's label. */
const extent = (m) => {
  const width = textWidth(m.label, m.kind === 'evidence') + 10;
  return m.anchor === 'start' ? [m.x - 7, m.x + width] : [m.x - width, m.x + 7];
};

test('labels of marks do not overlap, and labels of evidence are placed first', () => {
  const marks = Array.from({ length: 12 }, (_, i) =>
    ({ t_us: i, label: `a label of some length ${i}`, kind: i === 11 ? 'evidence' : 'seen' }));
  const { lanes } = layoutTimeline([{ actor: 'task 0', bars: [bar(0, 11)], marks }], { width: 700, gutter: 80 });
  const placed = lanes[0].marks.filter((m) => m.row !== undefined);
  assert.ok(placed.some((m) => m.kind === 'evidence'));
  assert.ok(placed.length < marks.length, 'some labels are shown only on hover');
  for (const a of placed)
    for (const b of placed.filter((b) => b !== a && b.row === a.row))
      assert.ok(extent(a)[1] < extent(b)[0] || extent(b)[1] < extent(a)[0], `${a.label} and ${b.label}`);
});

test("a bar's label is inside, next to the bar, cut, or left out", () => {
  const bars = [bar(0, 600, 'wide enough'), bar(600, 640, 'too long for it'), bar(640, 650, 'tiny and shut in'), bar(650, 660, 'free'), bar(990, 1000, 'x')];
  const { lanes } = layoutTimeline([{ actor: 'd', bars, marks: [] }], { width: 1028, gutter: 0, spread: false });
  const [wide, cut, tiny, outside] = lanes[0].bars;
  assert.ok(wide.inside);
  assert.ok(cut.inside && /…$/.test(cut.text), cut.text);
  assert.equal(tiny.labelX, null);
  assert.ok(!outside.inside && outside.labelX > outside.x);
});

test('an empty timeline and an empty lane have a layout', () => {
  assert.deepEqual(layoutTimeline([], { width: 500, gutter: 50 }).lanes, []);
  assert.deepEqual(eventTimes([{ actor: 'a', bars: [], marks: [] }]), []);
  assert.equal(layoutTimeline([{ actor: 'a', bars: [], marks: [] }], { width: 500, gutter: 50 }).lanes.length, 1);
});
