import { describe, expect, it } from 'vitest';
import type { ScannedIssue } from '../../../../src/core/backfill/proposal';
import { type PairingInput, proposePairs } from '../../../../src/core/backfill/propose-pairs';

const DAY_MS = 24 * 60 * 60 * 1000;
const BORN_MS = Date.parse('2020-01-01T00:00:00Z');

function anIssue(id: string, title: string, more: Partial<ScannedIssue> = {}): ScannedIssue {
  return {
    id,
    key: `#${id}`,
    title,
    createdAtMs: BORN_MS,
    author: { id: `author of ${id}`, name: '' },
    parentId: null,
    isLinked: false,
    names: [],
    ...more,
  };
}

function propose(input: Partial<PairingInput>) {
  return proposePairs({ jira: [], remote: [], listed: [], people: [], ...input });
}

describe('proposing pairs', () => {
  it('takes the same title whatever its case and signs, and says how far apart both were made', () => {
    expect(
      propose({
        jira: [anIssue('1', 'Login: fails!')],
        remote: [anIssue('7', 'login FAILS', { createdAtMs: BORN_MS + 30 * DAY_MS })],
      }),
    ).toEqual([
      {
        jira: '1',
        remote: '7',
        confidencePercent: 70,
        evidence: [{ kind: 'same-title' }, { kind: 'dates', apartDays: 30 }],
        state: 'open',
      },
    ]);
  });

  it('believes a number in a field before a title, and proposes no issue twice', () => {
    const proposals = propose({
      jira: [
        anIssue('1', 'Same words', { key: 'WEB-1' }),
        anIssue('2', 'Other words', { key: 'WEB-2', names: [{ ref: '7', where: 'field' }] }),
      ],
      remote: [anIssue('7', 'Same words')],
    });
    expect(proposals.map(({ jira, remote }) => [jira, remote])).toEqual([['2', '7']]);
  });

  it('gives several of one title to those that were made at the same time', () => {
    const later = { createdAtMs: BORN_MS + 100 * DAY_MS };
    const proposals = propose({
      jira: [anIssue('1', 'Release'), anIssue('2', 'Release', later)],
      remote: [anIssue('7', 'Release', later), anIssue('8', 'Release')],
    });
    expect(new Set(proposals.map(({ jira, remote }) => `${jira} ${remote}`))).toEqual(
      new Set(['1 8', '2 7']),
    );
  });

  it('accepts what the admin listed, whatever else is said of it', () => {
    expect(
      propose({
        jira: [anIssue('1', 'One'), anIssue('2', 'Two')],
        remote: [anIssue('7', 'Two')],
        listed: [{ jira: '1', remote: '7', line: 2 }],
      }),
    ).toMatchObject([{ jira: '1', remote: '7', confidencePercent: 100, state: 'accepted' }]);
  });

  it('leaves alone what is linked already, and titles with little in common', () => {
    expect(
      propose({
        jira: [anIssue('1', 'Linked', { isLinked: true }), anIssue('2', 'The red car is slow')],
        remote: [anIssue('7', 'Linked'), anIssue('8', 'The blue house is high')],
      }),
    ).toEqual([]);
  });
});
