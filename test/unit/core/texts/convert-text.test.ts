import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../../src/core/mapping';
import type { AdfDocument, RichText } from '../../../../src/core/model';
import { convertText } from '../../../../src/core/texts/convert-text';
import type { AdfNode } from '../../../../src/text';
import { adfText, aMapping, textile } from '../../../support/builders';

const ADA = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'al' };
const BOB = { jira: 'bob', remote: '6', jiraName: 'Bob', remoteName: 'Mr B', remoteLogin: null };
const MAPPING = aMapping({ people: [ADA, BOB] });

const markdown = (source: string): RichText => ({ format: 'markdown', source });
const document = (...content: readonly AdfNode[]): RichText => ({
  format: 'adf',
  doc: { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] } as AdfDocument,
});
const mention = (id: string, text: string): AdfNode => ({ type: 'mention', attrs: { id, text } });

describe('a text across', () => {
  it.each<[string, Partial<Mapping>, RichText, RichText]>([
    [
      'a document as Textile',
      {},
      document({ type: 'text', text: 'b', marks: [{ type: 'strong' }] }),
      textile('*b*'),
    ],
    [
      'a document as Markdown',
      { textFormat: 'markdown' },
      document({ type: 'text', text: 'b', marks: [{ type: 'strong' }] }),
      markdown('**b**'),
    ],
    ['a source that is one already', {}, textile('*b*'), textile('*b*')],
    [
      'somebody by login, or by name where that is not known',
      {},
      document(mention('ada', '@Ada'), mention('bob', '@Bob'), mention('x', '@X')),
      textile('@alMr BX'),
    ],
  ])('in Redmine: %s', (_what, mapping, text, across) => {
    expect(convertText({ ...MAPPING, ...mapping }, text, 'remote')).toEqual(across);
  });

  it.each<[string, Partial<Mapping>, RichText, RichText]>([
    [
      'Textile',
      {},
      textile('*b*'),
      document({ type: 'text', text: 'b', marks: [{ type: 'strong' }] }),
    ],
    [
      'Markdown',
      { textFormat: 'markdown' },
      markdown('**b**'),
      document({ type: 'text', text: 'b', marks: [{ type: 'strong' }] }),
    ],
    ['a document that is one already', {}, adfText('b'), adfText('b')],
    [
      'lines that are broken',
      {},
      textile('a\nb'),
      document({ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }),
    ],
    [
      'lines of Markdown that are broken',
      { textFormat: 'markdown' },
      markdown('a\nb'),
      document({ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }),
    ],
    [
      'links to where Redmine is',
      {},
      textile('"x":/projects/web'),
      document({
        type: 'text',
        text: 'x',
        marks: [{ type: 'link', attrs: { href: 'https://redmine.acme.com/projects/web' } }],
      }),
    ],
    [
      'somebody by login',
      {},
      textile('@al and @bob'),
      document(mention('ada', '@Ada'), { type: 'text', text: ' and @bob' }),
    ],
  ])('in Jira: %s', (_what, mapping, text, across) => {
    expect(convertText({ ...MAPPING, ...mapping }, text, 'jira')).toEqual(across);
  });

  it('is none where there is none', () => {
    expect(convertText(MAPPING, null, 'jira')).toBeNull();
  });

  it('names files as the side across knows them', () => {
    const files = {
      findName: (mediaId: string) => (mediaId === 'm1' ? 'a.png' : undefined),
      findMediaId: (name: string) => (name === 'a.png' ? 'm1' : undefined),
    };
    const picture = textile('!a.png!');
    const shown = convertText({ ...MAPPING, files }, picture, 'jira');
    expect(JSON.stringify(shown)).toContain('"id":"m1","collection":""');
    expect(convertText({ ...MAPPING, files }, shown, 'remote')).toEqual(picture);
    expect(
      JSON.stringify(convertText({ ...MAPPING, files }, textile('!b.png!'), 'jira')),
    ).not.toContain('"id"');
  });

  it.each<[Mapping['textFormat'], string]>([
    ['textile', '_'],
    ['markdown', '*'],
  ])('of which a part was edited keeps what %s has no word for', (textFormat, em) => {
    const coloured = [{ type: 'textColor', attrs: { color: '#ff0000' } }] as const;
    const base: AdfDocument = {
      type: 'doc',
      version: 1,
      content: [
        {
          type: 'panel',
          attrs: { panelType: 'info' },
          content: [
            { type: 'paragraph', content: [{ type: 'text', text: 'kept', marks: coloured }] },
          ],
        },
        { type: 'paragraph', content: [{ type: 'text', text: 'second' }] },
      ],
    };
    const mapping = { ...MAPPING, textFormat };
    const source = convertText(mapping, { format: 'adf', doc: base }, 'remote');
    if (!source || source.format === 'adf') throw new Error('no source');
    const edited = { ...source, source: source.source.replace('second', `${em}2nd${em}`) };
    const marks = [{ type: 'em' }] as const;
    expect(convertText(mapping, edited, 'jira', { adf: base, source: source.source })).toEqual({
      format: 'adf',
      doc: {
        ...base,
        content: [
          base.content[0],
          { type: 'paragraph', content: [{ type: 'text', text: '2nd', marks }] },
        ],
      },
    });
  });
});
