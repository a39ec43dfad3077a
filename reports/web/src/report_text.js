// Parses the text in the page to a report.

// Matches a string or a number of JSON. Strings are matched first, so that digits in them are not numbers.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Quotes each integer that a JavaScript number cannot represent. Seeds have 64 bits, and a seed with rounded digits
 * would replay another plan.
 */
export function keepLargeIntegers(json) {
  return json.replace(TOKEN, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token);
}

/** Returns `{report}`. If the page contains no report that it can show, returns `{problem}` with a sentence for the reader. */
export function readReport(text) {
  let report;
  try {
    report = JSON.parse(keepLargeIntegers(text.replace(/^\s*\/\*.*?\*\//, '')));
  } catch (error) {
    return { problem: `The data in this page is not JSON: ${error.message}.` };
  }
  if (report === null) return { problem: 'This is the empty page, without a report. "gauntlet run --report html=FILE" writes a page with a report.' };
  if (report.schema !== 'gauntlet-report') return { problem: 'The data in this page is not a Gauntlet report.' };
  if (report.version !== 1)
    return { problem: `This page reads version 1 of the report, but its data has version ${report.version}.` };
  return { report };
}
