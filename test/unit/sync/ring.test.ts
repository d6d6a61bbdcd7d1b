import { describe, expect, it } from 'vitest';
import type { Floods, Job, Route } from '../../../src/ports';
import { type Bell, ringJira, ringRemote } from '../../../src/sync/ring';
import type { DoorPorts } from '../../../src/sync/sync-ports';
import { NOW_MS } from '../../support/builders';

const BELL: Bell & { projectId: string } = {
  issueId: '10100',
  projectId: '10000',
  entryId: 7,
  atMs: 500,
  deleted: false,
};

const aRoute = (mappingId: string, route: Partial<Route> = {}): Route => ({
  mappingId,
  connectionId: 'main',
  requestsPerMinute: null,
  flood: 'none',
  ...route,
});

const jobFor = (mappingId: string, more = {}) => ({
  v: 1,
  kind: 'sync',
  mappingId,
  side: 'jira',
  issueId: '10100',
  linkId: 'main:of 10100',
  cause: 'jira',
  entryId: 7,
  atMs: 500,
  deleted: false,
  ...more,
});

function doorOf({
  routes = [] as readonly Route[],
  answer = 'kept' as 'kept' | 'refused',
  floods = { mappings: {}, nextSweepAtMs: 9 } as Floods,
} = {}) {
  const done = { pushed: [] as Job[], floods: [] as Floods[], said: [] as string[] };
  const ports = {
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: (line: string) => done.said.push(line) },
    store: {
      findRoutes: async (projectId: string) => (projectId === '10000' ? routes : []),
      findLinkId: async (connectionId: string, issueId: string) => `${connectionId}:of ${issueId}`,
      loadFloods: async () => floods,
      saveFloods: async (saved: Floods) => {
        done.floods.push(saved);
      },
    },
    queue: {
      push: async (jobs: readonly Job[]) => {
        done.pushed.push(...jobs);
        return answer;
      },
    },
  } as unknown as DoorPorts;
  return { ports, done };
}

describe('a bell of Jira', () => {
  it('becomes a job for each mapping that covers its project', async () => {
    const slow = aRoute('slow', { connectionId: 'second', requestsPerMinute: 30 });
    const { ports, done } = doorOf({ routes: [aRoute('web'), slow] });
    expect(await ringJira(ports, BELL)).toBe('kept');
    expect(done).toEqual({
      pushed: [
        jobFor('web'),
        jobFor('slow', { linkId: 'second:of 10100', lane: expect.any(String) }),
      ],
      floods: [],
      said: [],
    });
  });

  it('ends where no mapping covers it', async () => {
    const { ports, done } = doorOf({ routes: [aRoute('web')] });
    expect(await ringJira(ports, { ...BELL, projectId: '9' })).toBe('kept');
    expect(done.pushed).toEqual([]);
  });

  it('is left to the sweep that comes every minute, unless it tells of a deletion', async () => {
    const { ports, done } = doorOf({ routes: [aRoute('web', { flood: 'swept' })] });
    await ringJira(ports, BELL);
    expect(done.pushed).toEqual([]);
    await ringJira(ports, { ...BELL, deleted: true });
    expect(done.pushed).toEqual([jobFor('web', { deleted: true })]);
  });

  it('is left to the sweep where the queue is full, which is said once for each mapping', async () => {
    const routes = [aRoute('web'), aRoute('shop'), aRoute('known', { flood: 'flagged' })];
    const floods = { mappings: { shop: 1 }, nextSweepAtMs: 9 };
    const { ports, done } = doorOf({ routes, answer: 'refused', floods });
    expect(await ringJira(ports, BELL)).toBe('kept');
    expect([done.floods, done.said]).toEqual([
      [{ mappings: { shop: 1, web: NOW_MS }, nextSweepAtMs: 9 }],
      ['the queue is full; bells of mapping web are left to the sweep'],
    ]);
  });

  it('says nothing more where all is said', async () => {
    const routes = [aRoute('web'), aRoute('known', { flood: 'flagged' })];
    const floods = { mappings: { web: 1 }, nextSweepAtMs: null };
    const { ports, done } = doorOf({ routes, answer: 'refused', floods });
    await ringJira(ports, BELL);
    expect([done.floods, done.said]).toEqual([[], []]);
  });

  it('rings again where it tells of a deletion that the queue has no room for', async () => {
    const { ports, done } = doorOf({ routes: [aRoute('web')], answer: 'refused' });
    expect([await ringJira(ports, { ...BELL, deleted: true }), done.floods]).toEqual([
      'refused',
      [],
    ]);
  });
});

describe('a bell of Redmine', () => {
  const bell: Bell = { issueId: '12', projectId: null, entryId: null, atMs: 500, deleted: false };
  const ring = (ports: DoorPorts, requestsPerMinute: number | null) =>
    ringRemote(ports, { id: 'main', requestsPerMinute }, ['web', 'shop'], bell);
  const remote = {
    side: 'remote',
    issueId: '12',
    linkId: 'main:12',
    cause: 'remote',
    entryId: null,
  };

  it('becomes a job for each of its mappings; a slow connection’s have a lane', async () => {
    const { ports, done } = doorOf();
    expect([await ring(ports, null), await ring(ports, 30)]).toEqual(['kept', 'kept']);
    const lane = expect.any(String);
    expect(done.pushed).toEqual([
      jobFor('web', remote),
      jobFor('shop', remote),
      jobFor('web', { ...remote, lane }),
      jobFor('shop', { ...remote, lane }),
    ]);
  });

  it('is refused where the queue is full, and the sweep is told', async () => {
    const { ports, done } = doorOf({ answer: 'refused' });
    expect([await ring(ports, null), done.floods]).toEqual([
      'refused',
      [{ mappings: { web: NOW_MS, shop: NOW_MS }, nextSweepAtMs: 9 }],
    ]);
  });
});
