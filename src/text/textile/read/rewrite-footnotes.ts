/**
 * `word[1]` refers to a footnote, and `HTML(Hypertext Markup Language)` explains an abbreviation.
 * Both are looked for between tags only. Within `<notextile>` neither is, and entities stay as
 * they are written.
 */
import { isWordAt } from './character-classes';
import { keepAttributes, PART_START, PROTECTED_TAGS, type Workspace } from './workspace';

const TAG = new RegExp(`<(?:(/?)([A-Za-z]+)|${PART_START.slice(1)})[^\\n<>]*>`, 'y');
const FOOTNOTE = /\[([0-9]{1,40})\]/g;
const ABBREVIATION = /([A-Z][A-Z0-9]{1,100})\(([^)]*)\)/g;
const MAY_REFER = /\[[0-9]+\]|[A-Z][A-Z0-9]\(/;
const OPAQUE: ReadonlySet<string> = new Set(PROTECTED_TAGS);

export function rewriteFootnotes(text: string, workspace: Workspace): string {
  const mayRefer = (text.includes('[') || text.includes('(')) && MAY_REFER.test(text);
  if (!mayRefer && !text.includes('<notextile>')) return text;
  let depth = 0;
  let result = '';
  let plainStart = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code !== 60 && code !== 10) {
      at++;
      continue;
    }
    TAG.lastIndex = at;
    const tag = code === 60 ? TAG.exec(text) : null;
    if (code === 60 && tag === null) {
      at++;
      continue;
    }
    result += rewriteBetween(text.slice(plainStart, at), depth, workspace);
    const end = tag === null ? at + 1 : TAG.lastIndex;
    result += text.slice(at, end);
    if (tag?.[2] !== undefined && OPAQUE.has(tag[2])) {
      depth = tag[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
    }
    at = end;
    plainStart = end;
  }
  return result + rewriteBetween(text.slice(plainStart), depth, workspace);
}

function rewriteBetween(plain: string, depth: number, workspace: Workspace): string {
  if (depth > 0) return plain.replace(/&/g, '&amp;');
  return plain === '' || !MAY_REFER.test(plain) ? plain : rewritePlain(plain, workspace);
}

function rewritePlain(plain: string, workspace: Workspace): string {
  let rewritten = plain;
  const lastClose = rewritten.includes('(') ? rewritten.lastIndexOf(')') + 1 : 0;
  if (lastClose > 0) {
    const explained = rewritten
      .slice(0, lastClose)
      .replace(ABBREVIATION, (all, short: string, long: string, at: number, whole: string) =>
        at > 0 && isWordAt(whole, at - 1)
          ? all
          : `<abbr${keepAttributes(workspace, { title: long })}>${short}</abbr>`,
      );
    rewritten = explained + rewritten.slice(lastClose);
  }
  if (!rewritten.includes('[')) return rewritten;
  return rewritten.replace(FOOTNOTE, (all, number: string, at: number, whole: string) => {
    if (at === 0 || !isWordAt(whole, at - 1)) return all;
    const href = keepAttributes(workspace, { href: `#fn${number}` });
    return `<sup><a${href}>${number}</a></sup>`;
  });
}
