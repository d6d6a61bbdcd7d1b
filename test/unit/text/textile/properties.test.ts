import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
