/** `npm run smoke` against the Jira double and the app, over real HTTP. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createControl } from '../support/local-host/control';
import { type HostProcess, startHost } from '../support/local-host/host-process';
import { sendJson } from '../support/local-host/send-json';

/** What takes the app's own user, a browser, a site that is set up for it, or two calls at once. */
const LEFT_OPEN = [
  ...['W8', 'W9', 'W10', 'S6'],
  ...['W3', 'W12', 'W19', 'W20', 'W22', 'W25'],
  ...['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10'],
  ...['L2', 'L3', 'P2', 'P5', 'A1', 'A2', 'A3', 'A5', 'A6'],
];

const created = z.object({ key: z.string() });
const found = z.object({ issues: z.array(z.unknown()) });

const folder = mkdtempSync(join(tmpdir(), 'smoke-'));
const reportFile = join(folder, 'report.md');
let host: HostProcess;

beforeAll(async () => {
  // Its search runs behind, as a site's does.
  host = await startHost({ flags: ['--empty', '--timers', 'manual', '--search-lag', '2'] });
});
afterAll(async () => {
  await host?.stop();
  rmSync(folder, { recursive: true });
});

const askJira = (method: string, path: string, body?: object) =>
  sendJson(host.urls.jira + path, {
    method,
    headers: { authorization: `Basic ${Buffer.from('admin@example.com:x').toString('base64')}` },
    ...(body ? { body } : {}),
  });

/** An issue that only members of its project see. */
async function hideIssue(): Promise<string> {
  await askJira('PUT', '/__double/settings', { membersOnly: { OPS: true } });
  const fields = { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary: 'hidden' };
  return created.parse(await askJira('POST', '/rest/api/3/issue', { fields })).key;
}

function runSmoke(args: readonly string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'dev/smoke/main.ts', ...args],
      {
        env: {
          ...process.env,
          JIRA_EMAIL: 'admin@example.com',
          JIRA_API_TOKEN: 'x',
          JIRA_OTHER_EMAIL: 'linus@example.com',
          JIRA_OTHER_API_TOKEN: 'x',
        },
      },
      (_, stdout, stderr) => resolve({ status: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

describe('npm run smoke', () => {
  it('confirms on the double what docs/unverified.md assumes, and leaves nothing behind', async () => {
    const hiddenIssue = await hideIssue();
    const { status, output } = await runSmoke([
      ...['--site', host.urls.jira, '--project', 'WEB', '--second-project', 'OPS'],
      ...['--webtrigger', await createControl(host.urls.app).readWebhookUrl()],
      ...['--hidden-issue', hiddenIssue, '--report', reportFile],
    ]);
    const rows = [...readFileSync(reportFile, 'utf8').matchAll(/^- \[(.*)\] \*\*(\w+)\*\*/gm)];
    const open = rows.filter(([, mark]) => mark === ' ').map(([, , id]) => id);
    const wrong = rows.filter(([, mark]) => mark !== ' ' && mark !== 'x').map(([line]) => line);
    expect({ status, wrong, open: open.toSorted() }, output).toEqual({
      status: 0,
      wrong: [],
      open: LEFT_OPEN.toSorted(),
    });
    const search = '/rest/api/3/search/jql?jql=summary~smoke';
    const listLeft = async () => found.parse(await askJira('GET', search)).issues;
    await expect.poll(listLeft, { timeout: 10_000 }).toEqual([]);
  }, 300_000);

  it('says what it needs where something is missing', async () => {
    const { status, output } = await runSmoke(['--site', host.urls.jira]);
    expect([status, output]).toEqual([1, expect.stringContaining('at project')]);
  });
});
