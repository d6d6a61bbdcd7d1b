/**
 * Which addresses Redmine makes links and images of; others stay the text they were. What becomes
 * a link in the document has to pass `findSafeUrl` as well, which is stricter.
 */

/** Most addresses, which need no second look. */
const ORDINARY = /^https?:\/\//;
const SCHEME_PREFIX = /^[ \n\t]*([^/#]*?)(?::|&#0*58|&#x0*3a)/i;
const SCHEME = /^[a-z][a-z0-9+.-]*$/;
const UNSAFE_SCHEMES: ReadonlySet<string> = new Set(['data', 'javascript', 'vbscript']);
const IMAGE_SCHEME = /^(?:https?|ftp|mailto):/i;
/** What Ruby's URI parser accepts. */
const URI_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;

export function isSafeLinkAddress(address: string): boolean {
  if (ORDINARY.test(address)) return true;
  const prefix = SCHEME_PREFIX.exec(address);
  if (!prefix) return true;
  const scheme = (prefix[1] as string).toLowerCase();
  return SCHEME.test(scheme) && !UNSAFE_SCHEMES.has(scheme);
}

/** @param path the address up to its query. */
export function isSafeImageAddress(path: string): boolean {
  if (!path.includes(':')) return true;
  return IMAGE_SCHEME.test(path) && URI_CHARACTERS.test(path);
}
