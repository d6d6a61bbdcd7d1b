/** What people do while a run is under way stays done, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { wipeStorage } from '../../support/in-process/app-storage';
import { calm } from '../../support/in-process/calm';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { driveFirstSync } from '../../support/in-process/first-sync';
import { countIssues, findRedmineIssues, makePair } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { verifyAll } from '../../support/in-process/read-audit';

const HOURS_MS = 3_600_000;
const web = { mappingId: 'web' };

/** What people do just before the next request of a kind to Redmine is carried out. */
function justBefore(method: string, path: RegExp) {
  let act: (() => Promise<unknown>) | null = null;
  let world: InProcessWorld | undefined;
  return {
    /** @param next done once */
    people(theWorld: InProcessWorld, next: (() => Promise<unknown>) | null): void {
      world = theWorld;
      act = next;
    },
    elsewhere(request: Request): Promise<Response> | undefined {
      const theWorld = world;
      if (!act || !theWorld || request.method !== method || !path.test(request.url)) {
        return undefined;
      }
      const now = act;
      act = null;
      const carryOut = () => theWorld.redmine.fetch(request);
      return now().then(carryOut, carryOut);
    },
  };
}

describe('a pair that is parted while a run writes', () => {
  it('stays parted, and the write is told, at any call after which the function is killed', async () => {
    const { people, elsewhere } = justBefore('PUT', /\/issues\/\d+\.json/);
    const end = await expectUndisturbed(
      async (world, struck) => {
        people(world, null);
        await world.configure();
        const pair = await makePair(world, 'Basket');
        const issue = { id: pair.jiraId, projectId: pair.projectId };
        people(world, () => world.askPanel(issue, 'unlinkIssue'));
        await struck(async () => {
          await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { summary: 'Lamp' } });
          await world.settle();
        });
        people(world, null);
        await world.askPanel(issue, 'unlinkIssue');
        await calm(world);
        const panel = await world.askPanel(issue, 'getPanel');
        return {
          panel: panel.ok && panel.value.state,
          twins: (await findRedmineIssues(world, 'Lamp')).length,
          broken: (await verifyAll(world)).broken,
        };
      },
      { of: /^src\/forge\/link-store/, elsewhere },
    );
    expect(end).toEqual({ panel: 'not-linked', twins: 1, broken: [] });
  });
});

describe('an issue that somebody links while its twin is about to be made', () => {
  it('gets one twin, at any call after which the function is killed', async () => {
    const { people, elsewhere } = justBefore('GET', /\/issues\.json\?.*limit=1(&|$)/);
    const end = await expectUndisturbed(
      async (world, struck) => {
        people(world, null);
        await world.configure();
        const fields = { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'Basket' };
        await struck(async () => {
          await world.callAdmin('pauseMapping', web);
          const { body } = await world.asJira('ada', 'POST', '/issue', { fields });
          await world.settle();
          await world.callAdmin('resumeMapping', web);
          const issue = { id: body.id, projectId: '10000' };
          people(world, () => world.askPanel(issue, 'syncNow'));
          await world.askPanel(issue, 'syncNow');
        });
        people(world, null);
        await calm(world);
        return { twins: (await findRedmineIssues(world, 'Basket')).length };
      },
      { of: /^src\/(sync\/twins\/create-twin|forge\/claim-store)/, elsewhere },
    );
    expect(end).toEqual({ twins: 1 });
  });

  it('gets one of a first sync, at any call after which the function is killed', async () => {
    const { people, elsewhere } = justBefore('GET', /\/issues\.json\?.*limit=1(&|$)/);
    const end = await expectUndisturbed(
      async (world, struck) => {
        people(world, null);
        const admin = driveFirstSync(() => world);
        const { id } = await admin.makeInJira('Basket');
        await admin.configure();
        await admin.plan();
        people(world, () => world.askPanel({ id, projectId: '10000' }, 'syncNow'));
        await struck(() => admin.run());
        people(world, null);
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        if ((await admin.look()).phase === 'planned') await admin.run();
        return countIssues(world);
      },
      { of: /^src\/(sync\/backfill\/create-twins|forge\/claim-store)/, elsewhere },
    );
    expect(end).toEqual({ jira: 1, redmine: 1 });
  });
});

describe('a pair that somebody touches while its undo is under way', () => {
  it.each([
    ['and is paused', false],
    ['and the run is ended then', true],
  ])('is undone, %s, at any call after which the function is killed', async (_what, isEnded) => {
    const { people, elsewhere } = justBefore('DELETE', /\/issues\/\d+\.json/);
    const end = await expectUndisturbed(
      async (world, struck) => {
        people(world, null);
        const admin = driveFirstSync(() => world);
        const { id } = await admin.makeInJira('Alone in Jira');
        await admin.configure({ apiKey: ADMIN_API_KEY });
        await admin.plan();
        await admin.run();
        const undo = async () => {
          if ((await admin.look()).phase === 'done') {
            await world.callAdmin('planUndo', web);
            await world.settle();
          }
          if ((await admin.look()).phase === 'undo-planned') {
            await world.callAdmin('runUndo', web);
            await world.settle();
          }
        };
        people(world, async () => {
          if (!isEnded) return world.askPanel({ id, projectId: '10000' }, 'pausePair');
          const effect = { kind: 'crash', when: 'after' } as const;
          const path = /\/transaction$/;
          world.host.faults.add([{ target: 'kvs', path, times: 1, effect }]);
        });
        await struck(undo);
        people(world, null);
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        const left = (await admin.listRows()).some(({ outcome }) => outcome?.kind !== 'undone');
        if (left) await undo();
        return { counts: await countIssues(world), phase: (await admin.look()).phase };
      },
      { of: /^src\/sync\/backfill\/(run-undo|delete-made)/, elsewhere },
    );
    expect(end).toEqual({ counts: { jira: 1, redmine: 0 }, phase: 'done' });
  });
});

describe('a twin whose link was lost with the storage', () => {
  it('gets no second twin, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure();
        const pair = await makePair(world, 'Basket');
        await world.asRedmine('ada', 'POST', '/issues.json', {
          issue: { project_id: 'web-shop', tracker_id: 1, subject: 'From there' },
        });
        await world.runTimer('sweep');
        wipeStorage(world.store);
        await world.host.advance(60_000);
        await world.configure();
        const found = await world.asJira('ada', 'POST', '/search/jql', {
          jql: 'project = WEB ORDER BY key DESC',
          fields: ['summary'],
        });
        const [twin] = found.body.issues;
        await struck(() => world.askPanel({ id: twin.id, projectId: '10000' }, 'syncNow'));
        await struck(() =>
          world.callAdmin('tryIssues', {
            mappingId: 'web',
            issues: { names: [String(pair.redmineId), twin.key] },
          }),
        );
        const counts = await countIssues(world);
        await struck(() =>
          world.callAdmin('startBackfill', {
            mappingId: 'web',
            seed: 'jira',
            create: { jira: true, remote: true },
          }),
        );
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        return { counts, after: await countIssues(world) };
      },
      { of: /^src\/sync\/(twins|trial|backfill)/ },
    );
    const counts = { jira: 2, redmine: 2 };
    expect(end).toEqual({ counts, after: counts });
  });
});
