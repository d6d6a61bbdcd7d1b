import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type HostProcess, runToEnd, startHost } from './host-process';

const PORT = 8610;
const folder = mkdtempSync(join(tmpdir(), 'host-start-'));
let host: HostProcess | undefined;

afterEach(async () => {
  if (host && host.process.exitCode === null) await host.end('SIGKILL');
  host = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeConfig(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const readJson = async (url: string, init?: RequestInit) => (await fetch(url, init)).json();

describe('npm start', () => {
  it('says when it is ready, answers everywhere, and ends on SIGTERM with status 0', async () => {
    host = await startHost(PORT, ['--empty', '--timers', 'manual']);
    expect(host.output.stdout.split('\n')).toContain(`ready http://127.0.0.1:${PORT}`);
    const authorization = `Basic ${Buffer.from('ada@example.com:x').toString('base64')}`;
    expect([
      await readJson(`${host.url}/__host/health`),
      await readJson(`${host.url}/__host/timers`),
      await readJson(`${host.jiraUrl}/rest/api/3/myself`, { headers: { authorization } }),
      (await fetch(`${host.redmineUrl}/issues.json`)).status,
      (await fetch(`${host.url}/`)).status,
    ]).toEqual([
      { ready: true },
      { timers: expect.arrayContaining(['sweep']) },
      expect.objectContaining({ emailAddress: 'ada@example.com' }),
      200,
      200,
    ]);
    const { code, tookMs } = await host.end('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5000);
  });

  it('answers a web trigger as the contract says, whatever comes', async () => {
    host = await startHost(PORT, ['--empty', '--timers', 'manual']);
    const { 'redmine-webhook': door } = (await readJson(`${host.url}/__host/webtriggers`)) as {
      'redmine-webhook': string;
    };
    const ring = async (path: string, body: string) =>
      (await fetch(door + path, { method: 'POST', body })).status;
    expect([
      await ring('/nobody', '{}'),
      await ring('', 'x'.repeat(5 * 1024 * 1024)),
      await fetch(`${host.url}/public/unknown`).then(({ status }) => status),
    ]).toEqual([404, 413, 404]);
  });
});

describe('npm start ends with status 1 and one clear line', () => {
  it('where a port is in use', async () => {
    const blocker = createServer().listen(PORT + 1, '127.0.0.1');
    try {
      expect(await runToEnd(['--port', String(PORT), '--empty'])).toEqual({
        code: 1,
        stdout: '',
        stderr: `port ${PORT + 1} is in use\n`,
      });
    } finally {
      blocker.close();
    }
  });

  it.each([
    ['a flag is unknown', ['--colour', 'red'], /--colour/],
    ['the port is no number', ['--port', 'x'], /--port/],
    ['the config cannot be read', ['--config', '/nowhere/config.json'], /nowhere/],
    [
      'no Redmine answers',
      ['--redmine-url', 'http://127.0.0.1:9', '--redmine-key', 'k'],
      /no Redmine answers at http:\/\/127\.0\.0\.1:9/,
    ],
  ])('where %s', async (_what, args, reason) => {
    const ended = await runToEnd(['--port', String(PORT), ...args]);
    expect([ended.code, ended.stdout]).toEqual([1, '']);
    expect(ended.stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(reason)]);
  });

  it('where the config is not JSON', async () => {
    const path = writeConfig('broken.json', '{ "version": 1, ');
    const ended = await runToEnd(['--port', String(PORT), '--config', path]);
    expect([ended.code, ended.stderr.trimEnd().split('\n')]).toEqual([
      1,
      [expect.stringContaining('broken.json: not JSON')],
    ]);
  });

  it('where the config has mistakes, with all of them', async () => {
    const path = writeConfig('wrong.json', {
      version: 1,
      connections: [
        {
          id: 'main',
          name: 'R',
          url: `http://127.0.0.1:${PORT + 2}`,
          apiKey: 'k',
          textFormat: 'html',
        },
      ],
      mappings: [{ id: 'web', connection: 'other' }],
    });
    const ended = await runToEnd(['--port', String(PORT), '--config', path]);
    expect([ended.code, ended.stdout]).toEqual([1, '']);
    const lines = ended.stderr.trimEnd().split('\n');
    expect(lines).toEqual([expect.stringContaining('wrong.json')]);
    expect(lines[0]).toMatch(/textFormat.*jiraProject/);
  });
});
