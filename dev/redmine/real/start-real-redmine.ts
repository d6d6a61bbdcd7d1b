import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN_API_KEY, DEMO_SEED } from '../seed/demo-seed';
import type { RedmineSeed } from '../seed/seed';
import { findRealRedmine } from './find-real-redmine';
import { appDirOf, type LogLevel, logFileOf, RAILS_ENVIRONMENT, writeInstance } from './instance';
import { type PreparedRedmine, prepareRedmine } from './prepare-package';
import { runProgram } from './run-program';
import { seedSql } from './seed-sql';

export interface RealRedmineOptions {
  readonly port: number;
  /** Where it keeps database, files and logs. Started again on the same directory it goes on. */
  readonly dataDir: string;
  readonly format?: 'textile' | 'common_mark';
  /** Fills a fresh database. The demo's where left out. */
  readonly seed?: RedmineSeed;
  /** Directories of plugins to install with a fresh database. */
  readonly plugins?: readonly string[];
  readonly maxAttachmentKilobytes?: number;
  /** SQL run on a fresh database after the seed. */
  readonly extraSql?: string;
  /** `warn` where left out. */
  readonly logLevel?: LogLevel;
  /** Told what takes long. */
  readonly say?: (text: string) => void;
}

export interface RealRedmine {
  readonly url: string;
  /** The administrator's. */
  readonly apiKey: string;
  readonly pid: number;
  /** What it logs to. */
  readonly logFile: string;
  /** Ends it and resolves once its process is gone. */
  stop(): Promise<void>;
  /** Ends it where it stands, as a machine that loses power does. */
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/**
 * Boots a real Redmine 5.0.4 on a loopback port, isolated from any installed one: SQLite, one puma thread,
 * about three seconds once the machine is prepared.
 *
 * @throws Error where it cannot be booted here, or does not answer within a minute
 */
export async function startRealRedmine(options: RealRedmineOptions): Promise<RealRedmine> {
  const finding = findRealRedmine();
  if (finding.kind === 'absent') throw new Error(finding.reason);
  await refuseUsedPort(options.port);
  const prepared = await prepareRedmine(options.say ?? (() => {}));
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const appDir = appDirOf(dataDir);
  const database = join(dataDir, 'redmine.sqlite3');
  if (!existsSync(database)) await createInstance(prepared, appDir, database, options);
  await runProgram('sqlite3', [database], { input: settingsSql(options) });
  const url = `http://127.0.0.1:${options.port}`;
  const log = join(dataDir, 'server.log');
  const server = await startServer(appDir, options.port, log);
  const redmine: RealRedmine = {
    url,
    apiKey: ADMIN_API_KEY,
    pid: server.pid ?? 0,
    logFile: logFileOf(appDir),
    stop: () => stopServer(server),
    kill: () => endServer(server, 'SIGKILL'),
  };
  try {
    await untilAnswering(server, url, log);
  } catch (error) {
    await redmine.stop();
    throw error;
  }
  return redmine;
}

/** Otherwise whatever answers there would be taken for ours. */
async function refuseUsedPort(port: number): Promise<void> {
  const isUsed = await new Promise<boolean>((decide) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      decide(true);
    });
    socket.once('error', () => decide(false));
  });
  if (isUsed) throw new Error(`port ${port} is in use`);
}

async function createInstance(
  prepared: PreparedRedmine,
  appDir: string,
  database: string,
  options: RealRedmineOptions,
): Promise<void> {
  const fresh = `${database}.new`;
  await rm(appDir, { recursive: true, force: true });
  await cp(prepared.codeDir, appDir, { recursive: true, verbatimSymlinks: true });
  await writeInstance(appDir, database, options.logLevel);
  await cp(prepared.gemfileLock, join(appDir, 'Gemfile.lock'));
  await cp(prepared.databaseTemplate, fresh);
  const sql = [
    'BEGIN;',
    administratorSql(),
    seedSql(options.seed ?? DEMO_SEED),
    options.extraSql ?? '',
    'COMMIT;',
    'PRAGMA journal_mode=WAL;',
  ];
  await runProgram('sqlite3', ['-bail', fresh], { input: sql.join('\n') });
  const plugins = options.plugins ?? [];
  for (const plugin of plugins) {
    const place = join(appDir, 'plugins', basename(resolve(plugin)));
    await cp(resolve(plugin), place, { recursive: true });
  }
  await rename(fresh, database);
  if (plugins.length > 0) {
    const inApp = { cwd: appDir, env: RAILS_ENVIRONMENT() };
    await rm(join(appDir, 'Gemfile.lock'));
    await runProgram('bundle', ['install', '--local', '--quiet'], inApp);
    await runProgram('bundle', ['exec', 'rake', 'redmine:plugins:migrate'], inApp);
  }
}

const administratorSql = (): string => `
UPDATE users SET must_change_passwd=0, language='en' WHERE login='admin';
DELETE FROM email_addresses WHERE user_id=1;
INSERT INTO email_addresses(user_id,address,is_default,notify,created_on,updated_on)
  VALUES(1,'admin@example.net',1,1,datetime('now'),datetime('now'));
INSERT INTO tokens(user_id,action,value,created_on,updated_on)
  VALUES(1,'api','${ADMIN_API_KEY}',datetime('now'),datetime('now'));`;

/** Settings are written at each start, since the port may be another one. */
function settingsSql(options: RealRedmineOptions): string {
  const settings: Readonly<Record<string, string>> = {
    rest_api_enabled: '1',
    text_formatting: options.format ?? 'textile',
    host_name: `127.0.0.1:${options.port}`,
    protocol: 'http',
    default_language: 'en',
    attachment_max_size: String(options.maxAttachmentKilobytes ?? 5120),
    notified_events: '--- []\n',
  };
  return Object.entries(settings)
    .map(
      ([name, value]) =>
        `DELETE FROM settings WHERE name='${name}';
INSERT INTO settings(name,value,updated_on) VALUES('${name}','${value}',datetime('now'));`,
    )
    .join('\n');
}

async function startServer(appDir: string, port: number, log: string): Promise<ChildProcess> {
  const output = await open(log, 'a');
  const listen = ['-e', 'production', '-b', `tcp://127.0.0.1:${port}`, '-t', '1:1'];
  const args = ['exec', 'puma', ...listen, '-C', join(__dirname, 'puma.rb'), 'config.ru'];
  const server = spawn('bundle', args, {
    cwd: appDir,
    env: RAILS_ENVIRONMENT(),
    stdio: ['ignore', output.fd, output.fd],
  });
  await new Promise<void>((started, failed) => {
    server.once('spawn', started);
    server.once('error', failed);
  });
  await output.close();
  return server;
}

async function untilAnswering(server: ChildProcess, url: string, log: string): Promise<void> {
  const giveUpAtMs = Date.now() + START_TIMEOUT_MS;
  const headers = { 'X-Redmine-API-Key': ADMIN_API_KEY };
  while (Date.now() < giveUpAtMs) {
    if (server.exitCode !== null) break;
    try {
      const response = await fetch(`${url}/users/current.json`, { headers });
      await response.arrayBuffer();
      if (response.status === 200) return;
    } catch {
      // not listening yet
    }
    await sleep(200);
  }
  const tail = (await readFile(log, 'utf8')).trim().split('\n').slice(-10).join('\n');
  throw new Error(`the real Redmine does not answer at ${url}; the end of ${log}:\n${tail}`);
}

async function stopServer(server: ChildProcess): Promise<void> {
  const isEnded = await Promise.race([
    endServer(server, 'SIGTERM').then(() => true),
    sleep(STOP_TIMEOUT_MS, false, { ref: false }),
  ]);
  if (!isEnded) await endServer(server, 'SIGKILL');
}

async function endServer(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  server.kill(signal);
  await ended;
}
