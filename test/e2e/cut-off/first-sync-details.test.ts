/** What an admin decides of a first sync holds, and its undo gives everything back, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { askAgain, expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { attach, showInText } from '../../support/in-process/files';
import { driveFirstSync, OPTIONS } from '../../support/in-process/first-sync';
import { countIssues } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';

const MANY_WORLDS_MS = 5 * 60_000;
const web = { mappingId: 'web' };
const of = /^src\/(sync\/backfill|entry\/admin\/backfill)/;

const trackTime = ({ asJira }: InProcessWorld, key: string) =>
  asJira('ada', 'POST', `/issue/${key}/worklog`, {
    timeSpentSeconds: 3600,
    started: '2026-11-20T08:00:00.000+0000',
  });

/** What there is of the run's work: issues, and what they hold in Redmine. */
async function readRedmine(world: InProcessWorld) {
  const listed = await world.asRedmine(
    'admin',
    'GET',
    '/issues.json?project_id=web-shop&status_id=*&sort=id',
  );
  const { body: time } = await world.asRedmine('admin', 'GET', '/time_entries.json');
  const issues: (readonly [string, string, number])[] = [];
  for (const { id } of listed.body.issues) {
    const path = `/issues/${id}.json?include=attachments`;
    const { subject, priority, attachments } = (await world.asRedmine('admin', 'GET', path)).body
      .issue;
    issues.push([subject, priority.name, attachments.length]);
  }
  return { issues, time: time.total_count };
}

describe('what the admin decides is heeded', () => {
  it(
    'at any call after which the function is killed',
    async () => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          const again = askAgain(struck);
          const admin = driveFirstSync(() => world);
          const known = await admin.makeInJira('The basket');
          const same = await admin.makeInRedmine('Warenkorb');
          await admin.makeInJira('Both know it');
          await admin.makeInRedmine('Both know it');
          await admin.makeInRedmine('Old news');
          await admin.makeInJira('Only in Jira');
          await admin.configure();
          const decide = (decision: string, which: object) => () =>
            world.callAdmin('decideProposals', { ...web, decision, which });
          const call =
            <C extends Parameters<InProcessWorld['callAdmin']>[0]>(name: C, more: object = {}) =>
            () =>
              world.callAdmin(name, { ...web, ...more });
          const settled = (work: () => Promise<unknown>) => async () => {
            await work();
            await world.settle();
          };
          await settled(call('startBackfill', OPTIONS))();
          await again(call('importPairs', { csv: `${known.key},${same}` }));
          await again(decide('accepted', { minConfidencePercent: 70 }));
          await again(call('listProposals'));
          await struck(settled(call('buildBackfillPlan')));
          // What was begun the timer brings on.
          await world.host.advance(3_600_000);
          await world.runTimer('sweep');
          if ((await admin.look()).phase === 'paired') await settled(call('buildBackfillPlan'))();
          const rows = await admin.listRows();
          const notWanted = rows.flatMap(({ row }) =>
            row.kind === 'create-in-jira' ? [row.number] : [],
          );
          await again(call('tickBackfillRows', { off: true, rows: notWanted }));
          await again(call('tickBackfillRows', { off: true, kinds: ['create-in-remote'] }));
          await again(call('listBackfillRows'));
          await again(call('getBackfill'));
          const before = await countIssues(world);
          await settled(call('runBackfill'))();
          await settled(call('planUndo'))();
          await struck(call('leaveUndo'));
          const left = await admin.look();
          if (left.phase === 'undo-planned') await call('leaveUndo')();
          await struck(call('discardBackfill'));
          const gone = await world.callAdmin('getBackfill', web);
          if (gone) await call('discardBackfill')();
          await world.settle();
          return {
            counts: [before, await countIssues(world)],
            titles: await admin.listTitles(),
            isGone: (await world.callAdmin('getBackfill', web)) === null,
          };
        },
        { of },
      );
      const counts = { jira: 3, redmine: 3 };
      expect(end).toEqual({
        counts: [counts, counts],
        titles: {
          jira: ['Both know it', 'Only in Jira', 'The basket'],
          redmine: ['Both know it', 'Old news', 'The basket'],
        },
        isGone: true,
      });
    },
    MANY_WORLDS_MS,
  );
});

describe('a run that is thrown away rings who waited for it', () => {
  it('at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const admin = driveFirstSync(() => world);
        await admin.makeInRedmine('Old');
        await admin.configure();
        const young = await admin.makeInJira('Young');
        await admin.plan();
        await world.callAdmin('runBackfill', web);
        await world.callAdmin('pauseBackfill', web);
        await world.settle();
        await struck(() => world.callAdmin('getBackfill', web));
        await struck(() => world.callAdmin('discardBackfill', web));
        if (await world.callAdmin('getBackfill', web)) {
          await world.callAdmin('discardBackfill', web);
        }
        await world.host.advance(60_000);
        await world.settle();
        const twins = (await admin.listTitles()).redmine;
        return { key: young.key, twins, counts: await countIssues(world) };
      },
      { of },
    );
    expect(end).toEqual({
      key: 'WEB-1',
      twins: ['Old', 'Young'],
      counts: { jira: 1, redmine: 2 },
    });
  });
});

describe('an undo gives back files, spent time and values', () => {
  it(
    'at any call after which the function is killed',
    async () => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          const admin = driveFirstSync(() => world);
          const known = await admin.makeInJira('Both know it', { priority: { name: 'High' } });
          await admin.makeInRedmine('Both know it', { priority_id: 1 });
          attach(world, known.key, 'a.png', 'a picture');
          await trackTime(world, known.key);
          const alone = await admin.makeInJira('Alone in Jira');
          attach(world, alone.key, 'b.png', 'another picture');
          await showInText(world, alone.key);
          await admin.makeInJira('Deleted since');
          await admin.configure({
            apiKey: ADMIN_API_KEY,
            mapping: { timeEntries: { direction: 'both' } },
          });
          const before = await readRedmine(world);
          await admin.plan();
          await struck(() => admin.run());
          await world.host.advance(3_600_000);
          await world.runTimer('sweep');
          if ((await admin.look()).phase === 'planned') await admin.run();
          const between = await readRedmine(world);
          // Somebody deleted one of the twins.
          const listed = await world.asRedmine('admin', 'GET', '/issues.json?status_id=*');
          const gone = listed.body.issues.find(
            ({ subject }: { subject: string }) => subject === 'Deleted since',
          );
          await world.asRedmine('admin', 'DELETE', `/issues/${gone.id}.json`);
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
          await struck(undo);
          await world.host.advance(3_600_000);
          await world.runTimer('sweep');
          const left = (await admin.listRows()).filter(({ outcome }) => outcome?.kind === 'done');
          if (left.length > 0) await undo();
          return { before, between, after: await readRedmine(world) };
        },
        { of },
      );
      const before = { issues: [['Both know it', 'Low', 0]], time: 0 };
      expect(end).toEqual({
        before,
        between: {
          issues: [
            ['Both know it', 'High', 1],
            ['Alone in Jira', 'Normal', 1],
            ['Deleted since', 'Normal', 0],
          ],
          time: 1,
        },
        after: before,
      });
    },
    MANY_WORLDS_MS,
  );
});

describe('a first sync of issues below one another', () => {
  const issueTypes = [
    { jira: 'Bug', redmine: 'Bug' },
    { jira: 'Epic', redmine: 'Support' },
  ];
  const fields = [
    { jira: 'summary', redmine: 'subject' },
    { jira: 'parent', redmine: 'parent' },
  ];

  it('leaves who has children, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const admin = driveFirstSync(() => world);
        const { key } = await admin.makeInJira('Parent', { issuetype: { name: 'Epic' } });
        await admin.makeInJira('Child', { parent: { key } });
        await admin.configure({ mapping: { issueTypes, fields } });
        await admin.plan();
        await struck(() => admin.run());
        await world.host.advance(3_600_000);
        await world.runTimer('sweep');
        if ((await admin.look()).phase === 'planned') await admin.run();
        const rows = (await admin.listRows()).flatMap(({ row }) =>
          row.kind === 'create-in-remote' && row.jira.title === 'Parent' ? [row.number] : [],
        );
        const planUndo = async () => {
          await world.callAdmin('planUndo', { ...web, rows });
          await world.settle();
        };
        await struck(planUndo);
        await world.host.advance(3_600_000);
        await world.runTimer('sweep');
        if ((await admin.look()).phase === 'done') await planUndo();
        const undo = await world.callAdmin('listUndoRows', web);
        const { body } = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*&sort=id');
        type Wire = { subject: string; parent?: { id: number } };
        return {
          made: body.issues.map(({ subject, parent }: Wire) => [subject, parent?.id ?? null]),
          undo: undo.rows.map(({ kind }) => kind),
        };
      },
      { of: /^src\/sync\/backfill\/(create-twins|plan-undo)/ },
    );
    expect(end).toEqual({
      made: [
        ['Parent', null],
        ['Child', 1],
      ],
      undo: ['left'],
    });
  });
});
