/** The readable form of every inline node that is not text: a handler for each type. */
import { type AdfMark, type AdfNode, type InlineType, stringAttribute } from '../../adf/nodes';
import { attachmentReference, cardUrl, dateText, mediaName } from '../../readable';
import type { Atom } from './atom';
import { writeAddress } from './links';
import type { WriteScope } from './scope';

type InlineHandler = (node: AdfNode, scope: WriteScope) => Omit<Atom, 'marks'> | undefined;

const text = (value: string): Omit<Atom, 'marks'> => ({ kind: 'text', value });
const syntax = (value: string): Omit<Atom, 'marks'> => ({ kind: 'syntax', value });

export const INLINE_HANDLERS: Readonly<Record<Exclude<InlineType, 'text'>, InlineHandler>> = {
  hardBreak: () => ({ kind: 'break', value: '\n' }),
  mention(node, { context }) {
    const person = context?.people?.findByAccountId?.(stringAttribute(node, 'id') ?? '');
    if (person?.login !== undefined) return syntax(`@${person.login}`);
    return text(person?.name ?? stringAttribute(node, 'text') ?? stringAttribute(node, 'id') ?? '');
  },
  emoji: (node) => text(stringAttribute(node, 'text') ?? stringAttribute(node, 'shortName') ?? ''),
  date: (node) => text(dateText(node)),
  status: (node) => text(stringAttribute(node, 'text') ?? ''),
  placeholder: (node) => text(stringAttribute(node, 'text') ?? ''),
  inlineCard(node, { context }) {
    const url = cardUrl(node);
    if (url === undefined) return undefined;
    const issueNumber = context?.issues?.findNumberByUrl?.(url);
    return syntax(issueNumber === undefined ? writeAddress(url) : `#${issueNumber}`);
  },
  inlineExtension: (node) =>
    text(stringAttribute(node, 'text') ?? stringAttribute(node, 'extensionKey') ?? ''),
  mediaInline(node, { context }) {
    const { name, isAttachment } = mediaName(node, context);
    return isAttachment ? syntax(attachmentReference(name)) : text(name);
  },
};

export function writeInlineNode(
  node: AdfNode,
  marks: readonly AdfMark[],
  scope: WriteScope,
): readonly Atom[] {
  const handler: InlineHandler | undefined =
    INLINE_HANDLERS[node.type as Exclude<InlineType, 'text'>];
  // A node newer than this list shows what text it has.
  const atom = handler ? handler(node, scope) : text(stringAttribute(node, 'text') ?? '');
  return atom === undefined ? [] : [{ ...atom, marks }];
}
