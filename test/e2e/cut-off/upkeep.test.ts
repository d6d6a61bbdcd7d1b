/** What runs at night ends as if nothing had happened, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { askAgain, expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { makePair, readSubject, renameInJira } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { readLines, verifyAll } from '../../support/in-process/read-audit';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const COLLECTOR = 'https://logs.example.com';

async function makeConflict(world: InProcessWorld, summary: string) {
  const pair = await makePair(world, summary);
  await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
    issue: { subject: `R ${summary}` },
  });
  await renameInJira(world, pair.key, `J ${summary}`);
  return pair;
}

describe('an audit of many quiet days', () => {
  it('is pruned, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({ audit: { retentionDays: 30 } });
        const pair = await makePair(world, 'Basket');
        await world.host.advance(200 * DAY_MS);
        await renameInJira(world, pair.key, 'Kept');
        await struck(() => world.runTimer('verify'));
        await world.host.advance(DAY_MS);
        await world.runTimer('verify');
        const lines = await readLines(world);
        return {
          kept: lines.filter(({ cause }) => cause !== 'retention').map(({ to }) => to),
          broken: (await verifyAll(world)).broken,
        };
      },
      { of: /^src\/sync\/audit/ },
    );
    expect(end).toEqual({ kept: ['Kept'], broken: [] });
  });

  it('forgets who left, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure();
        const { admin } = world.jira.accounts;
        await world.callAdmin('rebuildLinks', { mappingId: 'web', seed: 'ask' });
        await world.host.advance(150 * DAY_MS);
        await world.callAdmin('pauseMapping', { mappingId: 'web' });
        world.host.accounts.setStatus(admin, 'closed');
        await struck(() => world.runTimer('people'));
        await world.host.advance(7 * DAY_MS);
        await world.runTimer('people');
        world.host.accounts.setStatus(admin, null);
        const lines = await readLines(world);
        return {
          isNamed: JSON.stringify(lines).includes(admin),
          broken: (await verifyAll(world)).broken,
        };
      },
      { of: /^src\/sync\/audit/ },
    );
    expect(end).toEqual({ isNamed: false, broken: [] });
  });

  it('reaches a collector that did not answer at first, at any call after which the function is killed', async () => {
    let isAway = true;
    const pushed = new Set<string>();
    const end = await expectUndisturbed(
      async (world, struck) => {
        isAway = true;
        pushed.clear();
        await world.configure({
          audit: { collector: { kind: 'json', url: `${COLLECTOR}/in`, token: 'a-token' } },
        });
        await makePair(world, 'Basket');
        await world.host.advance(5 * MINUTE_MS);
        await struck(() => world.runTimer('sweep'));
        isAway = false;
        await world.host.advance(5 * MINUTE_MS);
        await world.runTimer('sweep');
        await world.host.advance(5 * DAY_MS);
        await struck(() => world.runTimer('sweep'));
        await world.host.advance(5 * MINUTE_MS);
        await world.runTimer('sweep');
        const { collector } = await world.callAdmin('getAuditState');
        const lines = await readLines(world);
        const first = lines.filter(({ atMs }) => Number(atMs) < world.clock.nowMs() - DAY_MS);
        return {
          lost: first.filter((line) => !pushed.has(JSON.stringify(line))),
          failure: collector?.failure ?? null,
        };
      },
      {
        of: /^src\/sync\/audit/,
        egress: [COLLECTOR],
        elsewhere: (request) => {
          if (!request.url.startsWith(COLLECTOR)) return undefined;
          if (isAway) return Promise.resolve(new Response(null, { status: 503 }));
          return request.json().then((lines) => {
            for (const line of lines) pushed.add(JSON.stringify(line));
            return new Response('{}');
          });
        },
      },
    );
    expect(end).toEqual({ lost: [], failure: null });
  });
});

describe('people who are named in links', () => {
  it.each([
    ['are renewed', 'updated'],
    ['are forgotten', 'closed'],
  ] as const)('%s, at any call after which the function is killed', async (_what, status) => {
    let isRefusing = false;
    const end = await expectUndisturbed(
      async (world, struck) => {
        isRefusing = false;
        await world.configure();
        const { ada, admin } = world.jira.accounts;
        const pair = await makeConflict(world, 'Basket');
        const other = await makePair(world, 'Lamp');
        isRefusing = true;
        await world.askPanel({ id: other.jiraId, projectId: other.projectId }, 'unlinkIssue');
        await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
          fields: { duedate: '2031-01-01' },
        });
        const linkId = `main:${pair.redmineId}`;
        await world.askAdmin('resolveConflict', { linkId, field: 'summary', keep: 'jira' });
        await world.settle();
        isRefusing = false;
        for (const id of [ada, admin]) world.host.accounts.setStatus(id, status);
        await struck(() => world.runTimer('people'));
        await world.host.advance(7 * DAY_MS);
        await world.runTimer('people');
        for (const id of [ada, admin]) world.host.accounts.setStatus(id, null);
        const lines = await readLines(world);
        return {
          isNamed: JSON.stringify(lines).includes(admin),
          subject: await readSubject(world, pair.redmineId),
          broken: (await verifyAll(world)).broken,
        };
      },
      {
        of: /^src\/(sync\/audit|forge\/(people|privacy))/,
        elsewhere: ({ method }) =>
          isRefusing && method === 'PUT'
            ? Promise.resolve(new Response(null, { status: 403 }))
            : undefined,
      },
    );
    expect(end).toMatchObject({ isNamed: status === 'updated', broken: [] });
  });
});

describe('an audit of many pairs', () => {
  it('is verified and exported, however often that is cut off', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure();
        const first = await makePair(world, 'Basket');
        for (let pair = 1; pair < 30; pair += 1) await makePair(world, `Basket ${pair}`);
        await struck(() => verifyAll(world));
        // Of what was just saved, no list shows anything yet.
        await world.askPanel({ id: first.jiraId, projectId: first.projectId }, 'pausePair');
        await struck(() => verifyAll(world));
        await askAgain(struck)(() => readLines(world));
        const { streams, broken } = await verifyAll(world);
        return { streams, broken, lines: (await readLines(world)).length };
      },
      { of: /^src\/(sync\/audit|forge\/audit)/ },
    );
    expect(end).toMatchObject({ broken: [] });
    expect(end.streams).toBeGreaterThan(30);
  });
});
