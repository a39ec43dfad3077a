// Putting the page together. Pure, so that the tests can call it.
import { createHash } from 'node:crypto';

/** What the C++ side replaces, once, by the report. */
export const PLACEHOLDER = '/*GAUNTLET_REPORT*/null';

const hash = (text) => createHash('sha256').update(text).digest('base64');

/** Replaces a mark that must occur exactly once. A function as replacement, since "$&" in a script is no pattern. */
function put(page, mark, text) {
  const parts = page.split(mark);
  if (parts.length !== 2) throw new Error(`expected "${mark}" once in the page, found it ${parts.length - 1} times`);
  return parts.join(text);
}

/** Inlines style and script, allows these two and nothing else to apply, and appends the libraries' licences. */
export function assemble({ template, style, script, licences }) {
  if (/<\/(script|style)/i.test(style + script)) throw new Error('style or script would end its own element');
  let page = put(template, "'sha256-STYLE'", `'sha256-${hash(style)}'`);
  page = put(page, "'sha256-SCRIPT'", `'sha256-${hash(script)}'`);
  page = put(page, '<style>STYLE</style>', `<style>${style}</style>`);
  page = put(page, '<script>SCRIPT</script>', `<script>${script}</script>`);
  return page.replace(/\n*$/, () => `\n<!--\n${licences.replaceAll('--', '- -')}\n-->\n`);
}

/**
 * What the C++ side does to fill the page. Every "<" becomes its escape, which JSON allows within strings, the only
 * place where it can occur: so neither "</script" ends the element nor "<!--<script" hides its end.
 */
export const fill = (page, json) => put(page, PLACEHOLDER, json.replaceAll('<', '\\u003c'));
