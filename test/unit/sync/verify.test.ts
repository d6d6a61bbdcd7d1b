import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../src/core/failing/circuit';
import type { Link } from '../../../src/core/link';
import type { Verification } from '../../../src/core/verification';
import type { Job, VerifyJob } from '../../../src/ports';
import { startVerify } from '../../../src/sync/start-verify';
import type { SyncPorts } from '../../../src/sync/sync-ports';
import { runVerifyJob } from '../../../src/sync/verify';
import { aLink, aMapping, NOW_MS } from '../../support/builders';

const JOB: VerifyJob = { v: 1, kind: 'verify', mappingId: 'web', cursor: null };
const PASS = { startedAtMs: 100, finishedAtMs: 200, links: 3, left: [] };

/** All pairs are paused, so each is looked at and none can be compared. */
async function verify(given: {
  readonly job?: Partial<VerifyJob>;
  readonly links?: number;
  readonly cursor?: string | null;
  readonly verification?: Verification;
  readonly isMapped?: boolean;
  readonly circuits?: Circuits;
  readonly answer?: 'kept' | 'refused';
}) {
  const { links = 2, cursor = null, isMapped = true, circuits = {}, answer = 'kept' } = given;
  const saved: Verification[] = [];
  const pushed: unknown[] = [];
  const listed: (string | null)[] = [];
  const paused = Array.from({ length: links }, (_, at) =>
    aLink({}, { id: `main:${at}`, paused: true }),
  );
  const ports = {
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: () => {} },
    store: {
      loadRun: async (_mappingId: string, linkId: string | null) => ({
        mapping: isMapped ? aMapping() : null,
        stored: linkId === null ? null : storedOf(paused.find(({ id }) => id === linkId)),
        circuits,
        deadLetterId: null,
      }),
      loadVerification: async () => given.verification ?? { running: null, done: PASS },
      saveVerification: async (_mappingId: string, verification: Verification) => {
        saved.push(verification);
      },
      listLinks: async (_mappingId: string, from: string | null) => {
        listed.push(from);
        return { links: paused, cursor };
      },
      claimProbe: async () => false,
    },
    queue: {
      push: async (jobs: readonly Job[], queue: string, delay: unknown) => {
        pushed.push([jobs, queue, delay]);
        return answer;
      },
    },
  } as unknown as SyncPorts;
  const outcome = await runVerifyJob(ports, { ...JOB, ...given.job });
  return { outcome, saved, pushed, listed };
}

const storedOf = (link: Link | undefined) =>
  link && { link, comments: [], attachments: [], relations: [], time: [] };

const numbers = (count: number) => Array.from({ length: count }, (_, at) => `other:${at}`);

describe('a page of the daily check', () => {
  it('is the last one where no other follows: the pass as a whole is said to be done', async () => {
    const job = { startedAtMs: 500, links: 5, left: ['main:9'], cursor: 'here' };
    expect(await verify({ job })).toEqual({
      outcome: { kind: 'synced' },
      saved: [
        {
          running: null,
          done: {
            startedAtMs: 500,
            finishedAtMs: NOW_MS,
            links: 7,
            left: ['main:9', 'main:0', 'main:1'],
          },
        },
      ],
      pushed: [],
      listed: ['here'],
    });
  });

  it('passes on what it knows, at the pace that Jira’s points allow', async () => {
    const startedAtMs = NOW_MS - 1000;
    const job = { startedAtMs, beside: 3, links: 5, left: ['main:9'] };
    const next = {
      ...JOB,
      ...job,
      cursor: 'next',
      links: 55,
      left: ['main:9', ...Array.from({ length: 50 }, (_, at) => `main:${at}`)],
    };
    expect(await verify({ job, links: 50, cursor: 'next' })).toEqual({
      outcome: { kind: 'synced' },
      saved: [],
      // Four points a pair, of 4,000 an hour that three mappings share.
      pushed: [[[next], 'background', 540]],
      listed: [null],
    });
  });

  it('says of a long pass that it goes on, once an hour', async () => {
    const startedAtMs = NOW_MS - 2 * 3_600_000;
    const at = async (seenAtMs: number) => {
      const verification = { running: { startedAtMs, seenAtMs }, done: PASS };
      return (await verify({ job: { startedAtMs }, cursor: 'next', verification })).saved;
    };
    expect([await at(NOW_MS - 3_600_000), await at(NOW_MS - 3_599_999)]).toEqual([
      [{ running: { startedAtMs, seenAtMs: NOW_MS }, done: PASS }],
      [],
    ]);
  });

  it.each<[string, Verification, number]>([
    ['the pass that was noted', { running: { startedAtMs: 300 }, done: PASS }, 300],
    ['one that begins now', { running: null, done: PASS }, NOW_MS],
  ])('of a job by an older version belongs to %s', async (_what, verification, startedAtMs) => {
    const { saved } = await verify({ verification });
    expect(saved.map(({ done }) => done?.startedAtMs)).toEqual([startedAtMs]);
  });

  it('says nothing of a pass that left more than it can name', async () => {
    const left = numbers(499);
    const whole = await verify({ job: { left }, links: 1 });
    const cut = await verify({ job: { left }, links: 2 });
    expect([whole.saved[0]?.done?.left.length, cut.saved[0]?.done]).toEqual([500, PASS]);
  });

  it('goes on counting that it left too many', async () => {
    const { pushed } = await verify({ job: { left: numbers(510) }, cursor: 'next' });
    const [[[next]]] = pushed as [[[VerifyJob]]];
    expect(next.left).toHaveLength(501);
  });

  it('comes again where the queue has no room for the next', async () => {
    const { outcome } = await verify({ cursor: 'next', answer: 'refused' });
    expect(outcome).toEqual({ kind: 'retry', afterSeconds: 60, message: 'the queue is full' });
  });

  it.each([
    ['its mapping is gone', { isMapped: false }, 'mapping web is gone'],
    [
      'a newer pass began',
      {
        job: { startedAtMs: 500 },
        verification: { running: { startedAtMs: 501 }, done: null },
      },
      'a newer pass compares the same links',
    ],
  ])('ends where %s', async (_what, given, reason) => {
    const { outcome, listed } = await verify(given);
    expect([outcome, listed]).toEqual([{ kind: 'skipped', reason }, []]);
  });

  it('waits while a tracker is not to be called', async () => {
    const circuits: Circuits = {
      jira: {
        kind: 'open',
        cause: 'failures',
        openedAtMs: NOW_MS - 1_000,
        retryAtMs: NOW_MS + 59_000,
        message: '[jira] GET /x: 503',
      },
    };
    const { outcome, listed } = await verify({ circuits });
    expect([outcome, listed]).toEqual([
      expect.objectContaining({ kind: 'retry', afterSeconds: 59 }),
      [],
    ]);
  });
});

describe('the daily check begins', () => {
  it('with a job for each mapping that is neither paused nor still being checked', async () => {
    const dayMs = 24 * 60 * 60 * 1000;
    const verifications: Readonly<Record<string, Verification>> = {
      web: { running: null, done: PASS },
      shop: { running: { startedAtMs: NOW_MS - 1 }, done: null },
      large: { running: { startedAtMs: NOW_MS - dayMs, seenAtMs: NOW_MS - 1 }, done: PASS },
      lost: { running: { startedAtMs: NOW_MS - dayMs }, done: PASS },
      rests: { running: null, done: null },
    };
    const saved: unknown[] = [];
    const pushed: unknown[] = [];
    await startVerify({
      clock: { nowMs: () => NOW_MS },
      store: {
        listMappings: async () =>
          Object.keys(verifications).map((id) => aMapping({ id, paused: id === 'rests' })),
        loadVerification: async (id: string) => verifications[id],
        saveVerification: async (...save: readonly unknown[]) => saved.push(save),
      },
      queue: { push: async (...push: readonly unknown[]) => pushed.push(push) },
    } as unknown as SyncPorts);
    const running = { startedAtMs: NOW_MS };
    expect(saved).toEqual([
      ['web', { running, done: PASS }],
      ['shop', { running, done: null }],
      ['lost', { running, done: PASS }],
    ]);
    expect(pushed).toEqual(
      ['web', 'shop', 'lost'].map((mappingId) => [
        [{ ...JOB, mappingId, ...running, beside: 3, left: [] }],
        'background',
      ]),
    );
  });
});
