/** Private issues and security levels: nothing of them is seen by more people across. */
import { expect } from 'vitest';
import type { Pair, World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';
import { sendJson } from '../../../support/local-host/send-json';

const PRIVACY = {
  moreFields: [
    {
      jira: 'security',
      redmine: 'is_private',
      values: [{ jira: 'Internal', redmine: 'Yes' }],
    },
  ],
};

const INTERNAL = { security: { name: 'Internal' } };

/** What an administrator sees of both: the title, and whether not everybody does. */
async function readBoth(world: World, { jira, redmine }: Pair) {
  const authorization = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;
  const url = `${world.process.urls.jira}/rest/api/3/issue/${jira.key}?fields=summary,security`;
  const shown = (await sendJson(url, { method: 'GET', headers: { authorization } })) as {
    fields: { summary: string; security: { name: string } | null };
  };
  const wire = (await sendJson(`${world.process.urls.redmine}/issues/${redmine}.json`, {
    method: 'GET',
    headers: { 'x-redmine-api-key': world.apiKey },
  })) as { issue: { subject: string; is_private: boolean } };
  return {
    jira: [shown.fields.summary, shown.fields.security?.name ?? null],
    redmine: [wire.issue.subject, wire.issue.is_private],
  };
}

async function findPair(world: World, summary: string): Promise<Pair> {
  const [jira] = await world.jira.findIssues('WEB', summary);
  const [redmine] = await world.redmine.findIssues(summary);
  if (!jira || redmine === undefined) throw new Error(`"${summary}" has no twin`);
  return { jira, redmine };
}

export const privateIssueScenarios: readonly Scenario[] = [
  {
    says: 'gives a private issue a private twin, from each side',
    timeoutMs: 180_000,
    async run(world) {
      await world.configure(PRIVACY);
      const [one, two] = [world.title('Secret'), world.title('Hush')];
      await world.jira.createIssue({ summary: one, ...INTERNAL });
      await world.settle();
      await world.ringRedmine(
        await world.redmine.createIssue({ subject: two, is_private: true }),
        'created',
      );
      await world.control.runTimer('verify');
      expect(await readBoth(world, await findPair(world, one))).toEqual({
        jira: [one, 'Internal'],
        redmine: [one, true],
      });
      expect(await readBoth(world, await findPair(world, two))).toEqual({
        jira: [two, 'Internal'],
        redmine: [two, true],
      });
      await world.configure();
    },
  },
  {
    says: 'lets what turns private turn private across before the rest, and public again',
    timeoutMs: 180_000,
    async run(world) {
      await world.configure(PRIVACY);
      const pair = await world.makePair();
      const secret = world.title('Now secret');
      await world.jira.editIssue(pair.jira.key, { summary: secret, ...INTERNAL });
      await world.settle();
      expect(await readBoth(world, pair)).toEqual({
        jira: [secret, 'Internal'],
        redmine: [secret, true],
      });
      await world.redmine.editIssue(pair.redmine, { is_private: false });
      await world.ringRedmine(pair.redmine);
      expect(await readBoth(world, pair)).toEqual({
        jira: [secret, null],
        redmine: [secret, false],
      });
      await world.configure();
    },
  },
  {
    says: 'keeps what is private where the mapping names no level for it',
    timeoutMs: 180_000,
    async run(world) {
      await world.configure();
      const pair = await world.makePair();
      const { redmine } = await readBoth(world, pair);
      const secret = world.title('Secret');
      await world.jira.editIssue(pair.jira.key, { summary: secret, ...INTERNAL });
      await world.settle();
      expect((await readBoth(world, pair)).redmine).toEqual(redmine);
    },
  },
];
