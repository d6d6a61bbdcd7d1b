/**
 * Redmine's references in text: `@login`, `#12`, `attachment:name`. Those that the context knows
 * become nodes; all others stay the text they are, and so does one with `!` before it.
 *
 * @see https://www.redmine.org/projects/redmine/wiki/RedmineTextFormattingTextile#Links
 */
import { linkMark, mediaInline, mention, text } from '../../adf/builders';
import type { AdfMark, AdfNode } from '../../adf/nodes';
import type { TextContext } from '../../context';
import { isPunctuationAt } from './character-classes';

const REFERENCE =
  /(?<=^|[ \n\t(,\-[>])(?:@([A-Za-z0-9_\-@.]+)|user:([^\s<>"]+|"[^"]+")|attachment:([^\s<>"]+|"[^"]+")|(##?(\d{1,10})(?:(?:#note)?-\d{1,10})?))/g;

/** The text as nodes: itself, or cut around the references that the context knows. */
export function readReferences(
  value: string,
  marks: readonly AdfMark[],
  context: TextContext | undefined,
): readonly AdfNode[] {
  if (!context || !hasLookup(context) || !/[@#:]/.test(value)) return [text(value, marks)];
  const nodes: AdfNode[] = [];
  let copied = 0;
  REFERENCE.lastIndex = 0;
  for (let match = REFERENCE.exec(value); match; match = REFERENCE.exec(value)) {
    const found = findEnded(match, value, marks, context);
    if (!found) {
      REFERENCE.lastIndex = match.index + 1;
      continue;
    }
    if (match.index > copied) nodes.push(text(value.slice(copied, match.index), marks));
    nodes.push(found.node);
    copied = found.end;
    REFERENCE.lastIndex = copied;
  }
  if (copied < value.length) nodes.push(text(value.slice(copied), marks));
  return nodes;
}

function hasLookup({ people, issues, attachments }: TextContext): boolean {
  return Boolean(people?.findByLogin ?? issues?.findUrlByNumber ?? attachments?.findMediaByName);
}

interface Found {
  readonly node: AdfNode;
  readonly end: number;
}

/** A reference ends at its first end where one is allowed, which may be before what was matched. */
function findEnded(
  match: RegExpExecArray,
  value: string,
  marks: readonly AdfMark[],
  context: TextContext,
): Found | undefined {
  const [all, login, user, attachment, issue, number] = match;
  const start = match.index;
  const isQuoted = all.endsWith('"');
  const shortest =
    isQuoted || issue ? all.length : all.length - (login ?? user ?? attachment ?? '').length + 1;
  for (let length = shortest; length <= all.length; length++) {
    const end = start + length;
    if (!mayEnd(value, end)) continue;
    const cut = all.length - length;
    const name = (part: string) => part.slice(0, part.length - cut).replace(/^"|"$/g, '');
    const node =
      login !== undefined || user !== undefined
        ? findMention(name(login ?? (user as string)), context)
        : attachment !== undefined
          ? findAttachment(name(attachment), context)
          : findIssue(issue as string, Number(number), marks, context);
    return node && { node, end };
  }
  return undefined;
}

function mayEnd(value: string, index: number): boolean {
  if (index >= value.length || ' \n\t,]<'.includes(value[index] as string)) return true;
  if (!isPunctuationAt(value, index)) return false;
  return index + 1 >= value.length || !/[A-Za-z0-9_/]/.test(value[index + 1] as string);
}

function findMention(login: string, context: TextContext): AdfNode | undefined {
  const person = context.people?.findByLogin?.(login);
  return person && mention(person.accountId, person.name);
}

function findAttachment(name: string, context: TextContext): AdfNode | undefined {
  const file = context.attachments?.findMediaByName?.(name);
  return file && mediaInline(file, name);
}

function findIssue(
  reference: string,
  number: number,
  marks: readonly AdfMark[],
  context: TextContext,
): AdfNode | undefined {
  if (marks.some((mark) => mark.type === 'link')) return undefined;
  const url = context.issues?.findUrlByNumber?.(number);
  return url === undefined ? undefined : text(reference, [...marks, linkMark(url)]);
}
