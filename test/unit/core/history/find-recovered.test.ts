import { describe, expect, it } from 'vitest';
import type { Authorship } from '../../../../src/core/history/find-overwritten';
import type { Conflict } from '../../../../src/core/link';
import { planLink } from '../../../../src/core/plan';
import {
  aComment,
  aLink,
  aMapping,
  anAttachment,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';

/** Both sides agreed on `old`; Jira was edited to `new` and Redmine shows an entry that made it so. */
function planAfterKill(
  given: {
    authorship?: Authorship;
    jira?: string;
    entryId?: number;
    copyOf?: string | null;
    fileOf?: string | null;
    earlier?: string;
    conflicts?: readonly Conflict[];
  } = {},
) {
  const {
    authorship = 'ours',
    jira = 'new',
    entryId = 8,
    copyOf = null,
    fileOf = null,
    earlier,
  } = given;
  const { conflicts = [] } = given;
  const entries =
    earlier === undefined
      ? [['old', 'new']]
      : [
          ['old', earlier],
          [earlier, 'new'],
        ];
  return planLink({
    mapping: aMapping({ fields: [aRow()] }),
    link: aLink({ jira: { summary: 'old' }, remote: { summary: 'old' } }, { conflicts }),
    comments: [],
    attachments: [],
    snapshots: {
      jira: aSnapshot('jira', {
        fields: { summary: jira },
        comments: copyOf ? [aComment('jira', { id: copyOf })] : [],
        attachments: fileOf ? [anAttachment('jira', { id: fileOf })] : [],
      }),
      remote: aSnapshot('remote', {
        fields: { summary: 'new' },
        comments: copyOf ? [aComment('remote', { copyOf })] : [],
        attachments: fileOf ? [anAttachment('remote', { isCopy: true, copyOf: fileOf })] : [],
        history: entries.map(([from = '', to = ''], index) => ({
          id: entryId + index,
          atMs: NOW_MS,
          author: { id: '5', name: 'Key' },
          changes: [{ field: 'summary', from, to }],
        })),
        lastEntryId: entryId + entries.length - 1,
      }),
    },
    texts: {},
    authorship: { jira: () => 'not-ours', remote: () => authorship },
    nowMs: NOW_MS,
  });
}

const WRITE = { kind: 'field-written', side: 'remote', field: 'summary', from: 'old', to: 'new' };

/** The app had replaced what a person typed in Jira unseen. */
const CONFLICT: Conflict = {
  field: 'summary',
  kind: 'overwritten',
  jira: 'new',
  remote: 'old',
  labels: { jira: null, remote: null },
  foundAtMs: NOW_MS,
  jiraAuthor: null,
  remoteAuthor: null,
};

describe('writes that a run which was cut off never told of', () => {
  it('are told by the next run, once', () => {
    const { recovered, fieldWrites, link } = planAfterKill();
    expect({ recovered, fieldWrites, upTo: link.sides.remote.lastEntryId }).toEqual({
      recovered: [WRITE],
      fieldWrites: [],
      upTo: 8,
    });
  });

  it.each([
    ['all of what was sent', '["5","6"]', true],
    ['a part of it', '["6"]', true],
    ['nothing of it', '["4"]', false],
    ['a change that somebody else made', '["4","7"]', false],
  ])('are told of who watches where Redmine shows %s', (_what, watchers, isTold) => {
    const row = { field: 'watchers', jira: 'watchers', remote: 'watchers' };
    const sent = { side: 'remote', field: 'watchers', value: '["5","6"]', source: null, atMs: 1 };
    const { recovered } = planLink({
      mapping: aMapping({ fields: [aRow(row)] }),
      link: {
        ...aLink({ jira: { watchers: '["a"]' }, remote: { watchers: '["4"]' } }),
        sent: [{ ...sent, side: 'remote' }],
      },
      comments: [],
      attachments: [],
      snapshots: {
        jira: aSnapshot('jira', { fields: { watchers: '["a"]' } }),
        remote: aSnapshot('remote', { fields: { watchers } }),
      },
      texts: {},
      authorship: { jira: () => 'not-ours', remote: () => 'maybe-ours' },
      nowMs: NOW_MS,
    });
    expect(recovered).toEqual(
      isTold
        ? [
            {
              kind: 'field-written',
              side: 'remote',
              field: 'watchers',
              from: '["4"]',
              to: watchers,
            },
          ]
        : [],
    );
  });

  it('are told of a parent as well, which each side calls by an id of its own', () => {
    const { recovered } = planLink({
      mapping: aMapping({
        fields: [aRow({ field: 'parent', jira: 'parent', remote: 'parent', kind: 'issue' })],
      }),
      link: aLink({ jira: { parent: null }, remote: { parent: null } }),
      comments: [],
      attachments: [],
      snapshots: {
        jira: aSnapshot('jira', { fields: { parent: '10200' } }),
        remote: aSnapshot('remote', {
          fields: { parent: '20' },
          history: [
            {
              id: 8,
              atMs: NOW_MS,
              author: { id: '5', name: 'Key' },
              changes: [{ field: 'parent', from: null, to: '20' }],
            },
          ],
          lastEntryId: 8,
        }),
      },
      texts: {},
      twins: { jira: { '10200': '20' }, remote: { '20': '10200' } },
      authorship: { jira: () => 'not-ours', remote: () => 'maybe-ours' },
      nowMs: NOW_MS,
    });
    expect(recovered).toEqual([
      { kind: 'field-written', side: 'remote', field: 'parent', from: null, to: '20' },
    ]);
  });

  it('are none where the base knows the entry', () => {
    expect(planAfterKill({ entryId: 0 }).recovered).toEqual([]);
  });

  it("are known by their value where the key is a person's, too", () => {
    expect(planAfterKill({ authorship: 'maybe-ours' }).recovered).toEqual([WRITE]);
  });

  it("are none where a person with the app's key edited", () => {
    expect(planAfterKill({ authorship: 'maybe-ours', jira: 'old' }).recovered).toEqual([]);
  });

  it('are known by what a person decided, where neither side holds it any more', () => {
    const { recovered } = planAfterKill({
      authorship: 'maybe-ours',
      jira: 'old',
      conflicts: [{ ...CONFLICT, decision: 'jira' }],
    });
    expect(recovered).toEqual([WRITE]);
  });

  it('are known by an overwritten value that was put back where it was typed', () => {
    const { recovered } = planAfterKill({
      authorship: 'maybe-ours',
      jira: 'old',
      conflicts: [{ ...CONFLICT, jira: 'old', remote: 'new', decision: 'remote' }],
    });
    expect(recovered).toEqual([WRITE]);
  });

  it('are each told where several runs were cut off', () => {
    const { recovered } = planAfterKill({ earlier: 'older' });
    expect(recovered).toEqual([
      { ...WRITE, from: 'old', to: 'older' },
      { ...WRITE, from: 'older' },
    ]);
  });

  it('include the copy of a comment', () => {
    expect(planAfterKill({ copyOf: '77' }).recovered).toEqual([
      WRITE,
      { kind: 'comment-copied', side: 'remote', field: 'comment', from: '77', to: null },
    ]);
  });

  it('include the copy of a file', () => {
    expect(planAfterKill({ fileOf: '77' }).recovered).toEqual([
      WRITE,
      { kind: 'attachment-copied', side: 'remote', field: 'attachment', from: '77', to: null },
    ]);
  });

  it('are told where the value went away and came back, as Jira tells', () => {
    const history = [anEntry(3, 'summary', 'old', 'new'), anEntry(4, 'summary', 'new', 'old')];
    const plan = planLink({
      mapping: aMapping({ fields: [aRow()] }),
      link: aLink({ jira: { summary: 'old' }, remote: { summary: 'old' } }),
      comments: [],
      attachments: [],
      snapshots: {
        jira: aSnapshot('jira', { fields: { summary: 'old' }, history }),
        remote: aSnapshot('remote', { fields: { summary: 'old' }, history }),
      },
      texts: {},
      authorship: { jira: () => 'not-ours', remote: () => 'maybe-ours' },
      nowMs: NOW_MS,
    });
    expect(plan.recovered).toEqual([WRITE, { ...WRITE, from: 'new', to: 'old' }]);
  });
});
