// What the plots share: drawing into the page, and axes in its colours.
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

const LEAST_WIDTH = 260;

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** An axis without its `values`, which say how its ticks are written. */
export const axisOf = (label, size) => ({
  label, size, labelSize: 22, labelFont: '13px system-ui, sans-serif', font: '12px system-ui, sans-serif',
  stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 },
});

/**
 * Draws into a host element, and draws again when its width or the colour scheme changes. `optionsOf(width, height)` is
 * called for each drawing, because it reads the colours.
 */
export function usePlot(data, optionsOf, height) {
  const host = useRef(null);
  useEffect(() => {
    const width = () => Math.max(LEAST_WIDTH, host.current.clientWidth);
    let plot;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(optionsOf(width(), height), data, host.current);
    };
    const resize = new ResizeObserver(() => plot?.setSize({ width: width(), height }));
    const themes = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')];
    draw();
    resize.observe(host.current);
    for (const theme of themes) theme.addEventListener('change', draw);
    return () => {
      resize.disconnect();
      for (const theme of themes) theme.removeEventListener('change', draw);
      plot.destroy();
    };
  }, [data]);
  return host;
}
