import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { emptySample, exploredText, sampleText } from './sample.js';

const schema = JSON.parse(readFileSync(new URL('../../report.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats(ajv);
const validate = ajv.compile(schema);
const document = () => JSON.parse(sampleText);

/** Yields each object schema below a node, with its path. */
function* objectSchemas(node, path = '#') {
  if (node === null || typeof node !== 'object') return;
  if (node.properties && [node.type].flat().includes('object')) yield [path, node];
  for (const [key, value] of Object.entries(node)) yield* objectSchemas(value, `${path}/${key}`);
}

test('the sample is valid', () => {
  assert.ok(validate(document()), JSON.stringify(validate.errors, null, 1));
});

test('a run that explored is valid', () => {
  assert.ok(validate(JSON.parse(exploredText)), JSON.stringify(validate.errors, null, 1));
});

test('a run without findings, mutants and limits is valid', () => {
  const empty = emptySample();
  empty.run.seed = 1;
  assert.ok(validate(empty), JSON.stringify(validate.errors, null, 1));
});

test('each object of the schema allows no other fields, and requires all fields that it names', () => {
  for (const [path, node] of objectSchemas(schema)) {
    assert.equal(node.additionalProperties, false, path);
    assert.deepEqual([...node.required].sort(), Object.keys(node.properties).sort(), path);
  }
});

test('a document that violates the schema is invalid', () => {
  const changes = [
    (d) => { d.extra = 1; }, (d) => { d.version = 2; }, (d) => { delete d.run.seed; }, (d) => { d.findings[0].id = 'first'; },
    (d) => { d.mutants[0].verdict = 'dead'; }, (d) => { d.run.started = 'today'; }, (d) => { d.limits[0].series[0].points[0] = [1]; },
    (d) => { d.findings[0].timeline[0].bars[0].kind = 'nap'; }, (d) => { d.subjects[0].properties[0].exercised = -1; },
  ];
  for (const change of changes) {
    const changed = document();
    change(changed);
    assert.ok(!validate(changed), change.toString());
  }
});

test('the numbers and references of the sample are consistent', () => {
  const { summary, subjects, mutants, findings, properties } = document();
  const count = (verdict) => mutants.filter((m) => m.verdict === verdict).length;
  assert.equal(summary.violations, findings.filter((f) => f.subject_kind !== 'mutant').length);
  assert.equal(summary.mutants_killed, count('killed'));
  assert.equal(summary.mutants_survived, count('survived'));
  assert.equal(summary.mutants_killed_for_another_reason, count('killed_for_another_reason'));
  assert.equal(summary.cases, subjects.flatMap((s) => s.flavours).reduce((sum, f) => sum + f.cases, 0));
  const known = new Set(properties.map((p) => p.id));
  for (const p of subjects.flatMap((s) => s.properties)) assert.ok(known.has(p.id), p.id);
  for (const m of mutants.filter((m) => m.finding !== null)) assert.equal(findings[m.finding].subject, m.id);
  for (const f of findings) assert.deepEqual(f.story.map((s) => s.t_us), f.story.map((s) => s.t_us).sort((a, b) => a - b), f.id);
});
