import { describe, expect, it } from 'vitest';
import {
  bulletList,
  CODE,
  codeBlock,
  HARD_BREAK,
  linkMark,
  listItem,
  mention,
  panel,
  paragraph,
  STRONG,
  table,
  tableCell,
  tableRow,
  text,
} from '../../../../src/text/adf/builders';
import type { AdfDocument, AdfNode } from '../../../../src/text/adf/nodes';
import { adfToTextile } from '../../../../src/text/textile/adf-to-textile';
import { textileToAdf } from '../../../../src/text/textile/textile-to-adf';

const doc = (...content: readonly AdfNode[]): AdfDocument => ({ type: 'doc', version: 1, content });

describe('Textile written from a document', () => {
  it.each([
    ['5 * 3 * 2 and snake_case', '5 * 3 * 2 and snake_case'],
    ['*a*', '&#42;a&#42;'],
    ['arr[0]', 'arr&#91;0]'],
    ['&amp;', '&#38;amp;'],
    ['<?php ?>', '&#60;?php ?>'],
  ])('escapes %j only where it has to', (value, textile) => {
    expect(adfToTextile(doc(paragraph([text(value)])))).toBe(textile);
  });

  it.each<readonly [string, AdfDocument]>([
    ["Redmine's own mark of an ampersand", doc(paragraph([text('x%x% & R&D &amp;')]))],
    ['a phrase within a word', doc(paragraph([text('re'), text('start', [STRONG])]))],
    ['empty lines', doc(paragraph([text('a'), HARD_BREAK, HARD_BREAK, text('b')]))],
    [
      'several paragraphs in an item',
      doc(bulletList([listItem([paragraph([text('a')]), paragraph([text('b')])])])),
    ],
    [
      'linked code with a bar in a cell',
      doc(
        table([
          tableRow([
            tableCell(false, [paragraph([text('a|b', [linkMark('https://b.cc/'), CODE])])]),
          ]),
        ]),
      ),
    ],
    ['code that holds its own end', doc(codeBlock('</pre> "a"\n}}'))],
    ['code of any content', doc(paragraph([text('a@b <c>', [CODE])]))],
    ['a panel', doc(panel('warning', [paragraph([text('a')])]))],
    [
      'literal marks in two paragraphs',
      doc(paragraph([text('a == b')]), paragraph([text('c == d')])),
    ],
  ])('reads back as it was: %s', (_, document) => {
    expect(textileToAdf(adfToTextile(document))).toEqual(document);
  });

  it('calls a person by login where it knows one, and by name where not', () => {
    const document = doc(paragraph([mention('1', 'Ann Lee')]));
    const people = { findByAccountId: () => ({ login: 'ann', name: 'Ann Lee' }) };
    expect([adfToTextile(document), adfToTextile(document, { people })]).toEqual([
      'Ann Lee',
      '@ann',
    ]);
  });
});
