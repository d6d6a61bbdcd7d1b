import { describe, expect, it } from 'vitest';
import { composeFileLink } from '../../../../src/core/attachments/compose-file-link';
import { isSameFileName, toSafeFileName } from '../../../../src/core/attachments/file-name';
import { aMapping, anAttachment, textile } from '../../../support/builders';

describe('the comment that stands for a file which is too large', () => {
  it('says in Redmine whose it is and how large, and leads to it', () => {
    const file = anAttachment('jira', { id: '1', name: 'film.mp4', sizeBytes: 123_456_789 });
    expect(composeFileLink(aMapping(), 'jira', file)).toEqual(
      textile(
        '"Grace Hopper in Jira":https://acme.atlassian.net/rest/api/3/attachment/content/1: film.mp4 (123.5 MB)',
      ),
    );
  });

  it('says the same in Jira', () => {
    const file = anAttachment('remote', { id: '2', name: 'film.mp4', sizeBytes: 60_000_000 });
    const href = 'https://redmine.acme.com/attachments/2';
    expect(composeFileLink(aMapping(), 'remote', file)).toEqual({
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
                marks: [{ type: 'link', attrs: { href } }],
              },
              { type: 'text', text: ': film.mp4 (60.0 MB)' },
            ],
          },
        ],
      },
    });
  });
});

describe('the name of a file', () => {
  it.each([
    ['a/b\\c?d%e*f:g|h"i\'j<k>l\nm', 'a_b_c_d_e_f_g_h_i_j_k_l_m'],
    // Several in a row are one.
    ['a::?b', 'a_b'],
    ['Zu\u0308rich.txt', 'Zürich.txt'],
    ['plain.txt', 'plain.txt'],
  ])('%j is kept as %j', (name, kept) => {
    expect(toSafeFileName(name)).toBe(kept);
    expect([isSameFileName(name, kept), isSameFileName(name, `${kept}x`)]).toEqual([true, false]);
  });
});
