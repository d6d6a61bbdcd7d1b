/** An import is whole or is not there, and takes over all once it is asked again. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { askAgain, expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import {
  APP_KEY,
  type InProcessWorld,
  REDMINE_URL,
} from '../../support/in-process/open-in-process-world';
import { verifyAll } from '../../support/in-process/read-audit';
import { aConfiguration } from '../../support/local-host/a-configuration';

const COLLECTOR = 'https://logs.example.com';
/** More documents than one transaction of Forge takes. */
const SHOPS = [1, 2, 3, 4, 5, 6];

const redmineSeed: RedmineSeed = {
  ...DEMO_SEED,
  projects: DEMO_SEED.projects.flatMap((shop) => [
    shop,
    ...SHOPS.map((n) => ({ ...shop, identifier: `shop-${n}`, name: `Shop ${n}`, issues: [] })),
  ]),
};

async function makeProjects(world: InProcessWorld): Promise<void> {
  for (const n of SHOPS) {
    const leadAccountId = world.jira.accounts.admin;
    const project = { key: `S${n}`, name: `Shop ${n}`, projectTypeKey: 'software', leadAccountId };
    await world.asJira('admin', 'POST', '/project', project);
  }
}

const small = aConfiguration({ redmineUrl: REDMINE_URL, apiKey: ADMIN_API_KEY });

/** With what is asked about in Jira and in Redmine. */
const large = {
  ...aConfiguration({
    redmineUrl: REDMINE_URL,
    apiKey: ADMIN_API_KEY,
    mapping: {
      comments: { direction: 'both', private: { role: 'Developers' } },
      decidedBy: { role: 'Developers' },
      notices: { conflicts: ['grace@example.com'] },
    },
    moreMappings: SHOPS.map((n) => ({
      id: `shop-${n}`,
      connection: 'main',
      jiraProject: `S${n}`,
      redmineProject: `shop-${n}`,
      fields: [{ jira: 'summary', redmine: 'subject' }],
      comments: { direction: 'both', private: { group: 'jira-software-users' } },
    })),
  }),
  matchPeople: 'email',
  notices: { project: 'OPS' },
  audit: { collector: { kind: 'json', url: `${COLLECTOR}/in`, token: 'a-token' } },
};

const options = {
  redmineSeed,
  appIsProjectAdmin: true,
  egress: [COLLECTOR],
  elsewhere: ({ url }: Request) =>
    url.startsWith(COLLECTOR) ? Promise.resolve(new Response('{}')) : undefined,
};

const importThe = async (world: InProcessWorld, document: object) => {
  const answer = await world.callAdmin('importConfiguration', { document });
  if (!answer.imported) throw new Error(JSON.stringify(answer.mistakes));
};

/** Who asks the trackers what a document names. */
const ASKING = /^src\/(sync\/configuration|jira|redmine|entry\/admin)\//;

const nameMappings = async (world: InProcessWorld) =>
  (await world.callAdmin('exportConfiguration')).document.mappings.map(({ id }) => id);

describe('a configuration is taken over', () => {
  it('at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(async (world, struck) => {
      const again = askAgain(struck);
      await makeProjects(world);
      await again(() => importThe(world, large));
      const grown = await nameMappings(world);
      await again(() => importThe(world, small));
      const { collector } = await world.callAdmin('getAuditState');
      const { mappings } = await world.callAdmin('getOverview');
      return {
        grown,
        left: await nameMappings(world),
        shown: mappings.map(({ id }) => id),
        collector,
        broken: (await verifyAll(world)).broken,
      };
    }, options);
    expect(end).toEqual({
      grown: ['web', ...SHOPS.map((n) => `shop-${n}`)],
      left: ['web'],
      shown: ['web'],
      collector: null,
      broken: [],
    });
  });
});

const [mapping] = small.mappings;
const withMapping = (more: object) => ({ ...small, mappings: [{ ...mapping, ...more }] });
const withUsers = (apiKey: string, ...names: (string | number)[]) => ({
  ...small,
  connections: small.connections.map((one) => ({ ...one, apiKey })),
  users: names.map((redmine, at) => ({
    jira: ['ada@example.com', 'grace@example.com'][at],
    redmine,
  })),
});

describe('a preview of an import says', () => {
  it.each([
    ['which projects there are', false, withMapping({ jiraProject: 'NO', redmineProject: 'no' })],
    ['which projects Redmine has', false, withMapping({ redmineProject: 'no' })],
    ['that a project is known by its name', true, withMapping({ redmineProject: 'Web Shop' })],
    [
      'what is wrong elsewhere too',
      false,
      { ...small, users: [{ jira: 'nobody', redmine: '?' }], more: 1 },
    ],
    ['that a role decides', true, withMapping({ decidedBy: { role: 'Developers' } })],
    [
      'whom conflicts are told',
      true,
      withMapping({ notices: { conflicts: ['linus@example.com'] } }),
    ],
    ['where notices may go', false, { ...small, notices: { project: 'NOWHERE' } }],
    ['that a login is known', true, withUsers(APP_KEY, 'ada')],
    ['that a name is known', true, withUsers(APP_KEY, 'Ada Lovelace')],
    ['who is unknown', false, withUsers(APP_KEY, 'nobody')],
  ] as const)(
    '%s, at any call after which the function is killed',
    async (_what, valid, document) => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          await makeProjects(world);
          const preview = () => world.callAdmin('previewImport', { document });
          await struck(preview);
          return preview();
        },
        { ...options, of: ASKING },
      );
      expect(end).toMatchObject({ valid });
    },
  );

  it('whom a Redmine of many people knows, at any call after which the function is killed', async () => {
    const crowd = { users: [], total_count: 4000, offset: 0, limit: 100 };
    const end = await expectUndisturbed(
      async (world, struck) => {
        const document = withUsers(ADMIN_API_KEY, 'Ada Lovelace');
        const preview = () => world.callAdmin('previewImport', { document });
        await struck(preview);
        return preview();
      },
      {
        of: ASKING,
        elsewhere: ({ url }) =>
          url.includes('/users.json') && !url.includes('name=')
            ? Promise.resolve(Response.json(crowd))
            : undefined,
      },
    );
    expect(end).toMatchObject({ valid: true });
  });

  it('whether a Redmine of many projects has it, at any call after which the function is killed', async () => {
    const projects = Array.from({ length: 500 }, (_, at) => ({
      id: 1000 + at,
      name: `Other ${at}`,
      identifier: `other-${at}`,
    }));
    const end = await expectUndisturbed(
      async (world, struck) => {
        const preview = () => world.callAdmin('previewImport', { document: small });
        await struck(preview);
        return preview();
      },
      {
        of: ASKING,
        elsewhere: ({ url }) =>
          url.includes('/projects.json')
            ? Promise.resolve(Response.json({ projects, total_count: 600 }))
            : undefined,
      },
    );
    expect(end).toMatchObject({ valid: true });
  });

  it('what Jira asks of no new issue, at any call after which the function is killed', async () => {
    const fields = { startAt: 0, maxResults: 50, total: 0, fields: [] };
    const end = await expectUndisturbed(
      async (world, struck) => {
        const headers = { 'content-type': 'application/json' };
        const effect = {
          kind: 'answer',
          status: 200,
          headers,
          body: JSON.stringify(fields),
        } as const;
        world.host.faults.add([
          { target: 'jira', path: /createmeta\/\w+\/issuetypes\/\d+/, effect },
        ]);
        const preview = () => world.callAdmin('previewImport', { document: small });
        await struck(preview);
        return preview();
      },
      { of: ASKING },
    );
    expect(end).toHaveProperty('valid');
  });
});
