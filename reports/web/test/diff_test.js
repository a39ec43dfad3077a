import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffLines } from '../src/diff.js';

test('each line has its kind, and headers are recognised only before a hunk', () => {
  const text = '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n same\n--- removed decrement\n+++ added increment\ndiff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n+z\n';
  assert.deepEqual(diffLines(text).map((l) => l.kind),
                   ['file', 'file', 'hunk', 'same', 'removed', 'added', 'file', 'file', 'file', 'hunk', 'added']);
});
