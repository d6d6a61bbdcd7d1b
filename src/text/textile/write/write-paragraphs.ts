/** Paragraphs, headings and footnotes: blocks of one line, with the lines of its breaks. */
import { type AdfNode, childrenOf, marksOf, numberAttribute } from '../../adf/nodes';
import type { Block, BlockScope } from './block-scope';
import { tokensOf } from './inline-nodes';
import { headingFrame, paragraphFrame, QUOTE_FRAME } from './line-frames';
import type { LineToken } from './line-tokens';
import { settleLine } from './settle-line';

export function writeParagraph(node: AdfNode, scope: BlockScope): readonly Block[] {
  const tokens = tokensOf(childrenOf(node), scope.context);
  const footnote = scope.place === 'quote' ? undefined : footnoteNumber(tokens);
  if (footnote !== undefined) {
    const [, second, ...others] = tokens as readonly [LineToken, LineToken, ...LineToken[]];
    return writeFootnote(footnote, [second, ...others], scope);
  }
  return writeTokens(tokens, scope, alignmentOf(node));
}

/** A paragraph of inline nodes; none when there is nothing in them. */
export function writeLineBlock(nodes: readonly AdfNode[], scope: BlockScope): readonly Block[] {
  return writeTokens(tokensOf(nodes, scope.context), scope);
}

export function writeTokens(
  tokens: readonly LineToken[],
  scope: BlockScope,
  alignment = '',
): readonly Block[] {
  if (tokens.every((token) => token.kind !== 'break' && token.text.trim() === '')) return [];
  const prefix = alignment === '' ? '' : `p${alignment}. `;
  const isQuote = scope.place === 'quote' && prefix === '';
  const frame = isQuote ? QUOTE_FRAME : paragraphFrame(prefix);
  return [(prefix + settleLine(tokens, frame, scope.hasLongNotextile)).split('\n')];
}

/** `fn1. text` reads as a paragraph of `1`, raised, and ` text`. */
function footnoteNumber(tokens: readonly LineToken[]): string | undefined {
  const [first, second] = tokens;
  if (first?.kind !== 'text' || second?.kind !== 'text' || first.marks.href) return undefined;
  const isRaised = first.marks.phrases.length === 1 && first.marks.phrases[0]?.open === '^';
  return isRaised && /^\d{1,9}$/.test(first.text) && second.text.startsWith(' ')
    ? first.text
    : undefined;
}

function writeFootnote(
  number: string,
  tokens: readonly LineToken[],
  scope: BlockScope,
): readonly Block[] {
  const prefix = `fn${number}. `;
  const frame = {
    wrap: (line: string) => prefix + line,
    find: (blocks: readonly AdfNode[]) => {
      const [, ...rest] = paragraphFrame().find(blocks) ?? [];
      const [first, ...others] = rest;
      return first?.type === 'text'
        ? [{ ...first, text: first.text?.trimStart() ?? '' }, ...others]
        : rest;
    },
  };
  return [(prefix + settleLine(tokens, frame, scope.hasLongNotextile)).split('\n')];
}

export function writeHeading(node: AdfNode, scope: BlockScope): readonly Block[] {
  const level = Math.min(6, Math.max(1, Math.trunc(numberAttribute(node, 'level') ?? 1)));
  const prefix = `h${level}${alignmentOf(node)}. `;
  const tokens = tokensOf(childrenOf(node), scope.context);
  return [(prefix + settleLine(tokens, headingFrame(prefix), scope.hasLongNotextile)).split('\n')];
}

/** The notation between a block's name and its dot. */
export function alignmentOf(node: AdfNode): string {
  for (const mark of marksOf(node)) {
    if (mark.type === 'alignment') return mark.attrs?.align === 'center' ? '=' : '>';
    if (mark.type === 'indentation') {
      const level = Number(mark.attrs?.level);
      return '('.repeat(Number.isInteger(level) ? Math.min(6, Math.max(0, level)) : 0);
    }
  }
  return '';
}
