import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import { type HostProcess, startHost } from './host-process';

const PORT = 8614;
const folder = mkdtempSync(join(tmpdir(), 'host-restart-'));
let host: HostProcess | undefined;

afterEach(async () => {
  if (host && host.process.exitCode === null) await host.end('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = { 'content-type': 'application/json' };
const ada = {
  authorization: `Basic ${Buffer.from('ada@example.com:x').toString('base64')}`,
  ...json,
};

async function post(url: string, body: unknown, headers: Record<string, string> = json) {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function readSubjects(): Promise<string[]> {
  const response = await fetch(`${host?.redmineUrl}/issues.json?status_id=*&limit=100`, {
    headers: { 'x-redmine-api-key': ADMIN_API_KEY },
  });
  const { issues } = (await response.json()) as { issues: { subject: string }[] };
  return issues.map(({ subject }) => subject).sort();
}

const start = () => startHost(PORT, ['--data', join(folder, 'data'), '--timers', 'manual']);
const idle = () => post(`${host?.url}/__host/idle`, { timeoutMs: 60_000, advance: true });

it('goes on after kill -9 where it stopped: nothing lost, nothing twice', async () => {
  host = await start();
  await idle();
  const before = await readSubjects();

  const summaries = ['Killed one', 'Killed two', 'Killed three'];
  // The functions are cut off while they wait for Redmine to answer their create call.
  await post(`${host.url}/__host/faults`, {
    rules: [{ target: 'redmine', method: 'POST', effect: { delayMs: 60_000 } }],
  });
  for (const summary of summaries) {
    const fields = { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary };
    await post(`${host.jiraUrl}/rest/api/3/issue`, { fields }, ada);
  }
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await readSubjects()).toEqual(before);
  await host.end('SIGKILL');

  host = await start();
  expect(await idle()).toEqual({ idle: true });
  expect(await readSubjects()).toEqual([...before, ...summaries].sort());
});
