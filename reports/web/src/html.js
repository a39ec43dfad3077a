// Binds htm's template syntax to preact. All views import `html` from here.
import { h } from 'preact';
import htm from 'htm';

export const html = htm.bind(h);
