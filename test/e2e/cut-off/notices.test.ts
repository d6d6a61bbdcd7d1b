/** People are told of a trouble and of a conflict, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { atEveryWrite, BLOWS, KILLED } from '../../support/in-process/at-every-call';
import { makePair, renameInJira, renameInRedmine } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';

const MINUTE_MS = 60_000;
const circuit = { threshold: 1, pauseSeconds: 5 };

async function sweepAfter(world: InProcessWorld, minutes: number): Promise<void> {
  await world.host.advance(minutes * MINUTE_MS);
  await world.runTimer('sweep');
}

async function listNotices(world: InProcessWorld) {
  const { body } = await world.asJira('admin', 'POST', '/search/jql', {
    jql: 'project = OPS ORDER BY key ASC',
    fields: ['summary', 'status'],
  });
  type Wire = {
    readonly fields: { readonly summary: string; readonly status: { readonly name: string } };
  };
  return (body.issues as readonly Wire[]).map(({ fields }) => [fields.summary, fields.status.name]);
}

describe('a trouble is told in one issue', () => {
  let isRedmineAway = false;
  const elsewhere = () =>
    isRedmineAway ? Promise.resolve(new Response('out of order', { status: 503 })) : undefined;
  const SUMMARY = 'Redmine Sync: Acme Redmine does not answer';

  it.each(BLOWS)('that is opened, at any write %s', async (_what, blow) => {
    const ends = await atEveryWrite(
      blow,
      async (world, struck) => {
        isRedmineAway = false;
        await world.configure({ connection: { circuit }, notices: { project: 'OPS' } });
        await makePair(world, 'Basket');
        isRedmineAway = true;
        await sweepAfter(world, 5);
        await sweepAfter(world, 5);
        await world.host.advance(20 * MINUTE_MS);
        await struck(() => world.runTimer('sweep'));
        await sweepAfter(world, 5);
        await sweepAfter(world, 5);
        const { standing } = await world.callAdmin('getNotices');
        return { notices: await listNotices(world), standing: standing.length };
      },
      { elsewhere },
    );
    const end = { notices: [[SUMMARY, 'Open']], standing: 1 };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });

  it.each(BLOWS)('that is told again and closed, at any write %s', async (_what, blow) => {
    const ends = await atEveryWrite(
      blow,
      async (world, struck) => {
        isRedmineAway = false;
        await world.configure({ connection: { circuit }, notices: { project: 'OPS' } });
        await makePair(world, 'Basket');
        isRedmineAway = true;
        for (const minutes of [5, 5, 20]) await sweepAfter(world, minutes);
        await world.host.advance(24 * 60 * MINUTE_MS);
        await struck(() => world.runTimer('sweep'));
        await sweepAfter(world, 5);
        isRedmineAway = false;
        for (const minutes of [10, 5]) await sweepAfter(world, minutes);
        await world.host.advance(20 * MINUTE_MS);
        await struck(() => world.runTimer('sweep'));
        // An answer that was lost is a failure of its own.
        for (const minutes of [5, 30]) await sweepAfter(world, minutes);
        const { standing } = await world.callAdmin('getNotices');
        return { notices: await listNotices(world), standing: standing.length };
      },
      { elsewhere },
    );
    const end = { notices: [[SUMMARY, 'Closed']], standing: 0 };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });
});

describe('people hear of a conflict in one mail', () => {
  it('or in none, where the function is killed between the note that it goes out and the mail', async () => {
    const ends = await atEveryWrite(
      () => KILLED,
      async (world, struck) => {
        await world.configure({ mapping: { notices: { conflicts: ['grace@example.com'] } } });
        const pair = await makePair(world, 'Basket');
        await world.callAdmin('pauseMapping', { mappingId: 'web' });
        await renameInJira(world, pair.key, 'In Jira');
        await renameInRedmine(world, pair.redmineId, 'In Redmine');
        await world.callAdmin('resumeMapping', { mappingId: 'web' });
        await world.runTimer('sweep');
        await world.host.advance(5 * MINUTE_MS);
        await struck(() => world.runTimer('sweep'));
        for (const minutes of [5, 5]) await sweepAfter(world, minutes);
        const { conflicts } = await world.callAdmin('listProblems', {});
        const { body } = await world.asJira('admin', 'GET', '/__double/mails');
        return { mails: body.mails.length, conflicts: conflicts.length };
      },
    );
    const noted = 'on-sweep-timer jira PUT /rest/api/3/issue/10000/properties/redmine-sync-told';
    expect(ends).toEqual(
      ends.map(({ call }) => ({ call, end: { mails: call === noted ? 0 : 1, conflicts: 1 } })),
    );
    expect(ends.filter(({ call }) => call === noted)).toHaveLength(1);
  });
});
