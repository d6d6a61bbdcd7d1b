/** What failed is told until it is done, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { listTroubles } from '../../support/in-process/calm';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { makePair, readSubject } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { verifyAll } from '../../support/in-process/read-audit';
import { refuse } from '../../support/in-process/refuse';

const HOURS_MS = 3_600_000;

const rename = async (world: InProcessWorld, key: string, summary: string) => {
  await world.asJira('ada', 'PUT', `/issue/${key}`, { fields: { summary } });
  await world.settle();
};

describe('an edit that fails all day', () => {
  it.each([
    ['since Redmine fails', false],
    ['since its runs are ended', true],
  ])(
    'is a dead letter %s, at any call after which the function is killed',
    async (_what, isEnded) => {
      const { switched, elsewhere } = refuse('PUT', 500);
      const end = await expectUndisturbed(
        async (world, struck) => {
          switched.on = false;
          await world.configure();
          const pair = await makePair(world, 'Basket');
          if (isEnded) {
            const effect = { kind: 'crash', when: 'before' } as const;
            world.host.faults.add([{ target: 'redmine', method: 'PUT', effect }]);
          } else switched.on = true;
          await struck(async () => {
            await rename(world, pair.key, 'Lamp');
            await world.host.advance(25 * HOURS_MS);
          });
          const { deadLetters } = await world.callAdmin('listProblems', {});
          switched.on = false;
          world.host.faults.clear();
          for (const { id } of deadLetters) await world.callAdmin('retryDeadLetter', { id });
          await world.host.advance(30 * HOURS_MS);
          await world.runTimer('verify');
          return {
            letters: deadLetters.length,
            subject: await readSubject(world, pair.redmineId),
            troubles: (await listTroubles(world)).length,
            broken: (await verifyAll(world)).broken,
          };
        },
        { of: /^src\/entry\/sync-consumer/, elsewhere },
      );
      expect(end).toEqual({ letters: 1, subject: 'Lamp', troubles: 0, broken: [] });
    },
  );
});

describe('a dead letter', () => {
  it('is kept of what gets no twin, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({ mapping: { issueTypes: [{ jira: 'Task', redmine: 'Feature' }] } });
        const fields = { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'Basket' };
        await struck(async () => {
          await world.asJira('ada', 'POST', '/issue', { fields });
          await world.settle();
        });
        const { deadLetters } = await world.callAdmin('listProblems', {});
        return deadLetters.length;
      },
      { of: /^src\/sync\/run-job/ },
    );
    expect(end).toBe(1);
  });

  it('is closed where the edit was taken back, at any call after which the function is killed', async () => {
    const { switched, elsewhere } = refuse('PUT', 403);
    const end = await expectUndisturbed(
      async (world, struck) => {
        switched.on = false;
        await world.configure();
        const pair = await makePair(world, 'Basket');
        switched.on = true;
        await rename(world, pair.key, 'Lamp');
        switched.on = false;
        const before = (await listTroubles(world)).length;
        await struck(() => rename(world, pair.key, 'Basket'));
        return [before, (await listTroubles(world)).length];
      },
      { of: /^src\/sync\/run-job/, elsewhere },
    );
    expect(end).toEqual([1, 0]);
  });
});
