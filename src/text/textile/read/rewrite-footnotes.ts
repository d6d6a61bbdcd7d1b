/**
 * `word[1]` refers to a footnote, and `HTML(Hypertext Markup Language)` explains an abbreviation.
 * Both are looked for between tags only. Within `<notextile>` neither is, and entities stay as
 * they are written.
 */
import { isWordAt } from './character-classes';
import { keepAttributes, PART_START, type Workspace } from './workspace';

const PIECE = new RegExp(`(?:</?[A-Za-z]|${PART_START})[^\\n<>]*>|\\n|[^\\n<]+|<`, 'g');
const FOOTNOTE = /\[([0-9]{1,40})\]/g;
const ABBREVIATION = /([A-Z][A-Z0-9]{1,100})\(([^)]*)\)/g;

export function rewriteFootnotes(text: string, workspace: Workspace): string {
  const hasNotextile = text.includes('<notextile>');
  const hasReference = text.includes('[') || /[A-Z0-9]\(/.test(text);
  if (!hasNotextile && !hasReference) return text;
  let depth = 0;
  let result = '';
  let plain = '';
  const endPlain = () => {
    if (plain === '') return;
    result += depth > 0 ? plain.replace(/&/g, '&amp;') : rewritePlain(plain, workspace);
    plain = '';
  };
  for (const [piece] of text.matchAll(PIECE)) {
    const isTag = piece.length > 1 && piece.startsWith('<');
    if (!isTag && piece !== '\n') {
      plain += piece;
      continue;
    }
    endPlain();
    if (/^<(?:code|pre|kbd|notextile)/.test(piece)) depth++;
    else if (/^<\/(?:code|pre|kbd|notextile)/.test(piece)) depth = Math.max(0, depth - 1);
    result += piece;
  }
  endPlain();
  return result;
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
