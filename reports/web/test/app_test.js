// Renders the whole page to text, for the sample and for empty reports. There is no browser, so effects do not run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from 'preact-render-to-string';
import { App } from '../src/app.js';
import { html } from '../src/html.js';
import { emptySample, explored, sample } from './sample.js';

const shown = (report) => render(html`<${App} report=${report} />`);
const count = (text, pattern) => (text.match(pattern) ?? []).length;

test('sections are in order of urgency', () => {
  const page = shown(sample());
  const sections = [...page.matchAll(/<section id="(\w+)"/g)].map((m) => m[1]);
  assert.deepEqual(sections, ['violations', 'attention', 'mutants', 'properties', 'kills', 'limits', 'environment']);
  assert.ok(page.indexOf('Violation found') < page.indexOf('<section'));
});

test('each finding and each mutant has its anchor exactly once', () => {
  const report = sample();
  const page = shown(report);
  for (const f of report.findings) assert.equal(count(page, new RegExp(`id="${f.id}"`, 'g')), 1, f.id);
  for (const m of report.mutants) assert.equal(count(page, new RegExp(`id="mutant-${m.id}"`, 'g')), 1, m.id);
});

test('the target of each link within the page exists', () => {
  const page = shown(sample());
  const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]));
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(target), target);
  assert.equal(ids.size, count(page, /\sid="/g), 'ids are unique');
});

test('an open finding shows its six lines, its timeline and its story', () => {
  const page = shown(sample());
  for (const part of ['the only permit was still out', 'permits-home', 'try_go task 1', '200 µs before release', 'Timeline', 'Story',
                      'fetch_group.hpp:88', 'gauntlet replay cases/image_fetcher-P27.json', 'failed 10 of 10 runs', '11400714819323198485'])
    assert.ok(page.includes(part), part);
});

test('a run without findings, mutants and limits has a text in each section', () => {
  const page = shown(emptySample());
  for (const part of ['Everything as expected', 'no property was violated', 'No mutant was run', 'Not measured in this run'])
    assert.ok(page.includes(part), part);
  assert.ok(!page.includes('id="attention"'));
});

test('an interrupted run is marked, also without any subject', () => {
  const report = { ...emptySample(), subjects: [], properties: [] };
  report.run.interrupted = true;
  const page = shown(report);
  assert.ok(page.includes('Interrupted before the end') && page.includes('No property was checked'));
});

test('texts of the report are escaped, and only http links become links', () => {
  const report = sample();
  report.findings[0].sentence = '<img src=x onerror=alert(1)>';
  report.mutants[8].reports = ['javascript:alert(1)'];
  const page = shown(report);
  assert.ok(!page.includes('<img'));
  assert.ok(!page.includes('href="javascript:'));
});

test('a run that explored shows its strategies and the schedules up to the first failures', () => {
  const page = shown(explored());
  for (const part of ['<section id="schedules"', 'href="#schedules"', 'Schedules run', 'depth first', 'Median 23, 90 % 1,204, most 1,204',
                      'data-label="Schedules"', 'cases, schedules and time'])
    assert.ok(page.includes(part), part);
});

test('the schedule of an explored finding is between timeline and plan; without a table there is none', () => {
  const report = explored();
  report.findings[0].subject_kind = 'program';  // Violations are open.
  const page = shown(report);
  const [timeline, schedule, plan] = ['<h4>Timeline', '<h4>Schedule', '<h4>Smallest plan'].map((part) => page.indexOf(part));
  assert.ok(0 < timeline && timeline < schedule && schedule < plan);
  report.findings[0].schedule.table = null;
  assert.ok(!shown(report).includes('<h4>Schedule'));
});

test('a run that explored without a failure reports that no schedule failed', () => {
  const report = explored();
  report.explore = { ...report.explore, first_failures: [], quantiles: null, histogram: [] };
  assert.ok(shown(report).includes('No schedule failed.'));
});

test('a run under stress has no section and no column of schedules', () => {
  const page = shown(sample());
  assert.ok(!page.includes('id="schedules"') && !page.includes('data-label="Schedules"'));
});

test('a finding without timeline, story, sanitizer report or shrinking has a card', () => {
  const report = sample();
  Object.assign(report.findings[0], { timeline: [], story: [], sanitizer: '', shrunk: null, delays: [], where: '', detail: '' });
  const page = shown(report);
  for (const part of ['Not shrunk', report.findings[0].how_often]) assert.ok(page.includes(part), part);
  assert.ok(!/Delays and faults<\/h5><p class="muted">None: no delay/.test(page), 'no run shows that no delay is needed');
});
