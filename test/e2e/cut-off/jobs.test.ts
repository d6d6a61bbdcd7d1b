/** What an admin asks for is done in the end, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { atEveryWrite, BLOWS } from '../../support/in-process/at-every-call';
import { makePair, readSubject, renameInJira } from '../../support/in-process/issues';
import { verifyAll } from '../../support/in-process/read-audit';

const MINUTE_MS = 60_000;

describe('all that failed in the same words is tried again', () => {
  it.each(BLOWS)('at any write %s', async (_what, blow) => {
    let isRefusing = false;
    const ends = await atEveryWrite(
      blow,
      async (world, struck) => {
        isRefusing = false;
        await world.configure();
        const pairs = [await makePair(world, 'One'), await makePair(world, 'Two')];
        isRefusing = true;
        for (const { key } of pairs) await renameInJira(world, key, `${key} renamed`);
        isRefusing = false;
        const { deadLetters } = await world.callAdmin('listProblems', {});
        const kinds = [...new Set(deadLetters.map(({ kind }) => kind))];
        const retry = async () => {
          for (const kind of kinds) {
            await world.callAdmin('retryDeadLetters', { mappingId: 'web', kind });
          }
        };
        // Whoever is not answered asks again.
        if (!(await struck(retry))) await retry();
        await world.host.advance(20 * MINUTE_MS);
        await world.runTimer('sweep');
        const left = await world.callAdmin('listProblems', {});
        return {
          letters: [deadLetters.length, left.deadLetters.length],
          subjects: await Promise.all(pairs.map(({ redmineId }) => readSubject(world, redmineId))),
          broken: (await verifyAll(world)).broken,
        };
      },
      {
        elsewhere: ({ method }) =>
          isRefusing && method === 'PUT'
            ? Promise.resolve(new Response(null, { status: 403 }))
            : undefined,
      },
    );
    const end = { letters: [2, 0], subjects: ['WEB-1 renamed', 'WEB-2 renamed'], broken: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });
});

describe('a row that came later is applied to the pairs that exist', () => {
  it.each(BLOWS)('at any write %s', async (_what, blow) => {
    const ends = await atEveryWrite(blow, async (world, struck) => {
      await world.configure({ mapping: { fields: [{ jira: 'summary', redmine: 'subject' }] } });
      const fields = { duedate: '2031-01-01' };
      const pairs = [await makePair(world, 'One', fields), await makePair(world, 'Two', fields)];
      await world.configure();
      const apply = () => world.callAdmin('applyToPairs', { mappingId: 'web', seed: 'jira' });
      if (!(await struck(apply))) await apply();
      await world.host.advance(20 * MINUTE_MS);
      await world.runTimer('sweep');
      const { deadLetters, conflicts, problems } = await world.callAdmin('listProblems', {});
      const dates = pairs.map(async ({ redmineId }) => {
        const { body } = await world.asRedmine('ada', 'GET', `/issues/${redmineId}.json`);
        return body.issue.due_date;
      });
      return {
        dates: await Promise.all(dates),
        troubles: [...deadLetters, ...conflicts, ...problems],
        broken: (await verifyAll(world)).broken,
      };
    });
    const end = { dates: ['2031-01-01', '2031-01-01'], troubles: [], broken: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });
});
