import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../../src/core/digest';
import type { Authorship } from '../../../../src/core/history/find-overwritten';
import { findRecovered } from '../../../../src/core/history/find-recovered';
import type { Conflict, Link } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { Snapshot } from '../../../../src/core/model';
import { planLink } from '../../../../src/core/plan';
import type { PlanInput } from '../../../../src/core/plan-input';
import {
  aBase,
  aComment,
  adfText,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  anEntry,
  aPair,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
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
    sent?: Link['sent'];
    mapping?: Partial<Mapping>;
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
  const { conflicts = [], sent = [] } = given;
  const entries =
    earlier === undefined
      ? [['old', 'new']]
      : [
          ['old', earlier],
          [earlier, 'new'],
        ];
  return planLink({
    mapping: aMapping({ fields: [aRow()], ...given.mapping }),
    link: aLink({ jira: { summary: 'old' }, remote: { summary: 'old' } }, { conflicts, sent }),
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

  it('are not told again, and do not cross, where an undo told of them', () => {
    const note = {
      side: 'remote',
      field: 'summary',
      value: 'new',
      source: 'old',
      atMs: 1,
    } as const;
    const plans = [[note], [{ ...note, isTold: true } as const]].map((sent) =>
      planAfterKill({ authorship: 'maybe-ours', jira: 'old', sent }),
    );
    expect(plans.map(({ recovered, fieldWrites }) => [recovered, fieldWrites])).toEqual([
      [[WRITE], []],
      [[], []],
    ]);
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

  it.each([
    ['include one that went the way that the mapping had before', 2, [WRITE]],
    ['are none against the way that the mapping has had all along', 1, []],
  ])('%s', (_what, version, told) => {
    const mapping = { version, fields: [aRow({ direction: 'toJira' })] };
    const { recovered } = planAfterKill({ authorship: 'maybe-ours', mapping });
    expect(recovered).toEqual(told);
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

  it('include the copies that were taken back, as announced, from originals few may see', () => {
    const known = aLink();
    const taken = { origin: 'jira', atMs: 1, takesBack: '2' } as const;
    const gone = [aPair({ jira: '1', remote: '2' }), aPair({ jira: '3', remote: '4' })];
    const files = [anAttachmentPair({ jira: '1', remote: '2' })];
    const { recovered } = planLink({
      mapping: aMapping({ fields: [] }),
      link: {
        ...known,
        commentIntents: [{ ...taken, commentId: '1' }],
        attachmentIntents: [{ ...taken, attachmentId: '1' }],
      },
      comments: [...gone, aPair({ jira: '1', remote: '2', withdrawn: 'original-restricted' })],
      attachments: files,
      snapshots: {
        jira: aSnapshot('jira', {
          comments: [aComment('jira', { id: '1' })],
          attachments: [anAttachment('jira', { id: '1', restricted: true })],
        }),
        remote: aSnapshot('remote'),
      },
      texts: {},
      authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
      nowMs: NOW_MS,
    });
    expect(recovered).toEqual([
      { kind: 'comment-deleted', side: 'remote', field: 'comment', from: '1', to: null },
      { kind: 'attachment-deleted', side: 'remote', field: 'attachment', from: '1', to: null },
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

describe('what a lost run wrote', () => {
  const app = (id: string): Authorship =>
    id === 'app' ? 'ours' : id === 'key' ? 'maybe-ours' : 'not-ours';
  const input = (more: Partial<PlanInput>): PlanInput => ({
    mapping: aMapping({ fields: [aRow()] }),
    link: aLink({ jira: { summary: 'old' }, remote: { summary: 'old' } }),
    comments: [],
    attachments: [],
    snapshots: { jira: aSnapshot('jira'), remote: aSnapshot('remote') },
    texts: {},
    authorship: { jira: app, remote: app },
    nowMs: NOW_MS,
    ...more,
  });
  const find = (more: Partial<PlanInput>, now: Partial<Parameters<typeof findRecovered>[1]> = {}) =>
    findRecovered(input(more), { comments: [], attachments: [], adopted: [], ...now });
  const history = (id: number, author: string, from: string, to: string) =>
    [anEntry(id, 'summary', from, to, author)] as const;
  const both = (jira: Partial<Snapshot>, remote: Partial<Snapshot>) => ({
    snapshots: { jira: aSnapshot('jira', jira), remote: aSnapshot('remote', remote) },
  });
  const fields = (summary: string) => ({ fields: { summary } });

  it('is nothing of what was there before the link', () => {
    const copies = { comments: [aPair()] };
    expect(find({ link: aLink({}, { version: 0 }) }, copies)).toEqual([]);
    expect(find({}, copies)).toHaveLength(1);
  });

  it('is told of texts by their digests, as far as they can be told', () => {
    const row = aRow({
      field: 'description',
      jira: 'description',
      remote: 'description',
      kind: 'text',
    });
    const entry = (id: number, from: string, to: string) =>
      anEntry(id, 'description', from, to, 'app');
    const [old, now] = [toBaseValue(textile('old')), toBaseValue(textile('new'))];
    expect(
      find({
        mapping: aMapping({ fields: [row] }),
        link: aLink({ jira: {}, remote: { description: old } }),
        ...both(
          { fields: { description: adfText('new') } },
          {
            fields: { description: textile('new') },
            history: [entry(7, 'old', 'between'), entry(8, 'between', 'new')],
          },
        ),
      }),
    ).toEqual([
      { kind: 'field-written', side: 'remote', field: 'description', from: null, to: null },
      { kind: 'field-written', side: 'remote', field: 'description', from: old, to: now },
    ]);
  });

  it.each<[string, Partial<PlanInput>, boolean]>([
    [
      'is ours for sure',
      both(fields('old'), { ...fields('old'), history: history(8, 'app', 'x', 'old') }),
      true,
    ],
    [
      'may be a person’s, who set what the other side has had all along',
      both(fields('old'), { ...fields('old'), history: history(8, 'key', 'x', 'old') }),
      false,
    ],
    [
      'is of a conflict that was decided for what both sides had before it',
      {
        ...both(fields('old'), { ...fields('old'), history: history(8, 'key', 'x', 'old') }),
        link: aLink(
          { jira: { summary: 'old' }, remote: { summary: 'old' } },
          { conflicts: [{ ...CONFLICT, decision: 'jira' }] },
        ),
      },
      true,
    ],
    [
      'is of a value that people had changed where the row flows to alone',
      {
        ...both(fields('old'), {
          ...fields('old'),
          history: [...history(7, 'grace', 'old', 'x'), ...history(8, 'key', 'x', 'old')],
        }),
        mapping: aMapping({ fields: [aRow({ direction: 'toRemote' })] }),
      },
      true,
    ],
    [
      'may be a person’s, who set it back where the row flows both ways',
      both(fields('old'), {
        ...fields('old'),
        history: [...history(7, 'grace', 'old', 'x'), ...history(8, 'key', 'x', 'old')],
      }),
      false,
    ],
    [
      'may be a person’s, who set it while another field was edited',
      both(
        { ...fields('old'), history: [anEntry(3, 'duedate', 'a', 'b', 'ada')] },
        { ...fields('old'), history: history(8, 'key', 'x', 'old') },
      ),
      false,
    ],
    [
      'is of a value that went away and came back among others',
      both(
        {
          ...fields('old'),
          history: [
            anEntry(3, 'duedate', 'a', 'b', 'ada'),
            {
              ...anEntry(4, 'summary', 'x', 'old', 'ada'),
              changes: [
                { field: 'duedate', from: 'b', to: 'a' },
                { field: 'summary', from: 'x', to: 'old' },
              ],
            },
          ],
        },
        { ...fields('old'), history: history(8, 'key', 'x', 'old') },
      ),
      true,
    ],
    [
      'was accounted for',
      {
        ...both(fields('old'), { ...fields('old'), history: history(8, 'app', 'x', 'old') }),
        link: aLink(
          { jira: { summary: 'old' } },
          {
            sides: {
              jira: aBase('jira', fields('old')),
              remote: aBase('remote', { ...fields('old'), lastEntryId: 8 }),
            },
          },
        ),
      },
      false,
    ],
  ])('where an entry %s: %#', (_what, more, isTold) => {
    expect(find(more)).toHaveLength(isTold ? 1 : 0);
  });

  it('is told of conflicts that were decided, of their own field only', () => {
    const world = both(fields('old'), {
      ...fields('kept'),
      history: history(8, 'key', 'old', 'kept'),
    });
    const decided = (conflicts: readonly Conflict[]) =>
      find({
        ...world,
        link: aLink({ jira: { summary: 'old' }, remote: { summary: 'old' } }, { conflicts }),
      });
    const decision = { jira: 'kept', remote: 'kept' };
    expect([
      decided([{ ...CONFLICT, decision }]).length,
      decided([{ ...CONFLICT, field: 'duedate', decision }]).length,
      decided([CONFLICT]).length,
    ]).toEqual([1, 0, 0]);
  });

  it('is nothing of watchers where the mapping has them no more, nor of what was sent of others', () => {
    const sent = [
      { side: 'remote', field: 'watchers', value: '["5"]', source: null, atMs: 1 },
      { side: 'remote', field: 'summary', value: 'old', source: 'old', atMs: 1 },
    ] as const;
    const world = both({}, fields('old'));
    expect(find({ link: { ...aLink({}), sent }, ...world })).toEqual([]);
  });

  it('is told of watchers who were taken away, and not of those who stay', () => {
    const row = aRow({ field: 'watchers', jira: 'watches', remote: 'watchers', kind: 'users' });
    const watched = (value: string | null, now: string | null) =>
      find({
        mapping: aMapping({ fields: [aRow(), row] }),
        link: {
          ...aLink({ jira: {}, remote: { watchers: '["4","5"]' } }),
          sent: [{ side: 'remote', field: 'watchers', value, source: null, atMs: 1 }],
        },
        ...both({}, { fields: { watchers: now } }),
      });
    expect([
      watched('["4"]', '["4"]'),
      watched('["4","5"]', '["4","5"]'),
      watched(null, null),
    ]).toEqual([
      [
        {
          kind: 'field-written',
          side: 'remote',
          field: 'watchers',
          from: '["4","5"]',
          to: '["4"]',
        },
      ],
      [],
      [{ kind: 'field-written', side: 'remote', field: 'watchers', from: '["4","5"]', to: null }],
    ]);
  });

  it('is told of copies that no run had saved', () => {
    const known = { comments: [aPair()], attachments: [anAttachmentPair()] };
    const now = {
      comments: [aPair(), aPair({ remote: '701' }), aPair({ jira: '501', origin: 'remote' })],
      adopted: [
        anAttachmentPair(),
        anAttachmentPair({ jira: '3', is: 'link' }),
        anAttachmentPair({ jira: '4' }),
      ],
    };
    expect(find(known, now)).toEqual([
      { kind: 'comment-copied', side: 'remote', field: 'comment', from: '500', to: null },
      { kind: 'comment-copied', side: 'jira', field: 'comment', from: '700', to: null },
      { kind: 'attachment-copied', side: 'remote', field: 'attachment', from: '4', to: null },
    ]);
  });
});
