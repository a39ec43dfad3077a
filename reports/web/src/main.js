// Reads the report that the page carries and shows it.
import { render } from 'preact';
import { App } from './app.js';
import { html } from './html.js';
import { readReport } from './report_text.js';

const { report, problem } = readReport(document.getElementById('report').textContent);
if (report) document.title = `Gauntlet: ${report.summary.sentence}`;
render(report ? html`<${App} report=${report} />` : html`<main><p class="nothing">${problem}</p></main>`,
       document.getElementById('page'));

// Paper has no hover and no clicks: what is urgent is printed open.
addEventListener('beforeprint', () => {
  for (const card of document.querySelectorAll('details.urgent')) card.open = true;
});
