/** Outages and floods on virtual time, through the app's real entry points: nothing is lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type BenchWorld, createBenchWorld } from '../../dev/bench/bench-world';
import { Peak } from '../../dev/bench/peak';
import { createSeededRandom } from '../../dev/bench/seeded-random';
import type { CallTarget } from '../../dev/forge-host/faults';
import { createVirtualClock } from '../../dev/virtual-clock';

const SLOW_MS = 120_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const created = z.object({ key: z.string() });
const issues = z.object({ issues: z.array(z.object({ id: z.number(), subject: z.string() })) });

/** The bench's world: virtual time, timers of their own accord, the limits of both platforms. */
class Stage {
  readonly clock = createVirtualClock(Date.parse('2026-11-21T08:00:00Z'));
  readonly down = new Map<CallTarget, number>();
  /** Calls that came while the tracker was down. */
  readonly refusedCalls = new Map<CallTarget, number>();
  /** Paths in Redmine whose edits are refused. */
  refusedEdits: RegExp | null = null;
  readonly pushes = new Peak(60);
  world!: BenchWorld;

  async open(): Promise<void> {
    this.world = await createBenchWorld({
      clock: this.clock,
      isStrict: true,
      random: createSeededRandom(7),
      searchLagSeconds: 5,
      host: {
        timers: 'auto',
        onNotice: () => {},
        onCall: ({ target, method, path }) => {
          if (method === 'PUT' && this.refusedEdits?.test(path)) {
            return { kind: 'answer', status: 403 };
          }
          const status = this.down.get(target);
          if (status === undefined) return undefined;
          this.refusedCalls.set(target, (this.refusedCalls.get(target) ?? 0) + 1);
          return { kind: 'answer', status };
        },
        onAnswer: ({ what, status, amount }) => {
          if (what === 'push' && status === 201) this.pushes.add(this.clock.nowMs(), amount);
        },
      },
    });
  }

  async pass(ms: number): Promise<void> {
    if (!(await this.world.host.advance(ms))) throw new Error('the host did not come to rest');
  }

  async create(summary: string): Promise<string> {
    const fields = { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary };
    return created.parse(await this.world.askJira('POST', '/issue', { fields })).key;
  }

  rename(key: string, summary: string): Promise<unknown> {
    return this.world.askJira('PUT', `/issue/${key}`, { fields: { summary } });
  }

  /** How often each title stands in Redmine. */
  async titles(pattern: RegExp): Promise<readonly string[]> {
    const found: string[] = [];
    for (let offset = 0; ; offset += 100) {
      const path = `/projects/web-shop/issues.json?status_id=*&sort=id&limit=100&offset=${offset}`;
      const page = issues.parse(await this.world.askRedmine('GET', path)).issues;
      found.push(...page.map(({ subject }) => subject).filter((subject) => pattern.test(subject)));
      if (page.length < 100) return found.toSorted();
    }
  }
}

let stage: Stage;
beforeEach(async () => {
  stage = new Stage();
  await stage.open();
});
afterEach(() => stage.world.host.stop());

const numbered = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).toSorted();

describe('a Redmine that is down', () => {
  it.each([
    ['30 hours', 30 * HOUR_MS],
    ['7 days', 7 * DAY_MS],
  ])(
    'is caught up by the cursors after %s, longer than the queue remembers',
    async (_name, ms) => {
      const keys: string[] = [];
      for (let index = 0; index < 4; index += 1) keys.push(await stage.create(`before ${index}`));
      await stage.pass(10 * MINUTE_MS);

      stage.down.set('redmine', 502);
      for (const [index, key] of keys.entries()) {
        await stage.rename(key, `after ${index}`);
        await stage.create(`born ${index}`);
        await stage.pass(ms / keys.length);
      }
      stage.down.clear();
      await stage.pass(30 * MINUTE_MS);

      expect(await stage.titles(/^(before|after|born)/)).toEqual([
        ...numbered(4, 'after'),
        ...numbered(4, 'born'),
      ]);
      expect(await stage.world.listProblems()).toMatchObject({ deadLetters: [], conflicts: [] });
    },
    SLOW_MS,
  );

  it('is asked no more than a few times while its circuit is open', async () => {
    const key = await stage.create('before');
    await stage.pass(10 * MINUTE_MS);
    stage.down.set('redmine', 502);
    for (let edit = 0; edit < 20; edit += 1) {
      await stage.rename(key, `edit ${edit}`);
      await stage.pass(30_000);
    }
    await stage.pass(50 * MINUTE_MS);
    // Until it opens, then a probe a minute, and after ten of them one every five minutes.
    expect(stage.refusedCalls.get('redmine')).toBeLessThan(45);
    stage.down.clear();
    await stage.pass(15 * MINUTE_MS);
    expect(await stage.titles(/^(before|edit)/)).toEqual(['edit 19']);
  });
});

describe('a Jira that is down', () => {
  it('has a circuit of its own, and is caught up with', async () => {
    const key = await stage.create('before');
    await stage.pass(10 * MINUTE_MS);
    stage.down.set('jira', 503);
    await stage.rename(key, 'after');
    await stage.pass(5 * HOUR_MS);
    expect(stage.refusedCalls.get('jira')).toBeLessThan(100);
    stage.down.clear();
    await stage.pass(20 * MINUTE_MS);
    expect(await stage.titles(/^(before|after)/)).toEqual(['after']);
  });
});

describe('more bells than the queue takes', () => {
  it(
    'end with every issue in step, within the limits of the queue',
    async () => {
      const keys: string[] = [];
      for (let index = 0; index < 40; index += 1) keys.push(await stage.create(`before ${index}`));
      await stage.pass(10 * MINUTE_MS);
      for (let round = 0; round < 15; round += 1) {
        const word = round === 14 ? 'after' : `edit ${round} of`;
        for (const [index, key] of keys.entries()) await stage.rename(key, `${word} ${index}`);
        await stage.pass(3_000);
      }
      await stage.pass(15 * MINUTE_MS);
      expect(await stage.titles(/^(before|after|edit)/)).toEqual(numbered(40, 'after'));
      expect(stage.pushes.most).toBeLessThanOrEqual(500);
    },
    SLOW_MS,
  );
});

describe('edits that Redmine refuses', () => {
  it('are dead letters of one kind, tried again together, and hold up nobody else', async () => {
    const keys: string[] = [];
    for (let index = 0; index < 6; index += 1) keys.push(await stage.create(`before ${index}`));
    await stage.pass(10 * MINUTE_MS);
    stage.refusedEdits = /^\/issues\/\d*[02468]\.json/;
    for (const [index, key] of keys.entries()) await stage.rename(key, `after ${index}`);
    await stage.pass(MINUTE_MS);
    expect((await stage.titles(/^after/)).length).toBe(3);
    const { deadLetters } = await stage.world.listProblems();
    expect(deadLetters.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 3 }, () => '[redmine] PUT /issues/….json: 403'),
    );
    const [{ id, mappingId, kind }] = deadLetters as [(typeof deadLetters)[number]];

    await expect(stage.world.askAdmin('retryDeadLetter', { id })).rejects.toThrow('403');
    expect((await stage.world.listProblems()).deadLetters.length).toBe(3);

    stage.refusedEdits = null;
    await stage.world.askAdmin('retryDeadLetters', { mappingId, kind });
    await stage.pass(5 * MINUTE_MS);
    expect(await stage.titles(/^(before|after)/)).toEqual(numbered(6, 'after'));
    expect((await stage.world.listProblems()).deadLetters).toEqual([]);
  });

  it('are never forgotten through an id of something else', async () => {
    await stage.world.askAdmin('discardDeadLetter', { id: 'routes', reason: 'to do harm' });
    expect(await stage.world.askAdmin('getOverview')).toMatchObject({ mappings: [{ id: 'web' }] });
  });
});

describe('issues that are deleted in Jira', () => {
  it(
    'pause their mapping where there are many at once, and ask',
    async () => {
      const keys: string[] = [];
      for (let index = 0; index < 12; index += 1) keys.push(await stage.create(`before ${index}`));
      await stage.pass(10 * MINUTE_MS);
      for (const key of keys.slice(0, 4)) {
        await stage.world.deleteInJira(key);
        await stage.pass(5_000);
      }
      expect(await stage.world.askAdmin('getOverview')).toMatchObject({
        mappings: [{ state: 'active', pausedFor: null }],
      });
      const { problems } = z
        .object({ problems: z.array(z.object({ jiraKey: z.string(), message: z.string() })) })
        .parse(await stage.world.askAdmin('listProblems', {}));
      expect(problems.map(({ message }) => message).toSorted()).toEqual(
        keys
          .slice(0, 4)
          .map((key) => `Jira issue ${key} was deleted. Unlink the pair, or restore the issue.`)
          .toSorted(),
      );

      for (const key of keys.slice(4, 6)) {
        await stage.world.deleteInJira(key);
        await stage.pass(5_000);
      }
      expect(await stage.world.askAdmin('getOverview')).toMatchObject({
        mappings: [
          {
            state: 'paused',
            pausedFor: '5 issues were deleted within an hour. Look at them, then resume.',
          },
        ],
      });
      expect((await stage.titles(/^before/)).length).toBe(12);

      await stage.world.askAdmin('resumeMapping', { mappingId: 'web' });
      await stage.world.deleteInJira(keys[7] ?? '');
      await stage.pass(10 * MINUTE_MS);
      expect(await stage.world.askAdmin('getOverview')).toMatchObject({
        mappings: [{ state: 'active', pausedFor: null }],
      });
    },
    SLOW_MS,
  );
});
