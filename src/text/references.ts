/**
 * Redmine's references in a line of text, `@login`, `#12` and `attachment:name`, become mentions,
 * smart links and files where the context can resolve them, and stay text where it cannot.
 *
 * For the Textile reader: `resolveReferences(nodes, context)` on the finished inline nodes of a
 * line. Code and linked text is left alone.
 */
import { inlineCard, mediaInline, mention } from './adf/builders';
import type { AdfNode } from './adf/nodes';
import type { TextContext } from './context';

interface ReferenceRule {
  /** Group 1 is the reference, group 2 what is looked up (or 3, when it is quoted). */
  readonly pattern: RegExp;
  readonly isActive: (context: TextContext) => boolean;
  readonly resolve: (name: string, context: TextContext) => AdfNode | undefined;
}

const RULES: readonly ReferenceRule[] = [
  {
    pattern: /(?<![\w@/.#&-])(@([A-Za-z0-9_](?:[\w.@-]*[\w@-])?))/g,
    isActive: (context) => context.people?.findByLogin !== undefined,
    resolve(login, context) {
      const person = context.people?.findByLogin?.(login);
      return person && mention(person.accountId, person.name);
    },
  },
  {
    pattern: /(?<![\w#/&!-])(#{1,2}(\d{1,9}))(?![\w#]|-\d)/g,
    isActive: (context) => context.issues?.findUrlByNumber !== undefined,
    resolve(number, context) {
      const url = context.issues?.findUrlByNumber?.(Number(number));
      return url === undefined ? undefined : inlineCard(url);
    },
  },
  {
    pattern: /(?<![\w:/-])(attachment:(?:([^\s"<>|()[\]]*[^\s"<>|()[\].,;:!?])|"([^"\n]+)"))/g,
    isActive: (context) => context.attachments?.findMediaByName !== undefined,
    resolve(name, context) {
      const file = context.attachments?.findMediaByName?.(name);
      return file && mediaInline(file, name);
    },
  },
];

const KEPT_AS_TEXT: ReadonlySet<string> = new Set(['code', 'link']);

/** The nodes with every reference replaced that can be resolved; `nodes` itself when none can. */
export function resolveReferences(
  nodes: readonly AdfNode[],
  context: TextContext | undefined,
): readonly AdfNode[] {
  if (context === undefined) return nodes;
  let resolved = nodes;
  for (const rule of RULES) {
    if (rule.isActive(context)) resolved = applyRule(resolved, rule, context);
  }
  return resolved;
}

function applyRule(
  nodes: readonly AdfNode[],
  rule: ReferenceRule,
  context: TextContext,
): readonly AdfNode[] {
  const result: AdfNode[] = [];
  for (const node of nodes) {
    const isText = node.type === 'text' && !node.marks?.some(({ type }) => KEPT_AS_TEXT.has(type));
    if (isText) result.push(...splitText(node, rule, context));
    else result.push(node);
  }
  return result.length === nodes.length && result.every((node, i) => node === nodes[i])
    ? nodes
    : result;
}

function splitText(node: AdfNode, rule: ReferenceRule, context: TextContext): readonly AdfNode[] {
  const source = node.text ?? '';
  const parts: AdfNode[] = [];
  let end = 0;
  for (const match of source.matchAll(rule.pattern)) {
    const resolved = rule.resolve((match[2] ?? match[3]) as string, context);
    if (resolved === undefined) continue;
    if (match.index > end) parts.push({ ...node, text: source.slice(end, match.index) });
    parts.push(resolved);
    end = match.index + (match[1] as string).length;
  }
  if (end === 0) return [node];
  if (end < source.length) parts.push({ ...node, text: source.slice(end) });
  return parts;
}
