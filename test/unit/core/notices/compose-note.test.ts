import { describe, expect, it } from 'vitest';
import { composeNote } from '../../../../src/core/notices/compose-note';
import { findNoticeId, noticeIdOf, noticeUrl } from '../../../../src/core/notices/notice-mark';
import { findOriginal } from '../../../../src/redmine/copy-link';
import { aMapping } from '../../../support/builders';

const ADA = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'al' };
const MAPPING = aMapping({
  people: [{ ...ADA, jira: 'bob', remote: '6', remoteLogin: 'bob' }, ADA],
});
const LINES = ['it did not cross.', 'It stays here.', 'Bye.'];

describe('a note to a person', () => {
  it('in Jira mentions them, links to the twin, and says what is to be told', () => {
    const person = { id: 'ada', name: 'Ada Lovelace' };
    const href = 'https://redmine.acme.com/issues/12#redmine-sync-notice.x.1';
    expect(composeNote(MAPPING, 'jira', person, '#12', 'x.1', LINES)).toEqual({
      format: 'adf',
      doc: {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'Redmine Sync', marks: [{ type: 'link', attrs: { href } }] },
              { type: 'text', text: ' – ' },
              { type: 'mention', attrs: { id: 'ada', text: '@Ada Lovelace' } },
              { type: 'text', text: ': it did not cross.' },
            ],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'It stays here.' }] },
          { type: 'paragraph', content: [{ type: 'text', text: 'Bye.' }] },
        ],
      },
    });
  });

  it.each([
    ['mentions who has a row', { id: '5', name: 'Ada L' }, '@al'],
    ['names anybody else', { id: '7', name: 'Grace Hopper' }, 'Grace Hopper'],
  ])('in Redmine %s', (_what, person, name) => {
    const note = composeNote(MAPPING, 'remote', person, 'WEB-1', 'x.1', LINES);
    const link = '"Redmine Sync":https://acme.atlassian.net/browse/WEB-1#redmine-sync-notice.x.1';
    expect(note).toEqual({
      format: 'textile',
      source: `${link} – ${name}: it did not cross.\n\nIt stays here.\n\nBye.`,
    });
  });

  it('is known by its first link as none to carry', () => {
    const note = composeNote(MAPPING, 'remote', { id: '5', name: 'Ada' }, 'WEB-1', 'x.1', LINES);
    const source = note.format === 'adf' ? '' : note.source;
    expect(findOriginal(source, MAPPING.siteUrl.jira)).toBe(noticeIdOf('x.1'));
  });

  it.each([
    ['/browse/WEB-1#redmine-sync-notice.x.1-y_2', 'notice.x.1-y_2'],
    // Of a former version.
    ['/browse/WEB-1#redmine-sync-notice', 'notice.'],
    ['/browse/WEB-1?focusedCommentId=1', null],
  ])('has its mark in the address: %s', (path, id) => {
    expect(findNoticeId(path)).toBe(id);
  });

  it('links to the issue across as people call it', () => {
    expect([
      noticeUrl(MAPPING, 'jira', '#12', 'x'),
      noticeUrl(MAPPING, 'remote', 'WEB-1', 'x'),
    ]).toEqual([
      'https://redmine.acme.com/issues/12#redmine-sync-notice.x',
      'https://acme.atlassian.net/browse/WEB-1#redmine-sync-notice.x',
    ]);
  });
});
