import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../../src/core/failing/circuit';
import type { Conflict, Link } from '../../../../src/core/link';
import type { FieldKind } from '../../../../src/core/mapping';
import { type LinkSave, PermanentError } from '../../../../src/ports';
import { isEditable } from '../../../../src/sync/link/compose-decision';
import {
  type Decision,
  decideConflict,
  keepDecision,
} from '../../../../src/sync/link/decide-conflict';
import { pausePair } from '../../../../src/sync/link/pause-pair';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aPairAtWork } from '../../../support/a-pair-at-work';
import { adf, adfText, aLink, aMapping, aRow, NOW_MS, textile } from '../../../support/builders';

const aConflict = (field: string, more: Partial<Conflict> = {}): Conflict => ({
  field,
  kind: 'both-changed',
  jira: 'J',
  remote: 'R',
  labels: { jira: null, remote: null },
  foundAtMs: 0,
  jiraAuthor: null,
  remoteAuthor: null,
  ...more,
});

const TEXT = aConflict('description', {
  jira: adfText('one', 'two', 'three!'),
  remote: textile('one!\n\ntwo\n\nthree'),
});
const BASE = { adf: adf('one', 'two', 'three'), source: 'one\n\ntwo\n\nthree' };

const ROWS = [
  aRow(),
  aRow({ field: 'description', kind: 'text' }),
  aRow({ field: 'status', kind: 'option' }),
];
const LINK = aLink({}, { conflicts: [aConflict('summary'), TEXT, aConflict('status')] });

async function keep(
  decision: Pick<Decision, 'field' | 'keep'>,
  { link = LINK as Link | null, isMapped = true, isRaced = false } = {},
) {
  const saves: LinkSave[] = [];
  const ports = {
    clock: { nowMs: () => NOW_MS },
    store: {
      findLink: async () => link && { link },
      loadRun: async () => ({ mapping: isMapped ? aMapping({ fields: ROWS }) : null }),
      loadTexts: async (_linkId: string, fields: readonly string[]) =>
        fields.includes('description') ? { description: BASE } : {},
      saveLink: async (save: LinkSave) => {
        if (isRaced) return null;
        saves.push(save);
        return save.link;
      },
    },
  } as unknown as SyncPorts;
  const kept = await keepDecision(ports, { linkId: 'main:12', accountId: 'eve', ...decision });
  const decided = saves[0]?.link.conflicts.filter((one) => one.decision !== undefined);
  return { kept, decided, audit: saves[0]?.audit };
}

const JOB = {
  v: 1,
  kind: 'sync',
  mappingId: 'web',
  side: 'remote',
  issueId: '12',
  linkId: 'main:12',
  cause: 'eve',
  entryId: null,
  atMs: null,
  deleted: false,
};
const DECIDED = {
  atMs: NOW_MS,
  kind: 'conflict-decided',
  linkId: 'main:12',
  mappingId: 'web',
  side: null,
  from: null,
  cause: 'eve',
};

describe('a decision of a conflict', () => {
  it('is kept for the next run: a side whose value stays', async () => {
    expect(await keep({ field: 'status', keep: { kind: 'side', side: 'remote' } })).toEqual({
      kept: { kind: 'kept', job: JOB },
      decided: [{ ...aConflict('status'), decision: 'remote' }],
      audit: [{ ...DECIDED, side: 'remote', field: 'status', to: 'remote' }],
    });
  });

  it('is a merge of both texts', async () => {
    expect(await keep({ field: 'description', keep: { kind: 'merge' } })).toEqual({
      kept: { kind: 'kept', job: JOB },
      decided: [
        {
          ...TEXT,
          decision: {
            jira: adfText('one!', 'two', 'three!'),
            remote: textile('one!\n\ntwo\n\nthree!'),
          },
        },
      ],
      audit: [{ ...DECIDED, field: 'description', to: 'merge' }],
    });
  });

  it('is a text that the person wrote, in each side’s own terms', async () => {
    const { decided } = await keep({ field: 'description', keep: { kind: 'text', text: 'anew' } });
    expect(decided).toEqual([
      { ...TEXT, decision: { jira: adfText('anew'), remote: textile('anew') } },
    ]);
  });

  it('is a line that the person wrote, without what is around it', async () => {
    const { decided } = await keep({ field: 'summary', keep: { kind: 'text', text: ' anew\n' } });
    expect(decided?.map(({ decision }) => decision)).toEqual([{ jira: 'anew', remote: 'anew' }]);
  });

  const decidedAlready = 'This conflict is decided already.';
  const oneSide = 'Only one side’s value can be kept of this field.';
  const side = { kind: 'side', side: 'jira' } as const;

  it.each<[string, Parameters<typeof keep>, string]>([
    ['the pair is gone', [{ field: 'status', keep: side }, { link: null }], decidedAlready],
    ['the conflict is', [{ field: 'priority', keep: side }], decidedAlready],
    ['the mapping is', [{ field: 'status', keep: side }, { isMapped: false }], decidedAlready],
    [
      'a choice cannot be written',
      [{ field: 'status', keep: { kind: 'text', text: 'x' } }],
      oneSide,
    ],
    ['a line cannot be merged', [{ field: 'summary', keep: { kind: 'merge' } }], oneSide],
    [
      'the pair was just synced',
      [{ field: 'status', keep: side }, { isRaced: true }],
      'The issue was just synced; look again and decide once more.',
    ],
  ])('is refused where %s', async (_what, given, reason) => {
    expect((await keep(...given)).kept).toEqual({ kind: 'refused', reason });
  });

  it.each<[FieldKind, FieldKind, boolean]>([
    ['text', 'text', true],
    ['line', 'line', true],
    ['line', 'url', true],
    ['line', 'text', false],
    ['line', 'option', false],
    ['labels', 'labels', false],
    ['cascade', 'line', false],
  ])('may be written anew of %s and %s: %s', (jira, remote, expected) => {
    expect(isEditable(aRow({ kinds: { jira, remote } }))).toBe(expected);
  });
});

describe('a pair that a person', () => {
  const pause = async (paused: boolean, isRaced: boolean) => {
    const saves: LinkSave[] = [];
    const store = {
      saveLink: async (save: LinkSave) => {
        saves.push(save);
        return isRaced ? null : save.link;
      },
    };
    const ports = { store, clock: { nowMs: () => NOW_MS } } as unknown as SyncPorts;
    const stored = { link: aLink(), comments: [], attachments: [], relations: [], time: [] };
    return [await pausePair(ports, stored, paused, 'eve'), saves];
  };

  it.each([
    ['pauses', true, 'paused'],
    ['resumes', false, 'resumed'],
  ])('%s is saved so, which the trail tells', async (_what, paused, kind) => {
    const audit = [{ ...DECIDED, kind, field: null, to: null }];
    expect(await pause(paused, false)).toEqual([true, [{ link: aLink({}, { paused }), audit }]]);
  });

  it('pauses stays as it is where somebody else changed it meanwhile', async () => {
    expect((await pause(true, true))[0]).toBe(false);
  });
});

describe('a decision', () => {
  const OUT: Circuits = {
    jira: { kind: 'waiting', retryAtMs: NOW_MS + 9_000, message: '[jira] 429' },
  };

  async function decide({ isOpen = true, circuits = {} as Circuits, writeIssue }: DecideGiven) {
    const agreed = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });
    const link = { ...agreed, conflicts: isOpen ? [aConflict('summary')] : [] };
    const asked: string[] = [];
    const pair = aPairAtWork({
      stored: { link },
      jira: { fields: { summary: 'J' } },
      remote: { fields: { summary: 'R' } },
      answers: () => (writeIssue ? { remote: { writeIssue } } : {}),
      store: {
        findLink: async () => pair.run.stored,
        loadRun: async (_mappingId, linkId) => ({
          mapping: pair.run.mapping,
          stored: linkId ? { ...pair.run.stored, link: pair.lastSaved() } : null,
          circuits,
          deadLetterId: null,
        }),
        loadTexts: async () => {
          asked.push('loadTexts');
          return {};
        },
        saveDeadLetter: async ({ message }) => {
          asked.push(message);
        },
      },
    });
    const why = await decideConflict(pair.ports, {
      linkId: 'main:12',
      field: 'summary',
      keep: { kind: 'side', side: 'jira' },
      accountId: 'eve',
    });
    return { why, asked, written: pair.calls.filter(([, method]) => method === 'writeIssue') };
  }

  const refusal = new PermanentError('[redmine] PUT /issues/12.json: 422', 'refused');

  it.each<[string, DecideGiven, string | null, readonly string[], number]>([
    ['is carried out at once', {}, null, [], 1],
    [
      'is refused where somebody else has decided',
      { isOpen: false },
      'This conflict is decided already.',
      [],
      0,
    ],
    [
      'is kept where a tracker is out, and says so',
      { circuits: OUT },
      'not asked before 2026-11-21T12:00:09.000Z, since: [jira] 429',
      [],
      0,
    ],
    [
      'is kept where the tracker does not take it, and says so',
      { writeIssue: () => Promise.reject(refusal) },
      refusal.message,
      [refusal.message],
      1,
    ],
  ])('%s', async (_what, given, why, asked, writes) => {
    const decided = await decide(given);
    expect([decided.why, decided.asked, decided.written.length]).toEqual([why, asked, writes]);
  });
});

interface DecideGiven {
  readonly isOpen?: boolean;
  readonly circuits?: Circuits;
  readonly writeIssue?: () => Promise<never>;
}
