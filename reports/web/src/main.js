// Reads the report in the page and renders it.
import { render } from 'preact';
import { App } from './app.js';
import { html } from './html.js';
import { readReport } from './report_text.js';

const { report, problem } = readReport(document.getElementById('report').textContent);
if (report) document.title = `Gauntlet: ${report.summary.sentence}`;
render(report ? html`<${App} report=${report} />` : html`<main><p class="empty-note">${problem}</p></main>`,
       document.getElementById('page'));

// On paper no card can be opened, so the urgent cards are opened before printing.
addEventListener('beforeprint', () => {
  for (const card of document.querySelectorAll('details.urgent')) card.open = true;
});
