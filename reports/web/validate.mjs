// node validate.mjs FILE: whether a report is what ../report.schema.json says; prints each kind of difference once.
import { readFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

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
