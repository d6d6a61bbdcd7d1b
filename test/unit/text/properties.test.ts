import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdfDocument,
  adfToMarkdown,
  applyMarkdownEdit,
  markdownToAdf,
} from '../../../src/text';
import { anyDocument, anySource } from './support/arbitrary-document';
import { findAdfProblem } from './support/validate-adf';

const RUNS = { numRuns: 300 };

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
