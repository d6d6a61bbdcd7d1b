import { describe, expect, it } from 'vitest';
import { adfText, anEntry, NOW_MS, textile } from '../../../../support/builders';
import { AGREED, APP, conflictOf, decide } from './decide';

describe('after a run that was cut off once it had written to Jira', () => {
  const ours = (from: string, to: string) => anEntry(6, 'summary', from, to, APP);

  it('goes on from what Redmine says, whatever step Jira stands at', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'half way',
        remote: 'new',
        jiraHistory: [ours('old', 'half way')],
      }),
    ).toEqual({ kind: 'write', values: { jira: 'new' } });
  });

  it('takes its write back where Redmine went back meanwhile', () => {
    expect(
      decide({ base: AGREED, jira: 'new', remote: 'old', jiraHistory: [ours('old', 'new')] }),
    ).toEqual({ kind: 'write', values: { jira: 'old' } });
  });

  it("tells a person's value that the write replaced unseen", () => {
    const jiraHistory = [
      anEntry(5, 'summary', 'old', 'typed by Ada', 'ada'),
      ours('typed by Ada', 'half way'),
      anEntry(7, 'summary', 'half way', 'new', APP),
    ];
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', jiraHistory })).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        kind: 'overwritten',
        jira: 'typed by Ada',
        remote: 'new',
        jiraAuthor: { id: 'ada', name: 'ada' },
      }),
    });
  });
});

describe('after a run that was cut off once it had written to Redmine', () => {
  const ours = anEntry(6, 'summary', 'old', 'B', APP);
  const jiraWent = (...values: string[]) =>
    values.map((to, index) => anEntry(index + 1, 'summary', 'old', to, 'ada'));

  it('carries a later edit in Jira on, since what stands in Redmine is ours', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'C',
        remote: 'B',
        jiraHistory: jiraWent('B', 'C'),
        remoteHistory: [ours],
      }),
    ).toEqual({ kind: 'write', values: { remote: 'C' } });
  });

  it('carries a later edit in Redmine back, since Jira had been carried already', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'B',
        remote: 'D',
        jiraHistory: jiraWent('B'),
        remoteHistory: [ours, anEntry(7, 'summary', 'B', 'D', 'grace')],
      }),
    ).toEqual({ kind: 'write', values: { jira: 'D' } });
  });

  it('still sees a Conflict where both were edited since', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'C',
        remote: 'D',
        jiraHistory: jiraWent('B', 'C'),
        remoteHistory: [ours, anEntry(7, 'summary', 'B', 'D', 'grace')],
      }).kind,
    ).toBe('conflict');
  });

  it("takes an edit of the key's owner for a person's, since Jira never held its value", () => {
    expect(
      decide({
        base: AGREED,
        jira: 'C',
        remote: 'B',
        jiraHistory: jiraWent('C'),
        remoteHistory: [ours],
      }).kind,
    ).toBe('conflict');
  });

  it('moves the base where nothing else is to be done', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'B',
        remote: 'B',
        jiraHistory: jiraWent('B'),
        remoteHistory: [ours],
      }),
    ).toEqual({ kind: 'settle' });
  });

  it('knows a text of ours as well', () => {
    const row = { field: 'description', kind: 'text' } as const;
    const base = { jira: adfText('old'), remote: textile('old') };
    const remoteHistory = [
      anEntry(6, 'description', 'old', 'B', APP),
      anEntry(7, 'description', 'B', 'D', 'grace'),
    ];
    const jiraHistory = [anEntry(1, 'description', 'old', 'B', 'ada')];
    expect(
      decide({ base, jira: adfText('B'), remote: textile('D'), row, jiraHistory, remoteHistory }),
    ).toEqual({ kind: 'write', values: { jira: adfText('D') } });
  });
});

describe('after two runs that were cut off, one on each side', () => {
  const jiraHistory = [
    anEntry(5, 'summary', 'old', 'A', APP, NOW_MS - 9_000),
    anEntry(6, 'summary', 'A', 'B', 'ada', NOW_MS - 6_000),
  ];
  const ours = (from: string) => anEntry(8, 'summary', from, 'B', APP, NOW_MS - 3_000);
  const theirs = anEntry(4, 'summary', 'old', 'A', 'grace', NOW_MS - 10_000);

  it('goes on from what the later one wrote', () => {
    const remoteHistory = [theirs, ours('A')];
    expect(decide({ base: AGREED, jira: 'B', remote: 'B', jiraHistory, remoteHistory })).toEqual({
      kind: 'settle',
    });
  });

  it("tells a person's value that the later one replaced unseen", () => {
    const unseen = anEntry(7, 'summary', 'A', 'lost', 'grace', NOW_MS - 4_000);
    const remoteHistory = [theirs, unseen, ours('lost')];
    expect(
      decide({ base: AGREED, jira: 'B', remote: 'B', jiraHistory, remoteHistory }),
    ).toMatchObject({ kind: 'conflict', conflict: { kind: 'overwritten', remote: 'lost' } });
  });
});

describe("an entry of the app's key, which a person edits with as well", () => {
  const MINUTE_MS = 60_000;
  const jiraHistory = [
    anEntry(1, 'summary', 'old', 'B', 'ada', NOW_MS - 10 * MINUTE_MS),
    anEntry(2, 'summary', 'B', 'C', 'ada', NOW_MS - 9 * MINUTE_MS),
  ];

  it("is the person's where Jira held its value longer ago than any run takes", () => {
    const remoteHistory = [anEntry(5, 'summary', 'old', 'B', APP)];
    expect(
      decide({ base: AGREED, jira: 'C', remote: 'B', jiraHistory, remoteHistory }),
    ).toMatchObject({ kind: 'conflict', conflict: { jira: 'C', remote: 'B' } });
  });

  it("is the person's where its value is older than the one that we wrote before it", () => {
    const remoteHistory = [
      anEntry(5, 'summary', 'B', 'C', APP, NOW_MS - 9 * MINUTE_MS),
      anEntry(6, 'summary', 'C', 'B', APP, NOW_MS - 9 * MINUTE_MS),
    ];
    expect(decide({ base: AGREED, jira: 'C', remote: 'B', jiraHistory, remoteHistory })).toEqual({
      kind: 'write',
      values: { jira: 'B' },
    });
  });

  it("is the person's where nothing flows to their side", () => {
    const remoteHistory = [anEntry(5, 'summary', 'old', 'B', APP, NOW_MS - 9 * MINUTE_MS)];
    const row = { direction: 'toJira' } as const;
    expect(
      decide({ base: AGREED, jira: 'C', remote: 'B', row, jiraHistory, remoteHistory }),
    ).toEqual({ kind: 'write', values: { jira: 'B' } });
  });

  it.each([
    ['its words', '*B*'],
    ['the words that Jira shows of it', '"B":https://example.com'],
  ])('is ours where a text says by %s what Jira said before somebody changed it', (_what, sent) => {
    const row = { field: 'description', kind: 'text' } as const;
    const base = { jira: adfText('old'), remote: textile('old') };
    expect(
      decide({
        base,
        jira: adfText('C'),
        remote: textile(sent),
        row,
        jiraHistory: [
          anEntry(1, 'description', 'old', 'B', 'ada'),
          anEntry(2, 'description', 'B', 'C', 'ada'),
        ],
        remoteHistory: [anEntry(5, 'description', 'old', sent, APP)],
      }),
    ).toEqual({ kind: 'write', values: { remote: textile('C') } });
  });
});
