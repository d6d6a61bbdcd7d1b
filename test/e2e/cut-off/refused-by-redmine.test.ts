/** What Redmine refuses, or is too busy for, is told and tried again, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { wipeStorage } from '../../support/in-process/app-storage';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { driveFirstSync } from '../../support/in-process/first-sync';
import { countIssues, makePair } from '../../support/in-process/issues';
import { refuse } from '../../support/in-process/refuse';

const HOURS_MS = 3_600_000;
const web = { mappingId: 'web' };

describe('a Redmine that is busy', () => {
  it('gets what a row that came later says, at any call after which the function is killed', async () => {
    const { switched, elsewhere } = refuse('PUT', 429);
    const end = await expectUndisturbed(
      async (world, struck) => {
        switched.on = false;
        await world.configure({ mapping: { fields: [{ jira: 'summary', redmine: 'subject' }] } });
        const pair = await makePair(world, 'Basket', { duedate: '2031-01-01' });
        await world.configure();
        switched.on = true;
        const apply = () => world.callAdmin('applyToPairs', { ...web, seed: 'jira' });
        await struck(async () => {
          await apply();
          await world.host.advance(1000);
          switched.on = false;
        });
        switched.on = false;
        await apply();
        await world.settle();
        await world.host.advance(HOURS_MS);
        const path = `/issues/${pair.redmineId}.json`;
        return (await world.asRedmine('ada', 'GET', path)).body.issue.due_date;
      },
      { of: /^src\/sync\/link\/preview-pairs/, elsewhere },
    );
    expect(end).toBe('2031-01-01');
  });

  it('has its links rebuilt, at any call after which the function is killed', async () => {
    const { switched, elsewhere } = refuse('GET', 503);
    const circuit = { threshold: 1, pauseSeconds: 5 };
    const end = await expectUndisturbed(
      async (world, struck) => {
        switched.on = false;
        await world.configure({ connection: { circuit } });
        await makePair(world, 'Basket');
        wipeStorage(world.store);
        await world.host.advance(60_000);
        await world.configure({ connection: { circuit } });
        const rebuild = () => world.callAdmin('rebuildLinks', { ...web, seed: 'ask' });
        switched.on = true;
        await struck(async () => {
          await rebuild();
          await world.host.advance(3000);
          switched.on = false;
          await world.host.advance(60_000);
        });
        switched.on = false;
        await world.host.advance(HOURS_MS);
        await rebuild();
        await world.settle();
        await world.host.advance(HOURS_MS);
        const [mapping] = (await world.callAdmin('getOverview')).mappings;
        return mapping?.links.total;
      },
      { of: /^src\/sync\/twins\/rebuild-links/, elsewhere },
    );
    expect(end).toBe(1);
  });
});

describe('a first sync that waits for Redmine', () => {
  it('shows at which issue, however often that is cut off', async () => {
    let isBusy = false;
    let made = 0;
    const end = await expectUndisturbed(
      async (world, struck) => {
        isBusy = false;
        made = 0;
        const admin = driveFirstSync(() => world);
        // Rows are taken fifty at a time.
        for (let issue = 1; issue <= 52; issue += 1) await admin.makeInJira(`No. ${issue}`);
        await admin.configure();
        await admin.plan();
        isBusy = true;
        await world.callAdmin('runBackfill', web);
        await world.host.advance(3000);
        const { current } = await admin.look();
        await struck(() => world.callAdmin('getBackfill', web));
        isBusy = false;
        // What was refused for long failed, and the next run takes it.
        await admin.run();
        return { isNamed: current !== null, counts: await countIssues(world) };
      },
      {
        of: /^src\/entry\/admin/,
        elsewhere: ({ method }) => {
          if (!isBusy || method !== 'POST') return undefined;
          made += 1;
          return made > 51 ? Promise.resolve(new Response(null, { status: 429 })) : undefined;
        },
      },
    );
    expect(end).toEqual({ isNamed: true, counts: { jira: 52, redmine: 52 } });
  });
});

describe('a twin that Redmine will not delete', () => {
  it('stays and is told of, at any call after which the function is killed', async () => {
    const { switched, elsewhere } = refuse('DELETE', 403);
    const end = await expectUndisturbed(
      async (world, struck) => {
        switched.on = true;
        await world.configure({ apiKey: ADMIN_API_KEY, mapping: { deleting: 'delete' } });
        const pair = await makePair(world, 'Basket');
        await struck(async () => {
          await world.asJira('admin', 'DELETE', `/issue/${pair.key}`);
          await world.settle();
        });
        await world.host.advance(30 * HOURS_MS);
        await world.runTimer('verify');
        const { problems } = await world.callAdmin('listProblems', {});
        return problems.map(({ kind, message }) => [kind, /could not be deleted/.test(message)]);
      },
      { of: /^src\/sync\/link\/(deletion|follow-deletion)/, elsewhere },
    );
    expect(end).toEqual([['issue-missing', true]]);
  });

  it.each([
    ['refused', 403],
    ['told to wait', 429],
  ])(
    'is left by an undo that is %s, at any call after which the function is killed',
    async (_what, status) => {
      const { switched, elsewhere } = refuse('DELETE', status);
      const end = await expectUndisturbed(
        async (world, struck) => {
          switched.on = false;
          const admin = driveFirstSync(() => world);
          await admin.makeInJira('Alone in Jira');
          await admin.configure({ apiKey: ADMIN_API_KEY });
          await admin.plan();
          await admin.run();
          switched.on = true;
          const undo = async () => {
            if ((await admin.look()).phase === 'done') {
              await world.callAdmin('planUndo', web);
              await world.settle();
            }
            if ((await admin.look()).phase === 'undo-planned') {
              await world.callAdmin('runUndo', web);
              await world.host.advance(60_000);
            }
          };
          await struck(undo);
          switched.on = false;
          await world.settle();
          await world.host.advance(HOURS_MS);
          await world.runTimer('sweep');
          await struck(undo);
          await world.host.advance(HOURS_MS);
          await world.runTimer('sweep');
          await undo();
          await world.settle();
          return countIssues(world);
        },
        { of: /^src\/sync\/backfill\/(delete-made|plan-undo|run-undo)/, elsewhere },
      );
      expect(end).toEqual({ jira: 1, redmine: 0 });
    },
  );
});
