import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../../src/core/digest';
import type { Conflict, ConflictDecision } from '../../../../src/core/link';
import { isPending } from '../../../../src/sync/link/is-pending';
import { APP, aPairAtWork, type GivenPair } from '../../../support/a-pair-at-work';
import {
  aComment,
  adf,
  adfText,
  aLink,
  anEntry,
  aRow,
  NOW_MS,
  textile,
} from '../../../support/builders';

const AGREED = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });
const A = { fields: { summary: 'a' } };
const B = { fields: { summary: 'b' } };

/** Whether anything is on its way between the two as they are; nothing may be asked but values. */
async function look(given: GivenPair) {
  const loads: unknown[] = [];
  const pair = aPairAtWork({
    ...given,
    store: {
      loadTexts: async (...asked) => {
        loads.push(asked);
        return { description: { adf: adf('one', 'two'), source: 'one\n\ntwo' } };
      },
    },
  });
  const { mapping, trackers, stored } = pair.run;
  const isOnItsWay = await isPending(pair.ports, mapping, trackers, stored, pair.issues);
  return { isOnItsWay, loads, calls: pair.calls };
}

const CONFLICT: Conflict = {
  field: 'summary',
  kind: 'both-changed',
  jira: 'b',
  remote: 'c',
  labels: { jira: null, remote: null },
  foundAtMs: NOW_MS,
  jiraAuthor: null,
  remoteAuthor: null,
};
const inConflict = (...decisions: readonly (ConflictDecision | undefined)[]): GivenPair => ({
  mapping: { fields: [] },
  stored: {
    link: {
      ...AGREED,
      conflicts: decisions.map((decision) => ({ ...CONFLICT, ...(decision ? { decision } : {}) })),
    },
  },
});

describe('between two issues', () => {
  it.each<[string, boolean, GivenPair]>([
    ['nothing is on its way where neither changed', false, { jira: A, remote: A }],
    ['an edit of Jira is', true, { jira: B, remote: A }],
    ['an edit of Redmine is', true, { jira: A, remote: B }],
    ['a new comment is', true, { jira: { ...A, comments: [aComment('jira')] }, remote: A }],
    [
      'nothing is where the issue turned private',
      false,
      { jira: { ...B, restricted: true }, remote: A },
    ],
    ['what a person decided is', true, inConflict(undefined, 'jira')],
    [
      'nothing is where people typed two things',
      false,
      { jira: { fields: { summary: 'c' } }, remote: B },
    ],
    ['an open conflict is not', false, inConflict(undefined)],
  ])('%s', async (_what, expected, given) => {
    const { isOnItsWay, loads, calls } = await look(given);
    expect([isOnItsWay, loads, calls]).toEqual([expected, [], []]);
  });

  it.each<[string, GivenPair]>([
    [
      'Redmine',
      {
        jira: { fields: { summary: 'c' } },
        remote: { ...B, history: [anEntry(1, 'summary', 'a', 'b', APP.id)], lastEntryId: 1 },
      },
    ],
    [
      'Jira',
      {
        jira: { ...B, history: [anEntry(1, 'summary', 'a', 'b', APP.id)], lastEntryId: 1 },
        remote: { fields: { summary: 'c' } },
      },
    ],
  ])('an edit that follows what a lost run wrote to %s is no conflict', async (_where, given) => {
    expect((await look(given)).isOnItsWay).toBe(true);
  });

  it('a text is on its way where what was typed in two places of it can be joined', async () => {
    const { isOnItsWay, loads } = await look({
      mapping: { fields: [aRow({ field: 'description', kind: 'text', onConflict: 'merge' })] },
      stored: {
        link: aLink({
          jira: { description: toBaseValue(adfText('one', 'two')) },
          remote: { description: toBaseValue(textile('one\n\ntwo')) },
        }),
      },
      jira: { fields: { description: adfText('ONE', 'two') } },
      remote: { fields: { description: textile('one\n\nTWO') } },
    });
    expect([isOnItsWay, loads]).toEqual([true, [['main:12', ['description']]]]);
  });

  it('no value is made by the look', async () => {
    const row = aRow({
      field: 'component',
      kind: 'option',
      unmapped: 'create',
      matchesNames: true,
    });
    const { isOnItsWay, calls } = await look({
      mapping: { fields: [row] },
      stored: { link: aLink({ jira: { component: null }, remote: { component: null } }) },
      jira: { fields: { component: '7' } },
      remote: { fields: { component: null } },
    });
    expect([isOnItsWay, calls]).toEqual([false, []]);
  });
});
