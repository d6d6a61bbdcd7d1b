import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/link';
import type { DeletionRule } from '../../../src/core/mapping';
import type { RichText, Snapshot } from '../../../src/core/model';
import { planDeletion } from '../../../src/core/plan-deletion';
import { findOriginal as findInJira } from '../../../src/jira/copy-link';
import { findOriginal as findInRedmine } from '../../../src/redmine/copy-link';
import { aComment, aLink, aMapping, aSnapshot, NOW_MS, textile } from '../../support/builders';

const IN_REDMINE = textile(
  '"Jira issue WEB-1":https://acme.atlassian.net/browse/WEB-1#redmine-sync-notice.deleted.10100 was deleted, so this issue is not kept in step any more.',
);
const HREF = 'https://redmine.acme.com/issues/12#redmine-sync-notice.deleted.12';
const IN_JIRA: RichText = {
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
            text: 'Redmine issue #12',
            marks: [{ type: 'link', attrs: { href: HREF } }],
          },
          { type: 'text', text: ' was deleted, so this issue is not kept in step any more.' },
        ],
      },
    ],
  },
};
const NOTED_IN_REDMINE = aComment('remote', { body: IN_REDMINE, copyOf: 'notice.deleted.10100' });
const NOTED_IN_JIRA = aComment('jira', { body: IN_JIRA, copyOf: 'notice.deleted.12' });

const NOTHING = { deletes: false, write: null, note: null, recovered: [] };
const UNLINK: DeletionRule = { kind: 'unlink' };
const CLOSE: DeletionRule = { kind: 'close', status: '5' };

const TOLD = ['field-written', 'deletion-noted'];

const planFor = (rule: DeletionRule, twin: Partial<Snapshot> = {}) =>
  planDeletion(aMapping(), aLink(), 'jira', aSnapshot('remote', twin), rule);

describe('what is done to the twin of a deleted issue', () => {
  it('is a note that says why it is not kept in step any more, on either side', () => {
    const inJira = planDeletion(aMapping(), aLink(), 'remote', aSnapshot('jira'), UNLINK);
    expect([planFor(UNLINK), inJira]).toEqual([
      { ...NOTHING, note: IN_REDMINE },
      { ...NOTHING, note: IN_JIRA },
    ]);
  });

  it('is the status that closes and the note', () => {
    expect(planFor(CLOSE, { fields: { status: '2' } })).toEqual({
      ...NOTHING,
      write: { field: 'status', from: '2', to: '5' },
      note: IN_REDMINE,
    });
  });

  it('is nothing that a run before did already', () => {
    const comments = [NOTED_IN_REDMINE];
    expect(planFor(CLOSE, { fields: { status: '5' }, comments })).toEqual(NOTHING);
  });

  it('is told where a run before announced it and was cut off', () => {
    const comments = [NOTED_IN_REDMINE];
    const announced = (...ids: readonly string[]) =>
      aLink(
        {},
        { commentIntents: ids.map((commentId) => ({ origin: 'jira', commentId, atMs: NOW_MS })) },
      );
    const closed = aSnapshot('remote', { fields: { status: '5' }, comments });
    const plans = [
      planDeletion(aMapping(), announced('status', ''), 'jira', closed, CLOSE),
      planDeletion(aMapping(), announced('issue'), 'remote', null, { kind: 'delete' }),
    ];
    expect(plans.map(({ recovered }) => recovered)).toEqual([
      [
        { kind: 'field-written', side: 'remote', field: 'status', from: null, to: '5' },
        {
          kind: 'deletion-noted',
          side: 'remote',
          field: 'comment',
          from: 'WEB-1',
          to: expect.any(String),
        },
      ],
      [{ kind: 'issue-deleted', side: 'remote', field: null, from: '#12', to: null }],
    ]);
  });

  it.each<[string, Partial<Snapshot>, readonly string[]]>([
    ['is told also where the twin was moved away since', { projectId: '99' }, TOLD],
    ['is told also where the twin left the scope since', { outOfScope: true }, TOLD],
    ['is not told of another issue', { author: { id: 'another', name: 'Another' } }, []],
  ])('%s', (_what, more, told) => {
    const commentIntents = ['status', ''].map(
      (commentId) => ({ origin: 'jira', commentId, atMs: NOW_MS }) as const,
    );
    const twin = { fields: { status: '5' }, comments: [NOTED_IN_REDMINE], ...more };
    const link = aLink({}, { commentIntents });
    const plan = planDeletion(aMapping(), link, 'jira', aSnapshot('remote', twin), CLOSE);
    expect({ ...plan, recovered: plan.recovered.map(({ kind }) => kind) }).toEqual({
      ...NOTHING,
      recovered: told,
    });
  });

  it('is not told of what no run announced, or announced of the other issue', () => {
    const comments = [NOTED_IN_REDMINE];
    const closed = aSnapshot('remote', { fields: { status: '5' }, comments });
    const intent = { commentId: '500', atMs: NOW_MS, origin: 'jira' } as const;
    const commentIntents = [
      intent,
      { ...intent, origin: 'remote', commentId: '' } as const,
      { ...intent, origin: 'remote', commentId: 'status' } as const,
    ];
    const link = aLink({}, { commentIntents });
    expect([
      planDeletion(aMapping(), link, 'jira', closed, CLOSE),
      planDeletion(aMapping(), link, 'jira', null, UNLINK),
    ]).toEqual([NOTHING, NOTHING]);
  });

  it('is its own deletion, without a note', () => {
    expect(planFor({ kind: 'delete' })).toEqual({ ...NOTHING, deletes: true });
  });

  it.each<[string, Partial<Snapshot>]>([
    ['another issue under its id', { author: { id: 'another', name: 'Another' } }],
    ['in a project that the mapping does not cover', { projectId: '99' }],
    ['out of the scope', { outOfScope: true }],
  ])('is nothing where the twin is %s', (_what, twin) => {
    expect(planFor({ kind: 'delete' }, twin)).toEqual(NOTHING);
  });

  it('is nothing where the deleted issue had left the scope before', () => {
    const left: Problem = {
      kind: 'out-of-scope',
      side: 'jira',
      field: null,
      value: null,
      message: '',
      foundAtMs: NOW_MS,
    };
    const link = aLink({}, { problems: [left] });
    const plan = planDeletion(aMapping(), link, 'jira', aSnapshot('remote'), { kind: 'delete' });
    expect(plan).toEqual(NOTHING);
  });

  it('is nothing where the twin is gone, too', () => {
    expect(planDeletion(aMapping(), aLink(), 'jira', null, UNLINK)).toEqual(NOTHING);
  });

  it('is said beside whatever else people wrote there, those words too', () => {
    const notes = [
      planFor(UNLINK, { comments: [aComment('remote', { body: IN_REDMINE })] }).note,
      planDeletion(
        aMapping(),
        aLink(),
        'remote',
        aSnapshot('jira', { comments: [aComment('jira', { copyOf: 'notice.deleted.11' })] }),
        UNLINK,
      ).note,
    ];
    expect(notes).toEqual([IN_REDMINE, IN_JIRA]);
  });

  it('is said once on either side', () => {
    const inJira = aSnapshot('jira', { comments: [NOTED_IN_JIRA] });
    expect([
      planDeletion(aMapping(), aLink(), 'remote', inJira, UNLINK).note,
      planFor(UNLINK, { comments: [NOTED_IN_REDMINE] }).note,
    ]).toEqual([null, null]);
  });

  it('says on either side that it is no copy, so that it never crosses', () => {
    const { note } = planDeletion(aMapping(), aLink(), 'remote', aSnapshot('jira'), UNLINK);
    const inJira = note?.format === 'adf' ? note.doc : null;
    const inRedmine = planFor(UNLINK).note;
    expect([
      inJira && findInJira(inJira, 'https://redmine.acme.com'),
      inRedmine?.format === 'textile' &&
        findInRedmine(inRedmine.source, 'https://acme.atlassian.net'),
    ]).toEqual(['notice.deleted.12', 'notice.deleted.10100']);
  });

  it('is the status that closes also where none is shown', () => {
    expect(planFor(CLOSE).write).toEqual({ field: 'status', from: null, to: '5' });
    expect(planFor(UNLINK, { fields: { status: '2' } }).write).toBeNull();
  });

  it('is done out of the scope as well where the mapping keeps what leaves it', () => {
    const done = (leaving: 'keep' | 'pause') =>
      planDeletion(
        aMapping({ scope: { leaving } }),
        aLink(),
        'jira',
        aSnapshot('remote', { outOfScope: true }),
        { kind: 'delete' },
      ).deletes;
    expect([done('keep'), done('pause')]).toEqual([true, false]);
  });
});
