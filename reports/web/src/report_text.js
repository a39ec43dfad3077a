// From the text in the page to a report value.

// A string, or a number in any notation of JSON. Strings come first so that digits inside them are left alone.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Quotes every whole number that a JavaScript number cannot hold. Seeds have 64 bits, and a seed shown with its
 * last digits rounded replays something else.
 */
export function keepLargeIntegers(json) {
  return json.replace(TOKEN, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token);
}

/** Returns `{report}`, or `{problem}` with a sentence for the reader when the page holds nothing it can show. */
export function readReport(text) {
  let report;
  try {
    report = JSON.parse(keepLargeIntegers(text.replace(/^\s*\/\*.*?\*\//, '')));
  } catch (error) {
    return { problem: `The data in this page is not JSON: ${error.message}.` };
  }
  if (report === null) return { problem: 'This is the empty page. It shows a report once a run has filled it.' };
  if (report.schema !== 'gauntlet-report') return { problem: 'The data in this page is not a Gauntlet report.' };
  if (report.version !== 1)
    return { problem: `This page reads version 1 of the report; the data has version ${report.version}.` };
  return { report };
}
