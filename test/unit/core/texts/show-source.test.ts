import { describe, expect, it } from 'vitest';
import { showSource } from '../../../../src/core/texts/show-source';
import { adfText, textile } from '../../../support/builders';

describe("rich text for people's eyes", () => {
  it('is the source as typed, and a document as Markdown', () => {
    expect([showSource(textile('*bold*')), showSource(adfText('plain'))]).toEqual([
      '*bold*',
      'plain',
    ]);
  });
});
