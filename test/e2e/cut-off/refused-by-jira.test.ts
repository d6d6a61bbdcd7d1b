/** What Jira refuses is told and holds up nothing else, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { driveFirstSync } from '../../support/in-process/first-sync';
import { countIssues, makePair, readJiraFields } from '../../support/in-process/issues';

const HOURS_MS = 3_600_000;

describe('an issue that Jira refuses with others', () => {
  it('is made alone, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const admin = driveFirstSync(() => world);
        await admin.makeInRedmine('One');
        await admin.makeInRedmine('Two');
        await admin.configure();
        await admin.plan();
        const errors = [0, 1].map((failedElementNumber) => ({
          status: 400,
          failedElementNumber,
          elementErrors: { errorMessages: [], errors: { duedate: 'no' } },
        }));
        world.host.faults.add([
          {
            target: 'jira',
            method: 'POST',
            path: /\/issue\/bulk$/,
            effect: {
              kind: 'answer',
              status: 400,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ issues: [], errors }),
            },
          },
        ]);
        await struck(() => admin.run());
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        if ((await admin.look()).phase === 'planned') await admin.run();
        return countIssues(world);
      },
      { of: /^src\/jira\/write-issue/ },
    );
    expect(end).toEqual({ jira: 2, redmine: 2 });
  });
});

describe('issues that Jira refuses for good', () => {
  it('fail in the first sync and are told, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const admin = driveFirstSync(() => world);
        await admin.makeInRedmine('One');
        await admin.makeInRedmine('Two');
        await admin.configure();
        await admin.plan();
        const headers = { 'content-type': 'application/json' };
        const elementErrors = { errorMessages: ['not here'], errors: {} };
        const errors = [0, 1].map((failedElementNumber) => {
          return { status: 400, failedElementNumber, elementErrors };
        });
        const refuseAll = (path: RegExp, body: object) => {
          const effect = {
            kind: 'answer',
            status: 400,
            headers,
            body: JSON.stringify(body),
          } as const;
          return { target: 'jira', method: 'POST', path, effect } as const;
        };
        world.host.faults.add([
          refuseAll(/\/issue\/bulk$/, { issues: [], errors }),
          refuseAll(/\/issue$/, elementErrors),
        ]);
        await struck(() => admin.run());
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        if ((await admin.look()).phase === 'planned') await admin.run();
        const outcomes = (await admin.listRows()).map(({ outcome }) => outcome?.kind);
        const made = outcomes.filter((kind) => kind === 'done').length;
        const failed = outcomes.filter((kind) => kind === 'failed').length;
        // What was killed right after it was asked for is made.
        return { rows: made + failed, isTold: (await countIssues(world)).jira === made };
      },
      { of: /^src\/sync\/backfill\/create-twins/ },
    );
    expect(end).toEqual({ rows: 2, isTold: true });
  });
});

describe('a value that Jira refuses', () => {
  it('holds up no other, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure();
        const pair = await makePair(world, 'Basket');
        await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
          issue: { subject: 'Lamp', due_date: '2031-01-01' },
        });
        world.host.faults.add([
          {
            target: 'jira',
            method: 'PUT',
            path: /\/issue\/\d+(\?|$)/,
            times: 1,
            effect: {
              kind: 'answer',
              status: 400,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ errorMessages: [], errors: { duedate: 'not now' } }),
            },
          },
        ]);
        await struck(() => world.runTimer('sweep'));
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        return (await readJiraFields(world, pair.key)).summary;
      },
      { of: /^src\/jira\/write-issue/ },
    );
    expect(end).toBe('Lamp');
  });

  it('is filled in where a transition asks for it, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const { body: field } = await world.asJira('admin', 'POST', '/field', {
          name: 'Root cause',
          type: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
        });
        const { body: contexts } = await world.asJira('admin', 'GET', `/field/${field.id}/context`);
        const path = `/field/${field.id}/context/${contexts.values[0].id}/option`;
        await world.asJira('admin', 'POST', path, { options: [{ value: 'People' }] });
        await world.asJira('admin', 'PUT', '/__double/settings', {
          requiredTransitionFields: { 'web/31': ['resolution', field.id] },
        });
        await world.configure({
          mapping: { screens: { resolution: "Won't Do", 'Root cause': 'People' } },
        });
        const pair = await makePair(world, 'Basket');
        await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
          issue: { status_id: 5 },
        });
        await struck(() => world.runTimer('sweep'));
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        return (await readJiraFields(world, pair.key)).status.name;
      },
      { of: /^src\/jira\/transitions/ },
    );
    expect(end).toBe('Done');
  });
});
