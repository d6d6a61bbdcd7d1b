/** Where secrets and people's words may turn up, and where not. */
import { afterEach, describe, expect, it } from 'vitest';
import { type AdminCall, adminRequests } from '../../../src/shared/api';
import { listStored } from '../../support/in-process/app-storage';
import { makePair, renameInJira } from '../../support/in-process/issues';
import {
  APP_KEY,
  type InProcessWorld,
  openInProcessWorld,
  REDMINE_URL,
} from '../../support/in-process/open-in-process-world';
import { exportAll } from '../../support/in-process/read-audit';
import { WEBHOOK_SECRET } from '../../support/local-host/a-configuration';

const COLLECTOR_URL = 'https://logs.example.com/intake';
const COLLECTOR_TOKEN = 'collector-token-of-the-test';
const SECRETS = [APP_KEY, WEBHOOK_SECRET, COLLECTOR_TOKEN];
/** What people typed into bodies: no log, audit or answer of the admin page needs it. */
const WORDS = 'words-that-are-nobodys-business';

let world: InProcessWorld;
afterEach(() => world.host.stop());

function adf(text: string): object {
  return {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  };
}

/** Trackers quote what they were sent; what stands in front of one may quote the key as well. */
async function echo(request: Request, status: number): Promise<Response> {
  const { issue } = (await request.json()) as { issue: Record<string, unknown> };
  const errors = [
    ...Object.values(issue).map((value) => `"${String(value)}" is refused`),
    `the key ${request.headers.get('X-Redmine-API-Key')} may not do that`,
  ];
  return new Response(JSON.stringify({ errors }), { status });
}

describe('secrets and payloads', () => {
  it('are in no log line, export, answer or plain storage, whatever fails', async () => {
    let echoes: number | null = null;
    world = openInProcessWorld({
      egress: ['https://logs.example.com'],
      elsewhere(request) {
        if (request.url.startsWith(COLLECTOR_URL)) {
          return Promise.resolve(new Response(`what is ${COLLECTOR_TOKEN}?`, { status: 403 }));
        }
        return echoes !== null && request.method === 'PUT' ? echo(request, echoes) : undefined;
      },
    });
    await world.configure({
      audit: { collector: { kind: 'splunk', url: COLLECTOR_URL, token: COLLECTOR_TOKEN } },
    });
    const pair = await makePair(world, 'Basket', { description: adf(`${WORDS} 1`) });
    await world.asJira('ada', 'POST', `/issue/${pair.key}/comment`, { body: adf(`${WORDS} 2`) });
    await world.settle();
    for (const status of [422, 400, 500, 401]) {
      echoes = status;
      await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
        fields: { summary: `${WORDS} 3`, description: adf(`${WORDS} 4 ${status}`) },
      });
      await world.host.idle({ timeoutMs: 20_000, advance: false });
      echoes = null;
      await world.host.advance(3_600_000);
      await world.runTimer('sweep');
    }
    const logs = world.logs.join('\n');
    expect(world.logs.length).toBeGreaterThan(0);
    expect(logs).not.toContain(WORDS);

    const told: string[] = [logs, await exportAll(world, 'jsonl'), await exportAll(world, 'csv')];
    for (const call of Object.keys(adminRequests) as AdminCall[]) {
      if (call === 'importConfiguration') continue;
      told.push(
        JSON.stringify(
          await world.askAdmin(call, {
            mappingId: 'web',
            connectionId: 'main',
            linkId: `main:${pair.redmineId}`,
            field: 'summary',
            keep: 'jira',
            seed: 'ask',
            id: 'dead:web:jira:1',
            reason: 'x',
            format: 'jsonl',
          }),
        ),
      );
      await world.settle();
    }
    told.push(JSON.stringify(listStored(world.store, 'plain/')));
    told.push(JSON.stringify(listStored(world.store, 'entity/')));
    for (const secret of SECRETS) expect(told.join('\n')).not.toContain(secret);
    // Bodies of texts and comments are in the audit as digests only.
    const audit = JSON.stringify(listStored(world.store, 'entity/audit/'));
    for (const body of [1, 2, 4]) expect(audit).not.toContain(`${WORDS} ${body}`);
  });

  it('stay out of an answer where a configuration with secrets is refused', async () => {
    world = openInProcessWorld();
    const answer = await world.askAdmin('importConfiguration', {
      document: {
        version: 1,
        audit: { collector: { kind: 'json', url: 'https://10.0.0.2/x', token: COLLECTOR_TOKEN } },
        connections: [
          {
            id: 'main',
            name: 'x',
            url: REDMINE_URL,
            apiKey: APP_KEY.replace(/.$/, 'x'),
            webhookSecret: WEBHOOK_SECRET,
            textFormat: 'textile',
          },
        ],
        mappings: [{ id: 'web', connection: 'main', jiraProject: 'NO', redmineProject: 'no' }],
      },
    });
    const told = JSON.stringify([answer, world.logs]);
    expect(told).toContain('mistakes');
    for (const secret of [APP_KEY.slice(0, -1), WEBHOOK_SECRET, COLLECTOR_TOKEN]) {
      expect(told).not.toContain(secret);
    }
  });
});

describe('a Redmine that redirects', () => {
  it.each([301, 302, 303, 307, 308])(
    '%i takes the key nowhere, for no kind of call',
    async (status) => {
      const seen: Request[] = [];
      let redirects = false;
      world = openInProcessWorld({
        egress: ['https://elsewhere.example.com'],
        elsewhere: (request) => {
          if (request.url.startsWith('https://elsewhere.example.com')) {
            seen.push(request);
            return Promise.resolve(new Response('{}', { status: 200 }));
          }
          if (!redirects) return undefined;
          const location = request.url.replace(REDMINE_URL, 'https://elsewhere.example.com');
          return Promise.resolve(new Response(null, { status, headers: { location } }));
        },
      });
      await world.configure();
      const pair = await makePair(world, 'Basket');
      redirects = true;
      await renameInJira(world, pair.key, 'Redirected');
      await world.asJira('ada', 'POST', '/issue', {
        fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'New' },
      });
      await world.settle();
      await world.host.advance(300_000);
      await world.runTimer('sweep');
      const place = { id: pair.jiraId, projectId: pair.projectId };
      const panel = await world.askPanel(place, 'getPanel');
      // In a pause nobody calls, and whether one ends just then hangs on where the jobs' attempts fell.
      expect(JSON.stringify(panel)).toMatch(/"state":"waiting"|the key is not sent on/);
      const test = await world.callAdmin('testConnection', { connectionId: 'main' });
      expect(JSON.stringify(test.findings)).toContain('the key is not sent on');
      expect(seen).toEqual([]);

      redirects = false;
      await world.callAdmin('testConnection', { connectionId: 'main' });
      await world.host.advance(3_600_000);
      await world.runTimer('sweep');
      await world.runTimer('sweep');
      const { body } = await world.asRedmine('ada', 'GET', `/issues/${pair.redmineId}.json`);
      expect(body.issue.subject).toBe('Redirected');
    },
  );
});

describe('an address that leads inside', () => {
  it.each([
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://[::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://metadata.google.internal/',
    'https://metadata.google.internal./',
    'https://printer.local/',
    'https://user:password@redmine.example.com/',
    'https://user@redmine.example.com/',
    'http://redmine.example.com/',
    'https://redmine.example.com/?x=1',
    'https://redmine.example.com/#x',
    'ftp://redmine.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    'gopher://127.0.0.1/',
  ])('%s is refused for a Redmine and for a collector, and nobody is called', async (url) => {
    const called: string[] = [];
    world = openInProcessWorld({
      egress: ['https://*'],
      elsewhere: (request) => {
        called.push(request.url);
        return Promise.resolve(new Response('{}'));
      },
    });
    const connection = {
      id: 'main',
      name: 'Acme',
      url,
      apiKey: APP_KEY,
      textFormat: 'textile',
    };
    const redmine = await world.callAdmin('importConfiguration', {
      document: { version: 1, connections: [connection], mappings: [] },
    });
    expect(redmine).toMatchObject({ imported: false });
    const collector = await world.callAdmin('importConfiguration', {
      document: {
        version: 1,
        audit: { collector: { kind: 'json', url, token: 'token' } },
        connections: [],
        mappings: [],
      },
    });
    expect(collector).toMatchObject({ imported: false });
    expect(called).toEqual([]);
    expect(listStored(world.store, 'secret/')).toEqual([]);
  });
});
