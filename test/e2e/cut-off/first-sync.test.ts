/** A first sync and its undo end alike, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { atEveryWrite, KILLED } from '../../support/in-process/at-every-call';
import { driveFirstSync } from '../../support/in-process/first-sync';
import { countIssues } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';

const HOUR_MS = 3_600_000;
/** Each call is struck in a world of its own. */
const MANY_WORLDS_MS = 5 * 60_000;

/** Two that know each other, and one alone on either side. */
async function grow(world: InProcessWorld) {
  const admin = driveFirstSync(() => world);
  const alone = await admin.makeInJira('Alone in Jira', { description: aText('In Jira') });
  await world.asJira('ada', 'POST', `/issue/${alone.key}/comment`, { body: aText('A comment') });
  await admin.makeInRedmine('Alone in Redmine', { description: 'In Redmine' });
  await admin.makeInJira('Both know it', { priority: { name: 'High' } });
  const known = await admin.makeInRedmine('Both know it', { priority_id: 1 });
  await world.asRedmine('ada', 'PUT', `/issues/${known}.json`, { issue: { notes: 'a note' } });
  await admin.configure();
  return admin;
}

const listKinds = async (admin: Awaited<ReturnType<typeof grow>>) =>
  (await admin.listRows()).map(({ outcome }) => outcome?.kind);

const aText = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

describe('a first sync links each issue once', () => {
  it(
    'at any write of its run after which the function is killed',
    async () => {
      const ends = await atEveryWrite(
        () => KILLED,
        async (world, struck) => {
          const admin = await grow(world);
          await admin.plan();
          await struck(() => admin.run());
          // Whoever met an error asks again; what was cut off is brought on by the timer.
          for (let time = 0; time < 2; time += 1) {
            await world.host.advance(HOUR_MS);
            await world.runTimer('sweep');
            if ((await admin.look()).phase === 'planned') await admin.run();
          }
          return {
            phase: (await admin.look()).phase,
            outcomes: await listKinds(admin),
            titles: await admin.listTitles(),
          };
        },
      );
      const titles = ['Alone in Jira', 'Alone in Redmine', 'Both know it'];
      const end = {
        phase: 'done',
        outcomes: ['done', 'done', 'done'],
        titles: { jira: titles, redmine: titles },
      };
      expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
      expect(ends.length).toBeGreaterThan(3);
    },
    MANY_WORLDS_MS,
  );
});

describe('an undo takes back what a first sync made, and nothing else', () => {
  it(
    'at any write after which the function is killed',
    async () => {
      const ends = await atEveryWrite(
        () => KILLED,
        async (world, struck) => {
          const admin = await grow(world);
          await admin.plan();
          await admin.run();
          const undo = async () => {
            if ((await admin.look()).phase === 'done') {
              await world.callAdmin('planUndo', { mappingId: 'web' });
              await world.settle();
            }
            if ((await admin.look()).phase === 'undo-planned') {
              await world.callAdmin('runUndo', { mappingId: 'web' });
            }
          };
          await struck(undo);
          for (let time = 0; time < 2; time += 1) {
            await world.host.advance(HOUR_MS);
            await world.runTimer('sweep');
            if ((await listKinds(admin)).includes('done')) await undo();
            await world.settle();
          }
          return {
            phase: (await admin.look()).phase,
            outcomes: await listKinds(admin),
            counts: await countIssues(world),
          };
        },
      );
      const end = {
        phase: 'done',
        outcomes: ['undone', 'undone', 'undone'],
        counts: { jira: 2, redmine: 2 },
      };
      expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
      expect(ends.length).toBeGreaterThan(3);
    },
    MANY_WORLDS_MS,
  );
});
