import { describe, expect, it } from 'vitest';
import {
  MAX_COPY_CHARACTERS,
  shortenCopy,
  sizeOf,
} from '../../../../src/core/comments/shorten-copy';
import type { AdfNode } from '../../../../src/text';

const paragraph = (text: string): AdfNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});
/** A paragraph that takes so many characters in a document. */
const ofSize = (size: number, letter = 'x') =>
  paragraph(letter.repeat(size - sizeOf(paragraph(''))));
const REST = paragraph('The rest is elsewhere.');
const TAKEN = 100;
const ROOM = MAX_COPY_CHARACTERS - TAKEN - sizeOf(REST);

describe('a copy that is longer than Jira takes', () => {
  it('is whole as long as it fits, with its commas', () => {
    const blocks = [ofSize(10_000), ofSize(ROOM - 10_000)];
    expect(shortenCopy(blocks, REST, TAKEN)).toEqual(blocks);
    expect(sizeOf(paragraph('"'))).toBe(JSON.stringify(paragraph('"')).length + 1);
  });

  it('ends with the beginning of the block that does not fit, and leads to the rest', () => {
    const [first, next, last] = [ofSize(10_000), ofSize(ROOM - 9_999, 'y'), ofSize(100)];
    // Of what room is left, a sixth of all but 200 characters.
    const beginning = paragraph(`${'y'.repeat(Math.floor((ROOM - 10_000 - 200) / 6))} …`);
    expect(shortenCopy([first, next, last], REST, TAKEN)).toEqual([first, beginning, REST]);
  });

  it.each([
    ['there is room for none of its words', ofSize(ROOM - 205), ofSize(300)],
    [
      'it has no words',
      ofSize(ROOM - 1_000),
      { type: 'mediaSingle', attrs: { x: 'x'.repeat(1_500) } },
    ],
  ] as const)('ends before the block that does not fit where %s', (_why, first, next) => {
    expect(shortenCopy([first, next as AdfNode], REST, TAKEN)).toEqual([first, REST]);
  });

  it('ends with a word, not with the space behind it', () => {
    const [cut] = shortenCopy(
      [paragraph(`${'x'.repeat(4_000)} ${' y'.repeat(20_000)}`)],
      REST,
      TAKEN,
    );
    const text = cut?.content?.[0]?.text ?? '';
    expect([text.endsWith(' …'), text.endsWith('  …')]).toEqual([true, false]);
  });
});
