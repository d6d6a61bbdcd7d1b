import { describe, expect, it } from 'vitest';
import { composeCopy } from '../../../../src/core/comments/compose-copy';
import { plainTextOf } from '../../../../src/core/texts/plain-text';
import { aComment, adfText, aMapping, textile } from '../../../support/builders';

describe("a comment's copy", () => {
  it('tells Redmine who wrote it, with a link to the original', () => {
    expect(composeCopy(aMapping(), 'jira', aComment('jira'))).toEqual(
      textile(
        '"Grace Hopper in Jira":https://acme.atlassian.net/browse/WEB-1?focusedCommentId=500:\n\nhello',
      ),
    );
  });

  it('tells Jira who wrote it, as a document', () => {
    expect(composeCopy(aMapping(), 'remote', aComment('remote', { id: '7' }))).toEqual({
      format: 'adf',
      doc: {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'paragraph',
            content: [
              {
                type: 'text',
                text: 'Grace Hopper in Redmine',
                marks: [
                  { type: 'link', attrs: { href: 'https://redmine.acme.com/issues/12#change-7' } },
                ],
              },
              { type: 'text', text: ':' },
            ],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'hello' }] },
        ],
      },
    });
  });

  it('begins as the mapping says', () => {
    const comments = { direction: 'both', attribution: '{author} on {site} said' } as const;
    expect(composeCopy(aMapping({ comments }), 'jira', aComment('jira'))).toEqual(
      textile(
        '"Grace Hopper on Jira said":https://acme.atlassian.net/browse/WEB-1?focusedCommentId=500:\n\nhello',
      ),
    );
  });

  it('names the files that came with the original', () => {
    const original = aComment('remote', { fileNames: ['a.txt', 'b.png'] });
    const copy = composeCopy(aMapping(), 'remote', original);
    expect(copy.format === 'adf' && plainTextOf(copy.doc)).toBe(
      'Grace Hopper in Redmine:\nhello\nAttached: a.txt, b.png',
    );
    expect(copy.format === 'adf' && copy.doc.content.at(-1)).toEqual({
      type: 'paragraph',
      content: [{ type: 'text', text: 'Attached: a.txt, b.png', marks: [{ type: 'em' }] }],
    });
  });

  it('is whole in Redmine, however long it is', () => {
    const body = adfText('word '.repeat(20_000).trim());
    const copy = composeCopy(aMapping(), 'jira', aComment('jira', { body }));
    expect(copy.format !== 'adf' && copy.source.length).toBeGreaterThan(99_999);
  });

  it.each([
    ['many paragraphs', 'A line "of" text.\n\n'.repeat(4_000)],
    ['one paragraph', 'word '.repeat(20_000)],
    ['one block of code', `<pre>\n${'"quoted"\n'.repeat(9_000)}</pre>`],
  ])('of %s longer than Jira takes fits, and leads to the rest', (_what, source) => {
    const copy = composeCopy(
      aMapping(),
      'remote',
      aComment('remote', { id: '7', body: textile(source) }),
    );
    if (copy.format !== 'adf') throw new Error('Jira takes ADF');
    const size = JSON.stringify(copy.doc).length;
    expect([size > 3_000, size < 32_767]).toEqual([true, true]);
    expect(copy.doc.content.at(-1)).toEqual({
      type: 'paragraph',
      content: [
        {
          type: 'text',
          text: 'The rest of it is in Redmine.',
          marks: [{ type: 'link', attrs: { href: 'https://redmine.acme.com/issues/12#change-7' } }],
        },
      ],
    });
  });
});
