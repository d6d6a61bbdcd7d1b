/** What takes several pages is done to the last of them, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { askAgain, expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { type MadePair, makePair, readSubject } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MANY_WORLDS_MS = 5 * 60_000;
/** A page has fifty. */
const PAIRS = 55;

async function makePairs(world: InProcessWorld, fields: object = {}): Promise<readonly MadePair[]> {
  const pairs: MadePair[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    pairs.push(await makePair(world, `Basket ${pair}`, { ...fields }));
  }
  return pairs;
}

const listSubjects = (world: InProcessWorld, pairs: readonly MadePair[]) =>
  Promise.all(pairs.map(({ redmineId }) => readSubject(world, redmineId)));

describe('many pairs', () => {
  it(
    'are compared each day, at any call after which the function is killed',
    async () => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          await world.configure();
          const pairs = await makePairs(world);
          await world.host.advance(DAY_MS);
          await struck(() => world.runTimer('verify'));
          await world.host.advance(DAY_MS);
          await world.runTimer('verify');
          const [mapping] = (await world.callAdmin('getOverview')).mappings;
          const issue = { id: pairs[0]?.jiraId ?? '', projectId: '10000' };
          const panel = await world.askPanel(issue, 'getPanel');
          return { links: mapping?.links.total, panel: panel.ok && panel.value.state };
        },
        { of: /^src\/sync\/verify/ },
      );
      expect(end).toEqual({ links: PAIRS, panel: 'in-sync' });
    },
    MANY_WORLDS_MS,
  );

  it(
    'get what a row that came later says, at any call after which the function is killed',
    async () => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          await world.configure({ mapping: { fields: [{ jira: 'summary', redmine: 'subject' }] } });
          const pairs = await makePairs(world, { duedate: '2031-01-01' });
          await world.configure();
          const preview = () => world.callAdmin('previewPairs', { mappingId: 'web', seed: 'jira' });
          await askAgain(struck)(preview);
          await askAgain(struck)(() =>
            world.callAdmin('applyToPairs', { mappingId: 'web', seed: 'jira' }),
          );
          await world.host.advance(20 * MINUTE_MS);
          await world.runTimer('sweep');
          const dates = pairs.map(async ({ redmineId }) => {
            const { body } = await world.asRedmine('ada', 'GET', `/issues/${redmineId}.json`);
            return body.issue.due_date;
          });
          return [...new Set(await Promise.all(dates))];
        },
        { of: /^src\/sync\/link\/preview-pairs/ },
      );
      expect(end).toEqual(['2031-01-01']);
    },
    MANY_WORLDS_MS,
  );

  it(
    'that failed alike are tried again, at any call after which the function is killed',
    async () => {
      let isRefusing = false;
      const end = await expectUndisturbed(
        async (world, struck) => {
          isRefusing = false;
          await world.configure();
          const pairs = await makePairs(world);
          isRefusing = true;
          for (const { key } of pairs) {
            await world.asJira('ada', 'PUT', `/issue/${key}`, { fields: { summary: 'Lamp' } });
          }
          await world.settle();
          isRefusing = false;
          const { deadLetters } = await world.callAdmin('listProblems', {});
          const kind = deadLetters[0]?.kind;
          await askAgain(struck)(() =>
            world.callAdmin('retryDeadLetters', { mappingId: 'web', kind }),
          );
          await world.host.advance(20 * MINUTE_MS);
          await world.runTimer('sweep');
          return [...new Set(await listSubjects(world, pairs))];
        },
        {
          of: /^src\/sync\/failing\/retry-letters/,
          elsewhere: ({ method }) =>
            isRefusing && method === 'PUT'
              ? Promise.resolve(new Response(null, { status: 403 }))
              : undefined,
        },
      );
      expect(end).toEqual(['Lamp']);
    },
    MANY_WORLDS_MS,
  );

  it(
    'that changed at once are found by the sweep, at any call after which the function is killed',
    async () => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          await world.configure({ mapping: { create: { jira: false, redmine: false } } });
          const pairs = await makePairsByHand(world);
          for (let issue = 0; issue < 120; issue += 1) {
            const fields = {
              project: { key: 'WEB' },
              issuetype: { name: 'Bug' },
              summary: 'Noise',
            };
            await world.asJira('ada', 'POST', '/issue', { fields });
            await world.asRedmine('ada', 'POST', '/issues.json', {
              issue: { project_id: 'web-shop', tracker_id: 1, subject: 'Noise' },
            });
          }
          for (const { redmineId } of pairs) {
            await world.asRedmine('ada', 'PUT', `/issues/${redmineId}.json`, {
              issue: { subject: 'Lamp' },
            });
          }
          await world.settle();
          await struck(() => world.runTimer('sweep'));
          await world.host.advance(5 * MINUTE_MS);
          await world.runTimer('sweep');
          const { body } = await world.asJira('ada', 'GET', `/issue/${pairs[0]?.key}`);
          return body.fields.summary;
        },
        { of: /^src\/(sync\/sweep|jira\/list-changed|redmine\/list-changed)/ },
      );
      expect(end).toBe('Lamp');
    },
    MANY_WORLDS_MS,
  );
});

/** One, where the mapping makes none by itself. */
async function makePairsByHand(world: InProcessWorld): Promise<readonly MadePair[]> {
  const { body } = await world.asJira('ada', 'POST', '/issue', {
    fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'Basket' },
  });
  const issue = { id: body.id, projectId: '10000' };
  await world.askPanel(issue, 'syncNow');
  const listed = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*');
  const redmineId = listed.body.issues[0].id;
  return [{ key: body.key, jiraId: body.id, projectId: '10000', redmineId }];
}
