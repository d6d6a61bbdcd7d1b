import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdfDocument,
  adfToMarkdown,
  applyMarkdownEdit,
  markdownToAdf,
  mergeDocuments,
} from '../../../src/text';
import { anyDocument, anySource } from './support/arbitrary-document';
import { findAdfProblem } from './support/validate-adf';

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };

/** The document as a reader sees it: without local ids. */
const shown = (doc: AdfDocument): unknown =>
  JSON.parse(JSON.stringify(doc, (name, value) => (name === 'localId' ? undefined : value)));

describe('Markdown and ADF, for any input', () => {
  it('reads every text as a document that both validators accept', () => {
    return fc.assert(
      fc.property(anySource, (source) => {
        expect(findAdfProblem(markdownToAdf(source))).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('reads every text with hard breaks as a document that both validators accept', () => {
    return fc.assert(
      fc.property(anySource, (source) => {
        expect(findAdfProblem(markdownToAdf(source, { hardBreaks: true }))).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('writes every document as text that reads as a valid document', () => {
    return fc.assert(
      fc.property(anyDocument, (doc) => {
        expect(findAdfProblem(markdownToAdf(adfToMarkdown(doc)))).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('is stable after one round trip of a document', () => {
    return fc.assert(
      fc.property(anyDocument, (doc) => {
        const once = markdownToAdf(adfToMarkdown(doc));
        expect(shown(markdownToAdf(adfToMarkdown(once)))).toEqual(shown(once));
      }),
      RUNS,
    );
  });
});

describe('the lens, for any document', () => {
  it('returns the base document itself when the text did not change', () => {
    return fc.assert(
      fc.property(anyDocument, (baseAdf) => {
        const text = adfToMarkdown(baseAdf);
        expect(applyMarkdownEdit({ baseAdf, baseMarkdown: text, newMarkdown: text })).toBe(baseAdf);
      }),
      RUNS,
    );
  });

  it('changes no block but the one that was added', () => {
    return fc.assert(
      fc.property(anyDocument, (baseAdf) => {
        const text = adfToMarkdown(baseAdf);
        const edited = applyMarkdownEdit({
          baseAdf,
          baseMarkdown: text,
          newMarkdown: `${text}\n\nOne more paragraph.`,
        });
        expect(edited.content.slice(0, baseAdf.content.length)).toEqual(baseAdf.content);
      }),
      RUNS,
    );
  });

  it('gives a valid document whatever the text became', () => {
    return fc.assert(
      fc.property(anyDocument, anySource, (baseAdf, newMarkdown) => {
        const edited = applyMarkdownEdit({
          baseAdf,
          baseMarkdown: adfToMarkdown(baseAdf),
          newMarkdown,
        });
        expect(findAdfProblem(edited)).toBeUndefined();
      }),
      RUNS,
    );
  });
});

describe('the merge, for any documents', () => {
  /** A base and two versions of it, each with some blocks dropped, moved or taken from elsewhere. */
  const versions = fc
    .tuple(anyDocument, anyDocument, fc.infiniteStream(fc.nat(9)))
    .map(([base, other, choices]): { base: AdfDocument; left: AdfDocument; right: AdfDocument } => {
      const change = (): AdfDocument => ({
        ...base,
        content: base.content.flatMap((block, index) => {
          const choice = choices.next().value;
          if (choice === 0) return [];
          if (choice === 1) return [...other.content.slice(index, index + 1), block];
          return choice === 2 ? other.content.slice(index, index + 1) : [block];
        }),
      });
      return { base, left: change(), right: change() };
    });

  it('takes the one side that changed', () => {
    return fc.assert(
      fc.property(versions, ({ base, left }) => {
        const merges = [
          mergeDocuments({ base, left, right: base }),
          mergeDocuments({ base, left: base, right: left }),
          mergeDocuments({ base, left, right: left }),
        ];
        expect(merges).toEqual(merges.map(() => ({ document: left, conflicts: [] })));
      }),
      RUNS,
    );
  });

  it('gives a valid document, and the blocks of both sides in each conflict', () => {
    return fc.assert(
      fc.property(versions, (sides) => {
        const { document, conflicts } = mergeDocuments(sides);
        expect(findAdfProblem(document)).toBeUndefined();
        for (const { left, right, index } of conflicts) {
          expect(document.content.slice(index, index + left.length)).toEqual(left);
          expect(right).not.toEqual(left);
        }
      }),
      RUNS,
    );
  });
});
