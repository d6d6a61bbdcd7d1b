/** What a person sees who starts the product with something that cannot work. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import { aConfiguration } from '../../support/local-host/a-configuration';
import { openAdminPage } from '../../support/local-host/app-pages';
import { createControl } from '../../support/local-host/control';
import {
  HostDidNotStart,
  type HostOptions,
  type HostUrls,
  startHost,
} from '../../support/local-host/host-process';
import { createJiraPerson } from '../../support/local-host/jira-person';
import { createRedminePerson } from '../../support/local-host/redmine-person';

const KEY = apiKeyOf(DEMO_SEED, 'jira-sync');

const folder = mkdtempSync(join(tmpdir(), 'redmine-sync-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The one line that a start that fails ends with, and its status. */
async function failToStart(options: HostOptions): Promise<{ status: number | null; line: string }> {
  try {
    const host = await startHost(options);
    await host.stop();
  } catch (error) {
    if (!(error instanceof HostDidNotStart)) throw error;
    return { status: error.status, line: error.stderr };
  }
  throw new Error('it started');
}

/** A port at which nobody answers. */
async function findSilentUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

const config =
  (change: Parameters<typeof aConfiguration>[0] extends infer P ? Partial<P> : never) =>
  ({ redmine }: HostUrls) =>
    aConfiguration({ redmineUrl: redmine, apiKey: KEY, ...change });

/** A document with ten mistakes, in every part of it that names something. */
function tenMistakes({ redmine }: HostUrls): object {
  const document = aConfiguration({ redmineUrl: redmine, apiKey: KEY });
  const [mapping] = document.mappings as readonly object[];
  return {
    ...document,
    mappings: [
      {
        ...mapping,
        issueTypes: [
          { jira: 'Bugg', redmine: 'Bug' },
          { jira: 'Task', redmine: 'Featur' },
        ],
        statuses: [
          { jira: 'Todo', redmine: 'New' },
          { jira: 'Done', redmine: 'Clsed' },
        ],
        priorities: [{ jira: 'Urgent', redmine: 'High' }],
        fields: [
          { jira: 'summary', redmine: 'subjekt' },
          { jira: 'duedate', redmine: 'due_date', onConflict: 'merge' },
          { jira: 'customfield_1', redmine: 'description' },
        ],
      },
    ],
    users: [{ jira: 'nobody@example.com', redmine: 'Nobody There' }],
  };
}

describe('a start that cannot work', { timeout: 60_000 }, () => {
  it('names each of ten mistakes in a configuration, with its place and what is valid', async () => {
    const { status, line } = await failToStart({ config: tenMistakes });
    expect(status).toBe(1);
    const [, ...mistakes] = line.split(/; |config\.json: /);
    expect(mistakes).toEqual([
      'users[0].jira: Jira has no person "nobody@example.com" that the app may see. Valid: an e-mail address, an accountId or a full name.',
      'users[0].redmine: Redmine has no person "Nobody There" that the key may see. Valid: a login, where the key may see it, a full name or a numeric id of a member of the project.',
      'mappings[0].issueTypes[0].jira: "Bugg" does not exist. Valid: Bug, Task, Story, Epic, Sub-task.',
      'mappings[0].issueTypes[1].redmine: "Featur" does not exist. Valid: Bug, Feature, Support.',
      'mappings[0].statuses[0].jira: "Todo" does not exist. Valid: To Do, In Progress, In Review, Done.',
      'mappings[0].statuses[1].redmine: "Clsed" does not exist. Valid: New, In Progress, Resolved, Feedback, Closed, Rejected.',
      'mappings[0].priorities[0].jira: "Urgent" does not exist. Valid: Highest, High, Medium, Low, Lowest.',
      expect.stringMatching(
        /^mappings\[0]\.fields\[0]\.redmine: "subjekt" does not exist\. Valid: .*\bsubject\b/,
      ),
      'mappings[0].fields[1].onConflict: "merge" is for rich text, and "Due date" is a date. Valid: jira, redmine, newest, manual, halt.',
      expect.stringMatching(
        /^mappings\[0]\.fields\[2]\.jira: "customfield_1" does not exist\. Valid: .*\bdescription\b/,
      ),
    ]);
  });

  it('names a key of the document that nobody knows', async () => {
    const { status, line } = await failToStart({
      config: config({ mapping: { direktion: 'both' } }),
    });
    expect({ status, line: line.replace(/^.*config\.json: /, '') }).toEqual({
      status: 1,
      line: expect.stringMatching(
        /^mappings\[0\]\.direktion: Unknown key "direktion"\. Valid: .*\bdirection, /,
      ),
    });
  });

  it('says that an API key is refused, without telling it', async () => {
    const wrong = 'f'.repeat(40);
    const { status, line } = await failToStart({ config: config({ apiKey: wrong }) });
    expect(status).toBe(1);
    expect(line.replace(/^.*config\.json: /, '')).toBe(
      'connections[0].apiKey: [redmine] GET /users/current.json: 401. Valid: the API key of an active Redmine user, from "My account"; the REST web service must be switched on under Administration, Settings, API.',
    );
    expect(line).not.toContain(wrong);
  });

  it('says that no Redmine answers at the address of a connection', async () => {
    const silent = await findSilentUrl();
    const { status, line } = await failToStart({ config: config({ redmineUrl: silent }) });
    expect(status).toBe(1);
    expect(line.replace(/^.*config\.json: /, '')).toBe(
      'connections[0].url: [redmine] GET /users/current.json: no connection (ECONNREFUSED). Valid: the address of a Redmine that answers now.',
    );
  });

  it('says that no Redmine answers at --redmine-url', async () => {
    const silent = await findSilentUrl();
    expect(await failToStart({ redmine: { url: silent, apiKey: KEY } })).toEqual({
      status: 1,
      line: `no Redmine answers at ${silent}`,
    });
  });

  it('says that a configuration is not JSON', async () => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, '{"version": 1,');
    const { status, line } = await failToStart({ flags: ['--empty', '--config', path] });
    expect(status).toBe(1);
    expect(line).toMatch(/^--config .*broken\.json: not JSON: /);
    expect(line.split('\n')).toHaveLength(1);
  });
});

describe('a configuration that is imported into a running host', { timeout: 60_000 }, () => {
  it.each(['as text', 'as a document'])(
    'lets the embedded Redmine ring with the secret in it (%s)',
    async (form) => {
      const host = await startHost({
        config: config({ connection: { webhookSecret: 'the-first-secret' } }),
      });
      try {
        // A list: the first secret is refused from now on.
        const webhookSecret = ['the-second-secret'];
        const document = config({ connection: { webhookSecret } })(host.urls);
        await openAdminPage(host.urls.app).call('importConfiguration', {
          document: form === 'as text' ? JSON.stringify(document) : document,
        });
        const ada = createRedminePerson(host.urls.redmine, apiKeyOf(DEMO_SEED, 'ada'));
        await ada.createIssue({ subject: 'Rings' });
        await createControl(host.urls.app).idle();
        const jira = createJiraPerson(host.urls.jira, 'ada@example.com');
        expect(await jira.findIssues('WEB', 'Rings')).toHaveLength(1);
      } finally {
        expect(await host.stop()).toBe(0);
      }
    },
  );

  it('changes nothing where it has mistakes', async () => {
    const host = await startHost({ config: config({}) });
    try {
      const admin = openAdminPage(host.urls.app);
      const before = await admin.call('exportConfiguration');
      const answer = await admin.call('importConfiguration', {
        document: tenMistakes(host.urls),
      });
      expect(answer.imported ? [] : answer.mistakes).toHaveLength(10);
      expect(await admin.call('importConfiguration', { document: '{' })).toEqual({
        imported: false,
        mistakes: [{ path: '(document)', message: 'This is not JSON.' }],
      });
      expect(await admin.call('exportConfiguration')).toEqual(before);
    } finally {
      expect(await host.stop()).toBe(0);
    }
  });
});
