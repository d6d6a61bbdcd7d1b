/** What a saved query holds crosses, and nothing else, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { calm, listTroubles } from '../../support/in-process/calm';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { driveFirstSync } from '../../support/in-process/first-sync';
import { findRedmineIssues, makePair, readJiraFields } from '../../support/in-process/issues';

const HOURS_MS = 3_600_000;

describe('issues of a saved query', () => {
  it('cross and are found, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const made = await world.asRedmine('ada', 'POST', '/issues.json', {
          issue: { project_id: 'web-shop', tracker_id: 1, subject: 'Not mine' },
        });
        await struck(() =>
          world.configure({ mapping: { scope: { redmine: { query: 'Reported issues' } } } }),
        );
        await world.configure({ mapping: { scope: { redmine: { query: 'Reported issues' } } } });
        const pair = await makePair(world, 'Basket');
        await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
          issue: { subject: 'Lamp' },
        });
        await struck(() => world.runTimer('sweep'));
        const issue = { id: pair.jiraId, projectId: pair.projectId };
        for (const wanted of ['Lamp', String(made.body.issue.id)]) {
          await struck(() => world.askPanel(issue, 'findIssues', { wanted }));
        }
        await calm(world);
        const { summary } = await readJiraFields(world, pair.key);
        const twins = await findRedmineIssues(world, 'Not mine');
        return { summary, twins: twins.length, troubles: await listTroubles(world) };
      },
      { of: /^src\/redmine\/(scope|read-many|search-issues|tracker)/ },
    );
    expect(end).toEqual({ summary: 'Lamp', twins: 1, troubles: [] });
  });
});

describe('a first sync of a saved query', () => {
  it('reads what the query holds, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const admin = driveFirstSync(() => world);
        await admin.makeInRedmine('Not mine');
        await world.asRedmine('jira-sync', 'POST', '/issues.json', {
          issue: { project_id: 'web-shop', tracker_id: 1, subject: 'Mine' },
        });
        await admin.makeInJira('Basket');
        await admin.configure({ mapping: { scope: { redmine: { query: 'Reported issues' } } } });
        await struck(() => admin.plan());
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        const { phase } = await admin.look();
        if (phase === 'paired') await world.callAdmin('buildBackfillPlan', { mappingId: 'web' });
        await world.settle();
        await struck(() => admin.run());
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        if ((await admin.look()).phase === 'planned') await admin.run();
        return admin.listTitles();
      },
      { of: /^src\/redmine\/(read-many|scope|tracker)/ },
    );
    expect(end).toEqual({ jira: ['Basket', 'Mine'], redmine: ['Basket', 'Mine', 'Not mine'] });
  });
});
