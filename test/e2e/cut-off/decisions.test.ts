/** What people decide is carried out once, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { askAgain, expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { type MadePair, makePair, readSubject } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { verifyAll } from '../../support/in-process/read-audit';
import { doc } from '../../support/local-host/adf';

const MINUTE_MS = 60_000;
const BEFORE = ['Steps to see it', 'Two vouchers in the cart', 'The total is wrong'] as const;

/** Both sides edit before any bell is heard. */
async function editBoth(
  world: InProcessWorld,
  pair: MadePair,
  jira: object,
  redmine: object,
): Promise<void> {
  await world.asRedmine('grace', 'PUT', `/issues/${pair.redmineId}.json`, { issue: redmine });
  await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: jira });
  await world.settle();
}

const issueOf = ({ jiraId, projectId }: MadePair) => ({ id: jiraId, projectId });

async function readTitles(world: InProcessWorld, pair: MadePair): Promise<readonly string[]> {
  const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
  return [body.fields.summary, await readSubject(world, pair.redmineId)];
}

async function endOf(world: InProcessWorld, pairs: readonly MadePair[]) {
  await world.host.advance(20 * MINUTE_MS);
  await world.runTimer('sweep');
  const { conflicts, problems, deadLetters } = await world.callAdmin('listProblems', {});
  return {
    titles: await Promise.all(pairs.map((pair) => readTitles(world, pair))),
    troubles: [...conflicts, ...problems, ...deadLetters],
    broken: (await verifyAll(world)).broken,
  };
}

/** Somebody asks in the panel, and again where the panel does not answer. */
const inPanel =
  (world: InProcessWorld, pair: MadePair, as: 'ada' | 'grace' = 'ada') =>
  (call: Parameters<InProcessWorld['askPanel']>[1], payload?: object) =>
  async () => {
    const answer = await world.askPanel(issueOf(pair), call, payload, as);
    if (!answer.ok) throw new Error(answer.reason);
  };

describe('a conflict is decided', () => {
  it('in the panel by whoever has the role, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({ mapping: { decidedBy: { role: 'Developers' } } });
        const setRole = world.asJira('admin', 'POST', '/project/WEB/role/10003', {
          group: ['jira-software-users'],
        });
        if ((await setRole).status >= 300) throw new Error('the role is not set');
        const pair = await makePair(world, 'Basket');
        await editBoth(world, pair, { summary: 'Jira' }, { subject: 'Redmine' });
        const decide = { field: 'summary', keep: 'jira' };
        await struck(inPanel(world, pair, 'grace')('decideConflict', decide));
        // It may be decided by now: whoever asks again is told so.
        const after = await world.askPanel(issueOf(pair), 'getPanel');
        if (after.ok && 'conflicts' in after.value && after.value.conflicts.length > 0) {
          await world.askPanel(issueOf(pair), 'decideConflict', decide);
        }
        return endOf(world, [pair]);
      },
      { appIsProjectAdmin: true },
    );
    expect(end).toEqual({ titles: [['Jira', 'Jira']], troubles: [], broken: [] });
  });

  it('with both texts together, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(async (world, struck) => {
      await world.configure();
      const pair = await makePair(world, 'Vouchers', { description: doc(...BEFORE) });
      await editBoth(
        world,
        pair,
        { description: doc(BEFORE[0], BEFORE[1], 'The total is 5 euros too low') },
        { description: [BEFORE[0], 'Three vouchers in the cart', BEFORE[2]].join('\n\n') },
      );
      const place = { linkId: `main:${pair.redmineId}`, field: 'description' };
      const resolve = () => world.callAdmin('resolveConflict', { ...place, keep: 'merge' });
      if (!(await struck(resolve))) await resolve().catch(() => undefined);
      const { body } = await world.asRedmine('ada', 'GET', `/issues/${pair.redmineId}.json`);
      return { text: body.issue.description.replaceAll('\r', ''), ...(await endOf(world, [pair])) };
    });
    expect(end).toEqual({
      text: ['Steps to see it', 'Three vouchers in the cart', 'The total is 5 euros too low'].join(
        '\n\n',
      ),
      titles: [['Vouchers', 'Vouchers']],
      troubles: [],
      broken: [],
    });
  });

  it('of several at once, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(async (world, struck) => {
      await world.configure();
      const pairs = [await makePair(world, 'One'), await makePair(world, 'Two')];
      for (const pair of pairs) {
        await editBoth(world, pair, { summary: `J ${pair.key}` }, { subject: `R ${pair.key}` });
      }
      const conflicts = pairs.map(({ redmineId }) => ({
        linkId: `main:${redmineId}`,
        field: 'summary',
      }));
      const resolve = () => world.callAdmin('resolveConflicts', { conflicts, keep: 'remote' });
      await askAgain(struck)(resolve);
      return endOf(world, pairs);
    });
    const titles = ['WEB-1', 'WEB-2'].map((key) => [`R ${key}`, `R ${key}`]);
    expect(end).toEqual({ titles, troubles: [], broken: [] });
  });
});

describe('a pair rests and goes on', () => {
  it('at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(async (world, struck) => {
      await world.configure();
      const pair = await makePair(world, 'Basket');
      const ask = inPanel(world, pair);
      await askAgain(struck)(ask('pausePair'));
      await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { summary: 'Lamp' } });
      await world.settle();
      const resting = await readTitles(world, pair);
      await askAgain(struck)(ask('getPanel'));
      await askAgain(struck)(ask('resumePair'));
      await askAgain(struck)(ask('listHistory', {}));
      return { resting, ...(await endOf(world, [pair])) };
    });
    expect(end).toEqual({
      resting: ['Lamp', 'Basket'],
      titles: [['Lamp', 'Lamp']],
      troubles: [],
      broken: [],
    });
  });
});

describe('what failed', () => {
  it.each([
    ['is tried again', 'retryDeadLetter', {}, 'Lamp'],
    ['is given up', 'discardDeadLetter', { reason: 'not needed' }, 'Basket'],
  ] as const)(
    '%s, at any call after which the function is killed',
    async (_what, call, more, subject) => {
      let isRefusing = false;
      const end = await expectUndisturbed(
        async (world, struck) => {
          isRefusing = false;
          await world.configure();
          const pair = await makePair(world, 'Basket');
          isRefusing = true;
          await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { summary: 'Lamp' } });
          await world.settle();
          isRefusing = false;
          const { deadLetters } = await world.callAdmin('listProblems', {});
          const [letter] = deadLetters;
          await askAgain(struck)(() => world.callAdmin(call, { id: letter?.id, ...more }));
          const left = await world.callAdmin('listProblems', {});
          return {
            letters: [deadLetters.length, left.deadLetters.length],
            subject: await readSubject(world, pair.redmineId),
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
      expect(end).toEqual({ letters: [1, 0], subject, broken: [] });
    },
  );
});

describe('the panel is shown on every issue of a project', () => {
  it('at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(async (world, struck) => {
      await world.configure();
      const pin = () => world.callAdmin('pinPanel', { mappingId: 'web' });
      await askAgain(struck)(pin);
      return pin();
    });
    expect(end).toBeTruthy();
  });
});
