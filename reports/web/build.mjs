// Usage: node build.mjs --out DIR [--data FILE]
// Writes DIR/report.html, the page without a report. --data also writes DIR/preview.html, the page with the report FILE.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { assemble, fill } from './page.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const LIBRARIES = ['preact', 'htm', 'uplot'];

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, entry)], bundle: true, minify: true, write: false, charset: 'utf8', format: 'iife',
    target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'], legalComments: 'none', logLevel: 'warning',
  });
  return result.outputFiles[0].text.trimEnd();
}

async function licence(library) {
  const folder = join(here, 'node_modules', library);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return `This page contains ${library} ${version}.\n${(await readFile(join(folder, 'LICENSE'), 'utf8')).trim()}`;
}

/** Returns the text of the page without a report. */
export async function buildPage() {
  const [template, style, script, ...licences] = await Promise.all([
    readFile(join(here, 'index.html'), 'utf8'), bundle('style.css'), bundle('src/main.js'), ...LIBRARIES.map(licence),
  ]);
  return assemble({ template, style, script, licences: licences.join('\n\n') });
}

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string' }, data: { type: 'string' } } });
  if (!values.out) {
    console.error('usage: node build.mjs --out DIR [--data FILE]');
    process.exit(2);
  }
  const page = await buildPage();
  await mkdir(values.out, { recursive: true });
  await writeFile(join(values.out, 'report.html'), page);
  if (values.data) await writeFile(join(values.out, 'preview.html'), fill(page, await readFile(values.data, 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
