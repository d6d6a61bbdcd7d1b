/** E-mail addresses in the text are links, unless they belong to one of Redmine's references. */
import { isAsciiAlphanumeric } from './character-classes';
import type { LineMarkup } from './line-markup';
import { LINK } from './mark-links';

const LOCAL_SIGNS = '_.!#$%-+/';
const DOMAIN = /[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/y;
/** `picture@2x.png` is the name of a file. */
const SCALED_IMAGE = /^\dx\.(?:bmp|gif|jpg|jpe|jpeg|png)$/;

export function markEmails(line: LineMarkup): void {
  const { text } = line;
  const linked = new LinkedText(line);
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (line.isTagAt(at)) continue;
    let start = at;
    while (start > done && !line.isTagAt(start) && isLocalAt(line, start - 1)) start--;
    const domain = start < at ? readDomain(line, at + 1) : undefined;
    if (domain === undefined) continue;
    const end = at + 1 + domain.length;
    const address = text.slice(start, end);
    const isText =
      isReference(line, start) || SCALED_IMAGE.test(domain) || linked.includes(address);
    if (!isText) line.wrap(LINK, { href: `mailto:${address}` }, start, start, end, end);
    done = end;
    at = end - 1;
  }
}

function isLocalAt(line: LineMarkup, index: number): boolean {
  const code = line.codes[index] as number;
  if (line.coverAt(index) > 0) return false;
  return isAsciiAlphanumeric(code) || LOCAL_SIGNS.includes(String.fromCharCode(code));
}

function readDomain(line: LineMarkup, start: number): string | undefined {
  DOMAIN.lastIndex = start;
  const domain = DOMAIN.exec(line.text)?.[0];
  if (domain === undefined) return undefined;
  let end = start;
  while (end < start + domain.length && !line.isTagAt(end)) end++;
  if (end === start + domain.length) return domain;
  DOMAIN.lastIndex = 0;
  return DOMAIN.exec(line.text.slice(start, end))?.[0];
}

/** `@login@host`, `user:login@host`, `attachment:name@host`. */
function isReference(line: LineMarkup, start: number): boolean {
  const { text } = line;
  if (line.isTagAt(start) || line.coverAt(start - 1) > 0) return false;
  if (text[start - 1] === '@') return true;
  return text[start - 1] === ':' && /\b(?:user|attachment):$/.test(text.slice(start - 12, start));
}

/**
 * What stands, on any line, between the first link's start and the last link's end. Redmine takes
 * an address that occurs there anywhere to be linked already.
 */
class LinkedText {
  private text: string | undefined;
  private known: Map<string, boolean> | undefined;

  constructor(private readonly line: LineMarkup) {}

  includes(address: string): boolean {
    this.text ??= this.collect();
    if (this.text === '') return false;
    this.known ??= new Map();
    let found = this.known.get(address);
    if (found === undefined) {
      found = this.text.includes(address);
      this.known.set(address, found);
    }
    return found;
  }

  private collect(): string {
    const { line } = this;
    let collected = '';
    let at = 0;
    let lineEnd = -1;
    for (const tag of line.sortedTags()) {
      if (tag.rule !== LINK) continue;
      if (tag.at > lineEnd) {
        const next = line.text.indexOf('\n', tag.at);
        lineEnd = next < 0 ? line.text.length : next;
        collected += '\n';
        at = tag.end;
      } else if (tag.isClosing) {
        for (; at < tag.at; at++) if (line.coverAt(at) === 0) collected += line.text[at];
      }
    }
    return collected;
  }
}
