/** Private issues and security levels: nothing of them is seen by more people across. */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import type { FaultRule } from '../../../support/local-host/control';
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

const BLOWS: readonly (readonly [what: string, effect: FaultRule['effect']])[] = [
  ['whose answer is lost', { dropResponse: true }],
  ['before which the function is ended', { crash: true }],
  ['that is answered 503', { status: 503 }],
];

/** Everything that makes or edits an issue or a comment. */
const WRITES = [
  { target: 'redmine', method: 'POST', path: '^/issues\\.json' },
  { target: 'redmine', method: 'PUT', path: '^/issues/' },
  { target: 'jira', method: 'POST', path: '/rest/api/3/issue$' },
  { target: 'jira', method: 'PUT', path: '/rest/api/3/issue/[^/]+$' },
  { target: 'jira', method: 'POST', path: '/comment$' },
] as const;

const blows = BLOWS.map(
  ([what, effect]): Scenario => ({
    says: `keeps private issues and comments private, each once, by calls ${what}`,
    timeoutMs: 180_000,
    async run(world) {
      await world.configure({
        ...PRIVACY,
        mapping: { comments: { direction: 'both', private: { role: 'Developers' } } },
      });
      const pair = await world.makePair();
      const { key } = pair.jira;
      await world.control.addFaults(...WRITES.map((write) => ({ ...write, effect, times: 1 })));
      const [one, two] = [world.title('Secret'), world.title('Hush')];
      await world.jira.createIssue({ summary: one, ...INTERNAL });
      await world.jira.addComment(key, doc('From Jira.'), {
        visibility: { type: 'role', value: 'Developers' },
      });
      await world.redmine.addNote(pair.redmine, 'From Redmine.', { private_notes: true });
      await world.ringRedmine(
        await world.redmine.createIssue({ subject: two, is_private: true }),
        'created',
      );
      await world.control.runTimer('verify');
      await world.settle();
      await world.control.clearFaults();
      await world.control.runTimer('verify');
      for (const title of [one, two]) {
        const found = [
          (await world.jira.findIssues('WEB', title)).length,
          (await world.redmine.findIssues(title)).length,
        ];
        expect(found).toEqual([1, 1]);
        expect(await readBoth(world, await findPair(world, title))).toEqual({
          jira: [title, 'Internal'],
          redmine: [title, true],
        });
      }
      const lastLine = (text: string | null) => text?.split('\n').at(-1);
      const comments = (await world.jira.readComments(key)).map(({ text, audience }) => [
        lastLine(text),
        audience,
      ]);
      const notes = (await world.redmine.readNotes(pair.redmine)).map(({ text, isPrivate }) => [
        lastLine(text),
        isPrivate,
      ]);
      expect([comments.toSorted(), notes.toSorted()]).toEqual([
        [
          ['From Jira.', 'Developers'],
          ['From Redmine.', 'Developers'],
        ],
        [
          ['From Jira.', true],
          ['From Redmine.', true],
        ],
      ]);
      expect(await world.readTroubles(key)).toEqual({ conflicts: [], problems: [] });
      await world.configure();
    },
  }),
);

export const privateIssueScenarios: readonly Scenario[] = [
  ...blows,
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
