// Assembles the page. Pure, so that the tests can call it.
import { createHash } from 'node:crypto';

/** The placeholder that the orchestrator replaces by the report. It occurs once. Keep it equal to html_placeholder in ../outputs.hpp. */
export const PLACEHOLDER = '/*GAUNTLET_REPORT*/null';

const hash = (text) => createHash('sha256').update(text).digest('base64');

/** Replaces a mark that must occur exactly once. It does not use String.replace, which would interpret "$&" in the text. */
function put(page, mark, text) {
  const parts = page.split(mark);
  if (parts.length !== 2) throw new Error(`expected "${mark}" once in the page, but found it ${parts.length - 1} times`);
  return parts.join(text);
}

/** Inlines the style and the script, allows only these two by their hashes, and appends the licences of the libraries. */
export function assemble({ template, style, script, licences }) {
  if (/<\/(script|style)/i.test(style + script)) throw new Error('style or script would end its own element');
  let page = put(template, "'sha256-STYLE'", `'sha256-${hash(style)}'`);
  page = put(page, "'sha256-SCRIPT'", `'sha256-${hash(script)}'`);
  page = put(page, '<style>STYLE</style>', `<style>${style}</style>`);
  page = put(page, '<script>SCRIPT</script>', `<script>${script}</script>`);
  return page.replace(/\n*$/, () => `\n<!--\n${licences.replaceAll('--', '- -')}\n-->\n`);
}

/**
 * Puts the report into the page, as html() in ../html.cpp does. Each "<" is escaped. In JSON it occurs only within
 * strings, which allow the escape. Without it, "</script" would end the element, and "<!--<script" would hide its end.
 */
export const fill = (page, json) => put(page, PLACEHOLDER, json.replaceAll('<', '\\u003c'));
