// The built page: one file, one placeholder, nothing loaded from elsewhere, and no way out of its data.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildPage } from '../build.mjs';
import { assemble, fill, PLACEHOLDER } from '../page.mjs';
import { readReport } from '../src/report_text.js';
import { sampleText } from './sample.js';

let page;
before(async () => { page = await buildPage(); });

/** The text of the data element, found as an HTML parser finds it once no "<" is left within. */
const dataOf = (filled) => filled.match(/<script type="application\/json" id="report">([^<]*)<\/script>/)?.[1];

test('the placeholder is there once, in the data element', () => {
  assert.equal(page.split(PLACEHOLDER).length, 2);
  assert.equal(page.split('GAUNTLET_REPORT').length, 2);
  assert.equal(dataOf(page), PLACEHOLDER);
});

test('nothing is loaded from elsewhere', () => {
  const withoutComments = page.replace(/<!--[\s\S]*?-->/g, '');
  assert.doesNotMatch(withoutComments, /\s(src|srcset|poster|action)\s*=\s*["']?\s*(https?:)?\/\//i);
  assert.doesNotMatch(withoutComments, /<(link|img|iframe|object|embed|base)\b(?![^>]*href="data:)/i);
  assert.doesNotMatch(withoutComments, /@import|url\(\s*["']?(https?:)?\/\//i);
  assert.doesNotMatch(withoutComments, /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\(/);
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-[^' ]+'; script-src 'sha256-[^' ]+'"/);
});

test('the page carries the licences of its libraries, and no path of the machine that built it', () => {
  for (const library of ['preact', 'htm', 'uplot']) assert.match(page, new RegExp(`This page contains ${library} \\d+\\.\\d+\\.\\d+`));
  assert.ok(!page.includes(process.cwd()));
});

test('the sample comes back out of a filled page', () => {
  assert.deepEqual(readReport(dataOf(fill(page, sampleText))), readReport(sampleText));
});

test('no report can end its element or hide the end', () => {
  for (const text of ['</script><script>alert(1)</script>', '<!--<script>', ']]>', "$& $' $`", '</SCRIPT >', PLACEHOLDER]) {
    const json = JSON.stringify({ schema: 'gauntlet-report', version: 1, text });
    assert.equal(readReport(dataOf(fill(page, json))).report.text, text);
  }
});

test('a page that cannot be put together is an error', () => {
  const parts = { template: page, style: '', script: '', licences: '' };
  assert.throws(() => assemble(parts), /once in the page/);
  assert.throws(() => assemble({ ...parts, script: '"</script>"' }), /end its own element/);
  assert.throws(() => fill('no placeholder', '{}'), /found it 0 times/);
});
