import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import {
  collectNews,
  findEditor,
  findStoppedEdits,
  type StoppedEdit,
  type TellingRecord,
} from '../../../../src/core/notices/news';
import {
  aComment,
  aLink,
  aMapping,
  anAttachment,
  anEntry,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';

const ENTRY = { linkId: 'main:12', mappingId: 'web', field: 'status', atMs: NOW_MS };
const FOUND = { ...ENTRY, kind: 'conflict-found' } as const;
const PROBLEM_FOUND = { ...ENTRY, kind: 'problem-found' } as const;

describe('what single people are told', () => {
  const everything: Mapping['notices'] = { conflicts: ['ada'], authors: { jira: 'comment' } };
  const collect = (
    entries: readonly TellingRecord['entries'][number][],
    notices: Mapping['notices'] = everything,
  ) =>
    collectNews(
      entries.map((entry) => ({ entries: [entry] })),
      [aMapping({ id: 'other' }), aMapping(notices ? { notices } : {})],
    );
  const CONFLICT = { kind: 'conflict', mappingId: 'web', linkId: 'main:12' };
  const EDIT = { kind: 'edit', ...ENTRY };

  it('is one for each pair in conflict and one for each edit', () => {
    expect(
      collect([
        FOUND,
        PROBLEM_FOUND,
        { ...FOUND, field: 'summary' },
        PROBLEM_FOUND,
        { ...PROBLEM_FOUND, field: 'summary' },
        { ...FOUND, linkId: 'main:13' },
      ]),
    ).toEqual([CONFLICT, EDIT, { ...EDIT, field: 'summary' }, { ...CONFLICT, linkId: 'main:13' }]);
  });

  it.each<[string, TellingRecord['entries'][number], Mapping['notices']?]>([
    ['of anything else', { ...ENTRY, kind: 'field-written' }],
    ['of a mapping that tells nobody', { ...FOUND, mappingId: 'other' }],
    ['of a mapping that is gone', { ...FOUND, mappingId: 'gone' }],
    ['of no mapping', { ...FOUND, mappingId: null }],
    ['of no link', { ...FOUND, linkId: null }],
    ['of what is no edit', { ...PROBLEM_FOUND, field: null }],
    ['of conflicts to nobody', FOUND, { conflicts: [], authors: { jira: 'mail' } }],
    ['of edits to nobody', PROBLEM_FOUND, { conflicts: ['ada'], authors: {} }],
  ])('is nothing %s', (_what, entry, notices) => {
    expect(collect([entry], notices)).toEqual([]);
  });
});

describe('an edit that stays on its side', () => {
  const stopped = (problem: Partial<Problem>, field = 'status') =>
    findStoppedEdits(
      aLink(
        {},
        {
          problems: [
            {
              kind: 'write-not-taken',
              side: 'remote',
              field,
              value: '2',
              message: 'no',
              foundAtMs: NOW_MS,
              ...problem,
            },
          ],
        },
      ),
      { kind: 'edit', ...ENTRY, field },
    );

  it.each<readonly [Problem['kind'], string, Partial<Problem>, Omit<StoppedEdit, 'field'>]>([
    [
      'value-not-mapped',
      'status',
      { side: 'jira' },
      {
        trouble: 'value-not-mapped',
        side: 'jira',
        itemId: null,
      },
    ],
    ['write-not-taken', 'status', {}, { trouble: 'write-not-taken', side: 'jira', itemId: null }],
    [
      'no-transition',
      'status',
      { side: 'jira' },
      {
        trouble: 'write-not-taken',
        side: 'remote',
        itemId: null,
      },
    ],
    [
      'comment-refused',
      'comment',
      { value: 'jira 10001' },
      {
        trouble: 'comment-refused',
        side: 'jira',
        itemId: '10001',
      },
    ],
    [
      'attachment-refused',
      'attachment',
      { value: '900' },
      {
        trouble: 'attachment-refused',
        side: 'jira',
        itemId: '900',
      },
    ],
    [
      'time-refused',
      'time',
      { side: 'jira', value: 'remote 7' },
      {
        trouble: 'time-refused',
        side: 'remote',
        itemId: '7',
      },
    ],
  ])('is known by the problem %s of %s', (kind, field, problem, edit) => {
    expect(stopped({ kind, ...problem }, field)).toEqual([{ ...edit, field }]);
  });

  it.each<readonly [string, Partial<Problem>, boolean]>([
    ['found a little later', { foundAtMs: NOW_MS + 59_999 }, true],
    ['found a little before', { foundAtMs: NOW_MS - 59_999 }, true],
    ['found a minute later', { foundAtMs: NOW_MS + 60_000 }, false],
    ['of another field', { field: 'summary' }, false],
    ['of what nobody edits', { kind: 'out-of-scope' }, false],
    ['of a comment that it does not name', { kind: 'comment-refused', value: null }, false],
  ])('is one whose problem is %s: %s', (_what, problem, isIt) => {
    expect(stopped(problem)).toHaveLength(isIt ? 1 : 0);
  });
});

describe('who made an edit', () => {
  const isOurs = (id: string) => id === 'app';
  const ofField: StoppedEdit = {
    trouble: 'write-not-taken',
    side: 'jira',
    field: 'status',
    itemId: null,
  };

  it('is the last person who edited the field, never the app', () => {
    const history = [
      anEntry(1, 'status', '1', '2', 'ada'),
      anEntry(2, 'status', '2', '3', 'grace'),
      anEntry(3, 'summary', 'a', 'b', 'alan'),
      anEntry(4, 'status', '3', '4', 'app'),
    ];
    expect(findEditor(aSnapshot('jira', { history }), ofField, isOurs)).toEqual({
      person: { id: 'grace', name: 'grace' },
      isPrivate: false,
    });
  });

  it.each([
    ['ada', { person: { id: 'ada', name: 'Somebody' }, isPrivate: false }],
    ['app', null],
    // Whoever is not known by an id cannot be told.
    ['', null],
  ])('is who made the issue where nobody edited the field since: %j', (id, editor) => {
    const snapshot = aSnapshot('jira', { author: { id, name: 'Somebody' } });
    expect(findEditor(snapshot, ofField, isOurs)).toEqual(editor);
  });

  const ADA = { id: 'ada', name: 'Ada' };
  const ITEMS = aSnapshot('jira', {
    comments: [
      aComment('jira', { id: '1', author: { id: 'app', name: 'App' } }),
      aComment('jira', { id: '2', author: ADA, restricted: true }),
    ],
    attachments: [anAttachment('jira', { id: '3', author: ADA })],
    timeEntries: [
      {
        id: '4',
        url: 'https://acme.atlassian.net/browse/WEB-1',
        author: ADA,
        spentOn: '2026-11-21',
        seconds: 3600,
        text: '',
        activity: null,
        restricted: false,
        copyOf: null,
      },
    ],
  });

  it.each<readonly [StoppedEdit['trouble'], string, object | null]>([
    ['comment-refused', '2', { person: ADA, isPrivate: true }],
    ['comment-refused', '1', null],
    ['comment-refused', '9', null],
    ['attachment-refused', '3', { person: ADA, isPrivate: false }],
    ['time-refused', '4', { person: ADA, isPrivate: false }],
  ])('of %s %s is who wrote it', (trouble, itemId, editor) => {
    const edit = { trouble, side: 'jira', field: 'x', itemId } as const;
    expect(findEditor(ITEMS, edit, isOurs)).toEqual(editor);
  });

  it('of spent time that is not read is nobody', () => {
    const edit = { trouble: 'time-refused', side: 'jira', field: 'time', itemId: '4' } as const;
    expect(findEditor(aSnapshot('jira'), edit, isOurs)).toBeNull();
  });
});
