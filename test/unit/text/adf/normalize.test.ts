import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdfNode } from '../../../../src/text';
import { CHILDREN } from '../../../../src/text/adf/content-model';
import { isInlineType, type NodeType } from '../../../../src/text/adf/nodes';
import { normalizeDocument } from '../../../../src/text/adf/normalize';
import { CODE, doc, item, list, p, STRONG, text } from '../support/build';
import { findAdfProblem } from '../support/validate-adf';

describe('the normaliser', () => {
  it('returns valid blocks as they are', () => {
    const blocks = [p('a'), list(item(p('b')))];
    expect(normalizeDocument(blocks).content).toBe(blocks);
  });

  it('joins adjacent text and drops empty text', () => {
    expect(normalizeDocument([p('a', '', 'b', text('c', STRONG))])).toEqual(
      doc(p('ab', text('c', STRONG))),
    );
  });

  it('lets nothing but a link stand beside code', () => {
    expect(normalizeDocument([p(text('a', STRONG, CODE))])).toEqual(doc(p(text('a', CODE))));
  });

  it('gives what is empty the paragraph that it needs', () => {
    expect(normalizeDocument([{ type: 'blockquote', content: [] }])).toEqual(
      doc({ type: 'blockquote', content: [p()] }),
    );
  });

  it('goes on counting where a rule cuts a numbered list', () => {
    const numbers = (order: number, ...content: readonly AdfNode[]): AdfNode => ({
      type: 'orderedList',
      ...(order === 1 ? {} : { attrs: { order } }),
      content,
    });
    expect(normalizeDocument([numbers(1, item(p('a'), { type: 'rule' }), item(p('b')))])).toEqual(
      doc(numbers(1, item(p('a'))), { type: 'rule' }, numbers(2, item(p('b')))),
    );
  });

  it('makes containers in any nesting a document that both validators accept', () => {
    const nestable = (Object.keys(CHILDREN) as NodeType[]).filter(
      (type) =>
        !isInlineType(type) && !/doc|media|caption|extension|sync|card|decision|layout/i.test(type),
    );
    const { node } = fc.letrec<{ node: AdfNode }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<AdfNode>(
          text('x'),
          text('y', STRONG),
          { type: 'hardBreak' },
          { type: 'rule' },
        ),
        fc
          .tuple(fc.constantFrom(...nestable), fc.array(tie('node'), { maxLength: 3 }))
          .map(
            ([type, content]): AdfNode =>
              type === 'heading' ? { type, attrs: { level: 1 }, content } : { type, content },
          )
          .filter(({ type }) => type !== 'rule'),
      ),
    }));
    return fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), (blocks) => {
        expect(findAdfProblem(normalizeDocument(blocks))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
