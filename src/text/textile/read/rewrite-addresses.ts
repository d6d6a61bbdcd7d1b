/** Web and file server addresses in the text become links. */
import { isAlphanumericAt, isAsciiWordAt, isSpaceAt, isSpaceOrEndAt } from './character-classes';
import { escapeHtml } from './escape-html';
import { closesMore } from './rewrite-links';
import { keepAttributes, type Workspace } from './workspace';

const PROTOCOL = /https?:\/\/|s?ftps?:\/\/|www\./g;
/** Tags are searched for no further back. */
const LONGEST_TAG = 40;
const LEADING_CHARACTERS = ' \n\t([,;';

export function rewriteAddresses(text: string, workspace: Workspace): string {
  PROTOCOL.lastIndex = 0;
  let match = PROTOCOL.exec(text);
  if (!match) return text;
  let result = '';
  let copied = 0;
  for (; match; match = PROTOCOL.exec(text)) {
    const start = match.index;
    const protocol = match[0];
    const lead = findLead(text, start, copied);
    const address = lead === 'none' ? undefined : readAddress(text, start + protocol.length);
    if (address === undefined) {
      // `http` within `xhttp`, or `ftp` within `sftp`, may still start one.
      PROTOCOL.lastIndex = start + 1;
      continue;
    }
    if (lead === 'free') {
      const { slash } = address;
      const isTooClosed = closesMore(address.text + slash) && slash === '';
      const shown = isTooClosed ? address.text.slice(0, -1) : address.text + slash;
      const after = isTooClosed ? `)${address.after}` : address.after;
      const href = (protocol === 'www.' ? 'http://www.' : protocol) + shown;
      const tag = `<a${keepAttributes(workspace, { href })}>`;
      result += `${text.slice(copied, start)}${tag}${escapeHtml(protocol + shown)}</a>${after}`;
      copied = address.end;
    }
    PROTOCOL.lastIndex = address.end;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** What stands before an address: something that lets it be a link, a link's tag, or neither. */
function findLead(text: string, start: number, copied: number): 'free' | 'link' | 'none' {
  if (start === 0 || text[start - 1] === '\n') return 'free';
  if (start <= copied) return 'none';
  if (LEADING_CHARACTERS.includes(text[start - 1] as string)) return 'free';
  if (text[start - 1] !== '>') return 'none';
  const searched = text.slice(Math.max(copied, start - LONGEST_TAG), start - 1);
  const open = start - 1 - searched.length + searched.lastIndexOf('<');
  if (!searched.includes('<')) return 'none';
  if (text[open + 1] === 'a' && isSpaceAt(text, open + 2)) return 'link';
  const isTag = isAsciiWordAt(text, open + 1) || text[open + 1] === '\u0001';
  return isTag && text.indexOf('>', open) === start - 1 ? 'free' : 'none';
}

interface Address {
  readonly text: string;
  readonly slash: string;
  readonly after: string;
  readonly end: number;
}

function readAddress(text: string, start: number): Address | undefined {
  if (start >= text.length || text[start] === '<') return undefined;
  let end = start + 1;
  while (!isSpaceOrEndAt(text, end) && text[end] !== '<') end++;
  const afterStart = findAfter(text, start, end);
  const hasSlash = text[afterStart - 1] === '/' && afterStart - 1 > start;
  const textEnd = hasSlash ? afterStart - 1 : afterStart;
  return {
    text: text.slice(start, textEnd),
    slash: hasSlash ? '/' : '',
    after: text.slice(afterStart, end),
    end,
  };
}

/** Where the punctuation, or the escaped `>`, after an address begins. */
function findAfter(text: string, start: number, end: number): number {
  if (end - 4 > start && text.startsWith('&gt;', end - 4)) return end - 4;
  let at = end;
  while (at - 1 > start && !isAddressEndAt(text, at - 1)) at--;
  return at;
}

function isAddressEndAt(text: string, index: number): boolean {
  return isAlphanumericAt(text, index) || '_=/;()-'.includes(text[index] as string);
}
