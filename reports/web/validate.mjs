// Usage: node validate.mjs FILE
// Checks a report in JSON against ../report.schema.json, and prints each kind of difference once.
// Exit codes: 0 valid; 1 not valid; 2 usage.
import { readFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

if (process.argv.length !== 3) {
  console.error('usage: node validate.mjs FILE');
  process.exit(2);
}
const read = async (file) => JSON.parse(await readFile(file, 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(await read(new URL('../report.schema.json', import.meta.url)));
if (validate(await read(process.argv[2]))) {
  console.log('valid');
} else {
  console.error([...new Set(validate.errors.map((e) => `${e.instancePath.replace(/\d+/g, 'N')} ${e.message}`))].join('\n'));
  process.exit(1);
}
