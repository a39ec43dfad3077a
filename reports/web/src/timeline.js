// A finding's timeline as SVG: a lane for each actor, bars for what took time, marks for single points in time.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { micros, stepNumber } from './format.js';
import { html } from './html.js';
import { layoutTimeline } from './timeline_layout.js';

// A shape for each kind of mark, centred at 0,0. Kinds differ by shape, not only by colour.
const SHAPES = {
  seen: 'M0,-5 L5,0 L0,5 L-5,0 Z',
  cause: 'M0,-5.5 L5.5,4.5 L-5.5,4.5 Z',
  destroyed: 'M-4,-4 L4,4 M-4,4 L4,-4',
  evidence: 'M0,-6.5 L1.9,-2 L6.6,-2 L2.9,1 L4.2,5.8 L0,3 L-4.2,5.8 L-2.9,1 L-6.6,-2 L-1.9,-2 Z',
  other: 'M-4,0 A4,4 0 1 0 4,0 A4,4 0 1 0 -4,0 Z',
};
const MARK_NAMES = { seen: 'observation', cause: 'cause', destroyed: 'destroyed', evidence: 'evidence', other: 'event' };

const Bar = ({ bar, id, tip, when }) => html`
  <g class="bar bar-${bar.kind}" ...${tip([bar.label, `${when(bar.from_us)} to ${when(bar.to_us)}`])}>
    <rect x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="3" />
    ${(bar.kind === 'blocked' || bar.kind === 'delay') && html`
      <rect class="texture" x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="3" fill=${`url(#${id}-${bar.kind})`} />`}
    ${bar.labelX !== null && html`
      <text class=${bar.inside ? 'inside' : 'outside'} x=${bar.labelX} y=${bar.y + bar.height / 2 + 4}>${bar.text}</text>`}
  </g>`;

const Mark = ({ mark, tip, when }) => html`
  <g class="mark mark-${mark.kind}" ...${tip([mark.label, `${MARK_NAMES[mark.kind]}, at ${when(mark.t_us)}`])}>
    <line x1=${mark.x} x2=${mark.x} y1=${mark.y} y2=${mark.foot} />
    <circle class="target" cx=${mark.x} cy=${mark.y} r="11" />
    <path d=${SHAPES[mark.kind]} transform=${`translate(${mark.x},${mark.y})`} />
    ${mark.row !== undefined && html`
      <text x=${mark.x + (mark.anchor === 'start' ? 10 : -10)} y=${mark.y + 4} text-anchor=${mark.anchor}>${mark.label}</text>`}
  </g>`;

const Textures = ({ id }) => html`
  <defs>
    <pattern id=${`${id}-blocked`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line y2="7" stroke="currentColor" stroke-width="2.5" /></pattern>
    <pattern id=${`${id}-delay`} width="6" height="6" patternUnits="userSpaceOnUse">
      <circle cx="3" cy="3" r="1.1" fill="currentColor" /></pattern>
  </defs>`;

/** Returns the current width of an element. Without a browser the width is fixed. */
function useWidth(ref) {
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const now = Math.floor(entry.contentRect.width);
      if (now > 0) setWidth(Math.max(280, now));  // The width is 0 while the card is closed.
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** Handlers that show `lines` near the pointer, and keep them shown after a tap. */
function useTip(figure) {
  const [shown, setShown] = useState(null);
  const tip = (lines) => ({
    onPointerMove: (event) => {
      const box = figure.current.getBoundingClientRect();
      setShown({ lines, x: event.clientX - box.left, y: event.clientY - box.top, flip: event.clientX - box.left > box.width / 2 });
    },
    onPointerLeave: (event) => { if (event.pointerType !== 'touch') setShown(null); },
  });
  return [shown, tip];
}

export function Timeline({ timeline, id, explored }) {
  const when = explored ? stepNumber : micros;
  const figure = useRef(null);
  const width = useWidth(figure);
  const [spread, setSpread] = useState(undefined);
  const [shown, tip] = useTip(figure);
  const gutter = width < 600 ? 0 : Math.min(150, 24 + 7 * Math.max(...timeline.map((l) => l.actor.length)));
  const layout = useMemo(() => layoutTimeline(timeline, { width, gutter, spread }), [timeline, width, gutter, spread]);
  const evidence = layout.lanes.flatMap((l) => l.marks.filter((m) => m.kind === 'evidence'));
  const kinds = [...new Set(timeline.flatMap((l) => l.marks.map((m) => m.kind)))];
  return html`
    <figure class="timeline" ref=${figure}>
      <svg width=${width} height=${layout.height} viewBox=${`0 0 ${width} ${layout.height}`} role="img"
           aria-label=${`Timeline of ${timeline.map((l) => l.actor).join(', ')}. The story table contains the same events as text.`}>
        <${Textures} id=${id} />
        ${layout.lanes.map((lane, i) => html`
          <rect class="lane ${i % 2 ? 'odd' : 'even'}" x="0" y=${lane.top} width=${width} height=${lane.height} />
          <text class="actor" x="10" y=${gutter ? lane.top + lane.height / 2 + 4 : lane.top + 15}>${lane.actor}</text>`)}
        ${layout.ticks.map(({ t, x }) => html`
          <line class="tick" x1=${x} x2=${x} y1="18" y2=${layout.height} />
          <text class="time" x=${x} y="12" text-anchor=${x > width - 50 ? 'end' : x < 30 ? 'start' : 'middle'}>${when(t)}</text>`)}
        ${evidence.map((m) => html`<line class="evidence-line" x1=${m.x} x2=${m.x} y1="18" y2=${layout.height} />`)}
        ${layout.lanes.map((lane) => lane.bars.map((bar) => html`<${Bar} bar=${bar} id=${id} tip=${tip} when=${when} />`))}
        ${layout.lanes.map((lane) => lane.marks.map((mark) => html`<${Mark} mark=${mark} tip=${tip} when=${when} />`))}
      </svg>
      ${shown && html`
        <div class="tip ${shown.flip ? 'flip' : ''}" style=${{ left: `${shown.x}px`, top: `${shown.y}px` }} role="presentation">
          <strong>${shown.lines[0]}</strong><br />${shown.lines[1]}</div>`}
      <figcaption>
        ${kinds.map((k) => html`<span class="mark mark-${k} key"><svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
          <path d=${SHAPES[k]} /></svg>${MARK_NAMES[k]}</span>`)}
        ${(layout.crowded || layout.spread) && html`
          <label class="no-print"><input type="checkbox" checked=${!layout.spread} onChange=${(e) => setSpread(!e.currentTarget.checked)} /> to scale</label>`}
        ${layout.spread && html`<span class="muted">Not to scale: close events are drawn apart. Their order is exact.</span>`}
      </figcaption>
    </figure>`;
}
