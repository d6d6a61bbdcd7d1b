/**
 * The line that says which claim an issue was created under: a link to its Jira issue whose address
 * ends in `#sync-<nonce>`. Redmine has no hidden place that every key may write to, so it stands as
 * the last line of the description and is a link that people can follow. It is ours and no part of
 * the text: it never crosses.
 */
import type { TextFormat } from '../core/model';

export interface MarkedText {
  /** The text without the line. */
  readonly source: string;
  /** The line as it stands there, `null` where there is none. */
  readonly line: string | null;
  readonly marker: string | null;
}

const BREAK = '\n\n';

/** The line for a new issue. */
export function composeMarkerLine(
  format: TextFormat,
  twin: { readonly key: string; readonly url: string },
  marker: string,
): string {
  const url = `${twin.url}#sync-${marker}`;
  return format === 'textile' ? `"${twin.key}":${url}` : `[${twin.key}](${url})`;
}

/** The text with the line at its end; the inverse of `splitMarkerLine`. */
export function joinMarkerLine(source: string, line: string | null): string {
  if (line === null) return source;
  return source === '' ? line : `${source}${BREAK}${line}`;
}

const TEXTILE_LINE = /^"[^"\n]+":(\S+)#sync-([A-Za-z0-9._-]+)$/;
const MARKDOWN_LINE = /^\[[^\]\n]+\]\((\S+)#sync-([A-Za-z0-9._-]+)\)$/;

/**
 * Parts a description, newlines already `\n`. People may write below the line, so it counts
 * wherever it stands alone on a line and leads to the mapped site.
 * @param siteUrl Jira's address; a line that leads elsewhere is somebody's own
 */
export function splitMarkerLine(text: string, siteUrl: string): MarkedText {
  const lines = text.split('\n');
  const at = lines.findLastIndex((line) => readLine(line, siteUrl) !== null);
  const line = lines[at]?.trim();
  if (line === undefined) return { source: text, line: null, marker: null };
  const before = lines.slice(0, at).join('\n');
  const after = lines.slice(at + 1).join('\n');
  return {
    source: after.trim() === '' ? withoutBreak(before) : `${withoutBreak(before)}\n${after}`,
    line,
    marker: readLine(line, siteUrl),
  };
}

/** Takes away exactly the break that `joinMarkerLine` put there. */
function withoutBreak(before: string): string {
  return before.replace(/\n$/, '');
}

function readLine(line: string, siteUrl: string): string | null {
  const match = TEXTILE_LINE.exec(line.trim()) ?? MARKDOWN_LINE.exec(line.trim());
  const [, url, marker] = match ?? [];
  return url?.startsWith(`${siteUrl}/browse/`) ? (marker ?? null) : null;
}
