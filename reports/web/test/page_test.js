// The built page: one file with one placeholder. It loads nothing, and its data cannot end their element.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildPage } from '../build.mjs';
import { assemble, fill, PLACEHOLDER } from '../page.mjs';
import { readReport } from '../src/report_text.js';
import { sampleText } from './sample.js';

let page;
before(async () => { page = await buildPage(); });

/** Returns the text of the data element. It contains no "<", so this finds the same end as an HTML parser. */
const dataOf = (filled) => filled.match(/<script type="application\/json" id="report">([^<]*)<\/script>/)?.[1];

test('the placeholder occurs once, in the data element', () => {
  assert.equal(page.split(PLACEHOLDER).length, 2);
  assert.equal(page.split('GAUNTLET_REPORT').length, 2);
  assert.equal(dataOf(page), PLACEHOLDER);
});

test('the page loads nothing', () => {
  const withoutComments = page.replace(/<!--[\s\S]*?-->/g, '');
  assert.doesNotMatch(withoutComments, /\s(src|srcset|poster|action)\s*=\s*["']?\s*(https?:)?\/\//i);
  assert.doesNotMatch(withoutComments, /<(link|img|iframe|object|embed|base)\b(?![^>]*href="data:)/i);
  assert.doesNotMatch(withoutComments, /@import|url\(\s*["']?(https?:)?\/\//i);
  assert.doesNotMatch(withoutComments, /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\(/);
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-[^' ]+'; script-src 'sha256-[^' ]+'"/);
});

test('the page contains the licences of its libraries, and no path of the machine that built it', () => {
  for (const library of ['preact', 'htm', 'uplot']) assert.match(page, new RegExp(`This page contains ${library} \\d+\\.\\d+\\.\\d+`));
  assert.ok(!page.includes(process.cwd()));
});

test('the report can be read back from a filled page', () => {
  assert.deepEqual(readReport(dataOf(fill(page, sampleText))), readReport(sampleText));
});

test('no text of a report can end its element or hide the end', () => {
  for (const text of ['</script><script>alert(1)</script>', '<!--<script>', ']]>', "$& $' $`", '</SCRIPT >', PLACEHOLDER]) {
    const json = JSON.stringify({ schema: 'gauntlet-report', version: 1, text });
    assert.equal(readReport(dataOf(fill(page, json))).report.text, text);
  }
});

test('a page that cannot be assembled is an error', () => {
  const parts = { template: page, style: '', script: '', licences: '' };
  assert.throws(() => assemble(parts), /once in the page/);
  assert.throws(() => assemble({ ...parts, script: '"</script>"' }), /end its own element/);
  assert.throws(() => fill('no placeholder', '{}'), /found it 0 times/);
});
