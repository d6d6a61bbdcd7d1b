import { describe, expect, it } from 'vitest';
import { digestText, shortenSha256, toBaseValue } from '../../../src/core/digest';
import type { RichText } from '../../../src/core/model';
import type { AdfNode } from '../../../src/text';
import { adfText, textile } from '../../support/builders';

const DIGEST = /^digest:[\w-]{22}$/;

/** A document with one paragraph of these attributes. */
function paragraph(attrs?: Readonly<Record<string, unknown>>): RichText {
  const node: AdfNode = { type: 'paragraph', ...(attrs ? { attrs } : {}), content: [] };
  return { format: 'adf', doc: { type: 'doc', version: 1, content: [node] } };
}

describe("the base's form of a value", () => {
  it('is the value itself, and null where it is empty', () => {
    expect([toBaseValue('2026-12-24'), toBaseValue(''), toBaseValue(null)]).toEqual([
      '2026-12-24',
      null,
      null,
    ]);
  });

  it('is a digest for rich text', () => {
    expect(toBaseValue(textile('hello'))).toMatch(DIGEST);
    expect(toBaseValue(adfText('hello'))).toMatch(DIGEST);
  });
});

describe("a text's digest", () => {
  it('differs where the text differs', () => {
    expect(digestText(textile('hello'))).not.toBe(digestText(textile('hallo')));
    expect(digestText(adfText('hello'))).not.toBe(digestText(adfText('hallo')));
    expect(digestText(textile(' hello'))).not.toBe(digestText(textile('hello')));
  });

  it('does not see how lines end, nor empty lines at the end', () => {
    const seen = ['a\nb', 'a\r\nb', 'a\rb', 'a\nb\n\n  '].map((text) => digestText(textile(text)));
    expect(new Set(seen).size).toBe(1);
  });

  it('is null for an empty source', () => {
    expect([digestText(textile('')), digestText(textile(' \n'))]).toEqual([null, null]);
  });

  it('does not see the order of keys, nor what Jira adds on its own', () => {
    const plain = digestText(paragraph());
    expect(digestText(paragraph({ localId: 'x1' }))).toBe(plain);
    expect(digestText(paragraph({}))).toBe(plain);
    expect(digestText(paragraph({ a: 1, b: 2 }))).toBe(digestText(paragraph({ b: 2, a: 1 })));
  });

  it('sees attributes that mean something', () => {
    expect(digestText(paragraph({ level: 1, localId: 'x1' }))).toBe(
      digestText(paragraph({ level: 1 })),
    );
    expect(digestText(paragraph({ level: 1 }))).not.toBe(digestText(paragraph({ level: 2 })));
    expect(digestText(paragraph({ level: 1 }))).not.toBe(digestText(paragraph()));
  });

  it.each<readonly [string, AdfNode, AdfNode]>([
    ['marks of a kind', { type: 'text', text: 'a', marks: [] }, { type: 'text', text: 'a' }],
    ['what a node holds', { type: 'panel', content: [] }, { type: 'panel' }],
    [
      'an attribute that holds nothing',
      { type: 'date', attrs: { of: {} } },
      { type: 'date', attrs: {} },
    ],
  ])('sees %s', (_what, one, other) => {
    const of = (node: AdfNode) =>
      digestText({ format: 'adf', doc: { type: 'doc', version: 1, content: [node] } });
    expect(of(one)).not.toBe(of(other));
  });

  it('sees the order of blocks', () => {
    expect(digestText(adfText('a', 'b'))).not.toBe(digestText(adfText('b', 'a')));
  });
});

describe("a file's digest", () => {
  it('is the first 128 bits of its SHA-256', () => {
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const short = shortenSha256(sha256);
    expect([short.length, Buffer.from(short, 'base64url').toString('hex')]).toEqual([
      22,
      sha256.slice(0, 32),
    ]);
  });
});
