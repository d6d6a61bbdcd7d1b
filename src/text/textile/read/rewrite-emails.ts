/** E-mail addresses in the text become links, unless they belong to one of Redmine's references. */
import { keepAttributes, type Workspace } from './workspace';

const LOCAL_CHARACTER = /[A-Za-z0-9_.!#$%\-+/]/;
const DOMAIN = /[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/y;
/** `picture@2x.png` is the name of a file. */
const SCALED_IMAGE = /^\dx\.(?:bmp|gif|jpg|jpe|jpeg|png)$/;

export function rewriteEmails(text: string, workspace: Workspace): string {
  let at = text.indexOf('@');
  if (at < 0) return text;
  const linked = new LinkedText(text);
  let result = '';
  let copied = 0;
  for (; at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > copied && LOCAL_CHARACTER.test(text[start - 1] as string)) start--;
    if (start === at) continue;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    if (domain === undefined) continue;
    const end = at + 1 + domain.length;
    const address = text.slice(start, end);
    result += text.slice(copied, start);
    const isText =
      isReference(text, start) || SCALED_IMAGE.test(domain) || linked.includes(address);
    result += isText
      ? address
      : `<a${keepAttributes(workspace, { href: `mailto:${address}` })}>${address}</a>`;
    copied = end;
    at = end - 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** `@login@host`, `user:login@host`, `attachment:name@host`. */
function isReference(text: string, start: number): boolean {
  if (text[start - 1] === '@') return true;
  return text[start - 1] === ':' && /\b(?:user|attachment):$/.test(text.slice(start - 12, start));
}

/**
 * What stands, on any line, between the first link's start and the last link's end. Redmine takes
 * an address that occurs there anywhere to be linked already.
 */
class LinkedText {
  private text: string | undefined;
  private readonly known = new Map<string, boolean>();

  constructor(private readonly source: string) {}

  includes(address: string): boolean {
    this.text ??= collectLinked(this.source);
    if (this.text === '') return false;
    let found = this.known.get(address);
    if (found === undefined) {
      found = this.text.includes(address);
      this.known.set(address, found);
    }
    return found;
  }
}

function collectLinked(source: string): string {
  let collected = '';
  for (let open = source.indexOf('<a '); open >= 0; ) {
    const nextLine = source.indexOf('\n', open);
    const lineEnd = nextLine < 0 ? source.length : nextLine;
    const close = source.lastIndexOf('</a>', lineEnd);
    if (close > open) collected += `${source.slice(source.indexOf('>', open) + 1, close)}\n`;
    open = source.indexOf('<a ', lineEnd);
  }
  return collected;
}
