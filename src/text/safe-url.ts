/**
 * Which addresses may become links. Tables of what is allowed, never of what is forbidden: a
 * scheme that is not listed (`javascript:`, `data:`, `vbscript:`, …) makes no link, and its text
 * stays text.
 *
 * The table is within what Atlassian's own validator accepts (`isSafeUrl` of
 * `@atlaskit/adf-schema`): only listed schemes, `/path` and `#anchor`. `file:` and `smb:`, which it
 * accepts too, are left out on purpose.
 *
 * For the Textile side: every `href` and image address goes through `findSafeUrl` once.
 */

/** Schemes of addresses that name a host: `//` has to follow. */
const WITH_HOST = new Set('http https ftp ftps sftp scp gopher'.split(' '));
const WITHOUT_HOST = new Set(
  (
    'mailto tel callto facetime skype sip sips xmpp irc irc6 slack whatsapp news nntp git svn ' +
    'cvs mvn ssh telnet vnc rdp urn magnet'
  ).split(' '),
);

/** Most addresses, which need no second look. */
const ORDINARY = /^(?:https?:\/\/|mailto:)[!-~]+$/;
const SCHEME = /^([a-z][a-z0-9+.-]*):(.{0,2})/i;

// Browsers drop tabs and line breaks anywhere in an address, and other control characters around
// it, before they look for the scheme; so `java\tscript:` has to be judged without them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const IGNORED_BY_BROWSERS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const HAS_IGNORED = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/;

/**
 * The address in the form in which it may be linked, or undefined when it may not be. An empty
 * address is allowed: it links to nowhere, as `[text]()` does.
 *
 * @param url with entities and escapes already decoded.
 * @param baseUrl resolves an address without scheme; without it only `/path` and `#anchor` are
 *   linkable, since ADF refuses other relative addresses.
 */
export function findSafeUrl(url: string, baseUrl?: string): string | undefined {
  if (ORDINARY.test(url)) return url;
  const clean = (HAS_IGNORED.test(url) ? url.replace(IGNORED_BY_BROWSERS, '') : url).trim();
  if (clean === '') return '';
  const scheme = SCHEME.exec(clean);
  if (scheme) {
    const name = (scheme[1] as string).toLowerCase();
    const isSafe = WITHOUT_HOST.has(name) || (scheme[2] === '//' && WITH_HOST.has(name));
    return isSafe ? clean : undefined;
  }
  if (baseUrl !== undefined && URL.canParse(clean, baseUrl)) return new URL(clean, baseUrl).href;
  return clean.startsWith('/') || clean.startsWith('#') ? clean : undefined;
}

/** The name of a file from its address; a `%` that starts no escape is one of the name's own. */
export function decodeFileName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
