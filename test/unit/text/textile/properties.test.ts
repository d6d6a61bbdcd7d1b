import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTextileEdit } from '../../../../src/text';
import {
  bulletList,
  codeBlock,
  listItem,
  paragraph,
  text,
} from '../../../../src/text/adf/builders';
import type { AdfDocument } from '../../../../src/text/adf/nodes';
import { adfToTextile } from '../../../../src/text/textile/adf-to-textile';
import { textileToAdf } from '../../../../src/text/textile/textile-to-adf';
import { anyDocument } from '../support/arbitrary-document';
import { findAdfProblem } from '../support/validate-adf';

const RUNS = { numRuns: 300 };

const PIECES =
  '* # | > ** _ - + ^ ~ % ?? @ " ": ! ( ) [1] { } < & &amp; == <pre> </pre> <code> </code> --- h1. bq. |_. ' +
  '{{collapse }} http://a.b/c a@b.c "a":http://b.c !a.png! #12 日本 😀 word';
const anyTextile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom(...PIECES.split(' '), ' ', '\n', '\n\n', '\n* ', '\n  '), {
      maxLength: 40,
    })
    .map((pieces) => pieces.join('')),
);

describe('Textile and ADF, for any input', () => {
  it('reads every text as a document that both validators accept', () => {
    return fc.assert(
      fc.property(anyTextile, (source) => {
        expect(findAdfProblem(textileToAdf(source))).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('writes every document as text that reads as a valid document', () => {
    return fc.assert(
      fc.property(anyDocument, (document) => {
        expect(findAdfProblem(textileToAdf(adfToTextile(document)))).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('is stable after one round trip', () => {
    return fc.assert(
      fc.property(anyDocument, (document) => {
        const once = textileToAdf(adfToTextile(document));
        expect(textileToAdf(adfToTextile(once))).toEqual(once);
      }),
      RUNS,
    );
  });
});

describe('the lens of Textile, for any document', () => {
  it('returns the base document itself when the text did not change', () => {
    return fc.assert(
      fc.property(anyDocument, (baseAdf) => {
        const text = adfToTextile(baseAdf);
        expect(applyTextileEdit({ baseAdf, baseTextile: text, newTextile: text })).toBe(baseAdf);
      }),
      RUNS,
    );
  });

  it('changes no block but the one that was added', () => {
    return fc.assert(
      fc.property(anyDocument, (baseAdf) => {
        const text = adfToTextile(baseAdf);
        const edited = applyTextileEdit({
          baseAdf,
          baseTextile: text,
          newTextile: `${text}\n\nOne more paragraph.`,
        });
        expect(edited.content.slice(0, baseAdf.content.length)).toEqual(baseAdf.content);
      }),
      RUNS,
    );
  });

  it('gives a valid document whatever the text became', () => {
    return fc.assert(
      fc.property(anyDocument, anyTextile, (baseAdf, newTextile) => {
        const edited = applyTextileEdit({
          baseAdf,
          baseTextile: adfToTextile(baseAdf),
          newTextile,
        });
        expect(findAdfProblem(edited)).toBeUndefined();
      }),
      RUNS,
    );
  });
});

describe('an edited word in a Textile list', () => {
  it('stays where it is when blocks follow the list within its item', () => {
    const line = (value: string) => paragraph([text(value)]);
    const item = listItem([
      line('a'),
      bulletList([listItem([line('b')])]),
      line('c'),
      codeBlock('x'),
    ]);
    const baseAdf: AdfDocument = { type: 'doc', version: 1, content: [bulletList([item])] };
    const baseTextile = adfToTextile(baseAdf);
    const newTextile = baseTextile.replace('c', 'd');
    const expected = JSON.parse(JSON.stringify(baseAdf).replace('"c"', '"d"'));
    expect(applyTextileEdit({ baseAdf, baseTextile, newTextile })).toEqual(expected);
  });
});
