/** Whoever edits what cannot cross is told once, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { makePair } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';

const MINUTE_MS = 60_000;

/** A status that the mapping has no row for. */
async function startWork(world: InProcessWorld, key: string): Promise<void> {
  const { body } = await world.asJira('grace', 'GET', `/issue/${key}/transitions`);
  const offered = body.transitions as { id: string; to: { name: string } }[];
  const id = offered.find(({ to }) => to.name === 'In Progress')?.id;
  await world.asJira('grace', 'POST', `/issue/${key}/transitions`, { transition: { id } });
}

async function sweepAfter(world: InProcessWorld, minutes: number): Promise<void> {
  await world.host.advance(minutes * MINUTE_MS);
  await world.runTimer('sweep');
}

describe('people whose edit cannot cross', () => {
  it.each(['comment', 'mail'] as const)(
    'are told by a %s, at any call after which the function is killed',
    async (way) => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          await world.configure({
            mapping: {
              statuses: [{ jira: 'To Do', redmine: 'New' }],
              notices: { authors: { jira: way, redmine: 'comment' } },
            },
          });
          const one = await makePair(world, 'Basket');
          const other = await makePair(world, 'Lamp');
          await startWork(world, one.key);
          await world.asRedmine('ada', 'PUT', `/issues/${other.redmineId}.json`, {
            issue: { status_id: 2 },
          });
          await world.settle();
          await world.runTimer('sweep');
          await world.host.advance(5 * MINUTE_MS);
          await struck(() => world.runTimer('sweep'));
          for (const minutes of [5, 5, 5]) await sweepAfter(world, minutes);
          const { body } = await world.asJira('ada', 'GET', `/issue/${one.key}/comment`);
          const path = `/issues/${other.redmineId}.json?include=journals`;
          const { journals } = (await world.asRedmine('ada', 'GET', path)).body.issue;
          const mails = await world.asJira('admin', 'GET', '/__double/mails');
          return {
            jira: body.comments.length,
            redmine: journals.filter(({ notes }: { notes: string | null }) => notes).length,
            // Of a mail that was on its way nobody can tell whether it arrived: it is not sent again.
            hasMany: mails.body.mails.length > 1,
          };
        },
        { of: /^src\/(sync\/notices|forge\/notice|jira\/(tell-once|find-notice))/ },
      );
      expect(end).toEqual({ jira: way === 'comment' ? 1 : 0, redmine: 1, hasMany: false });
    },
  );
});

describe('people who are told of a conflict', () => {
  it('are told later where Jira did not answer, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({ mapping: { notices: { conflicts: ['grace@example.com'] } } });
        const pair = await makePair(world, 'Basket');
        await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
          issue: { subject: 'In Redmine' },
        });
        await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { summary: 'In Jira' } });
        await world.settle();
        const effect = { kind: 'answer', status: 503 } as const;
        world.host.faults.add([{ target: 'jira', path: /\/notify$/, times: 1, effect }]);
        await world.host.advance(5 * MINUTE_MS);
        await struck(() => world.runTimer('sweep'));
        world.host.faults.clear();
        for (const minutes of [5, 5, 5]) await sweepAfter(world, minutes);
        const { body } = await world.asJira('admin', 'GET', '/__double/mails');
        return body.mails.length <= 1;
      },
      { of: /^src\/(jira\/tell-once|forge\/notice)/ },
    );
    expect(end).toBe(true);
  });
});

describe('a trouble that begins', () => {
  it('is told once, at any call after which the function is killed', async () => {
    let isRedmineAway = false;
    const end = await expectUndisturbed(
      async (world, struck) => {
        isRedmineAway = false;
        const circuit = { threshold: 1, pauseSeconds: 5 };
        await world.configure({ connection: { circuit }, notices: { project: 'OPS' } });
        await makePair(world, 'Basket');
        isRedmineAway = true;
        for (let time = 0; time < 3; time += 1) {
          await world.host.advance(5 * MINUTE_MS);
          await struck(() => world.runTimer('sweep'));
        }
        for (const minutes of [20, 5, 5]) await sweepAfter(world, minutes);
        const { body } = await world.asJira('admin', 'POST', '/search/jql', {
          jql: 'project = OPS',
          fields: ['summary'],
        });
        return body.issues.length;
      },
      {
        of: /^src\/forge\/notice/,
        elsewhere: () =>
          isRedmineAway ? Promise.resolve(new Response(null, { status: 503 })) : undefined,
      },
    );
    expect(end).toBe(1);
  });
});
