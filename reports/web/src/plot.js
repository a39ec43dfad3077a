// Code that the plots share: drawing into the page, and axes in the colours of the page.
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

const MIN_WIDTH = 260;

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Returns an axis. The caller adds `values`, which formats the ticks. */
export const axisOf = (label, size) => ({
  label, size, labelSize: 22, labelFont: '13px system-ui, sans-serif', font: '12px system-ui, sans-serif',
  stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 },
});

/**
 * Draws a plot into a host element, and redraws it when the width or the colour scheme changes. It calls
 * `optionsOf(width, height)` for each drawing, because the options contain the current colours. Returns the reference
 * for the host element.
 */
export function usePlot(data, optionsOf, height) {
  const host = useRef(null);
  useEffect(() => {
    const width = () => Math.max(MIN_WIDTH, host.current.clientWidth);
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
