// The one binding of htm's template syntax to preact; every view imports `html` from here.
import { h } from 'preact';
import htm from 'htm';

export const html = htm.bind(h);
