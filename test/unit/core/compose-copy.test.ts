import { describe, expect, it } from 'vitest';
import { composeCopy } from '../../../src/core/compose-copy';
import { aComment, aMapping, textile } from '../../support/builders';

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
});
