/** `npm start` as a child process: what a person would start, on ports of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaimedPorts, claimPorts, HOST_PORTS } from './claim-ports';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');
const START_TIMEOUT_MS = 60_000;

export interface HostUrls {
  readonly app: string;
  readonly jira: string;
  /** The Redmine that the host was told of, else its embedded one. */
  readonly redmine: string;
}

export interface HostOptions {
  /** The configuration to start with, made once the addresses are known. */
  readonly config?: (urls: HostUrls) => object;
  readonly redmine?: { readonly url: string; readonly apiKey: string };
  readonly dataFolder?: string;
  /** Default: `--empty --timers manual --search-lag 0`. */
  readonly flags?: readonly string[];
}

export interface HostProcess {
  readonly urls: HostUrls;
  /** Everything that it printed so far, logs of the app included. */
  output(): string;
  /** Ends it as a person would. @returns its exit status */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again with the same flags, on the same ports. */
  restart(): Promise<void>;
}

/** A host that did not come up, with what it said and how it ended. */
export class HostDidNotStart extends Error {
  override readonly name = 'HostDidNotStart';
  constructor(
    readonly status: number | null,
    readonly stderr: string,
  ) {
    super(`the local host ended with status ${status}: ${stderr}`);
  }
}

export const DEFAULT_FLAGS = ['--empty', '--timers', 'manual', '--search-lag', '0'];

/**
 * Starts a host and resolves once it is ready.
 * @throws HostDidNotStart where it ends first
 */
export async function startHost(options: HostOptions = {}): Promise<HostProcess> {
  const ports = await claimPorts(HOST_PORTS);
  const urls: HostUrls = {
    app: `http://127.0.0.1:${ports.first}`,
    jira: `http://127.0.0.1:${ports.first + 1}`,
    redmine: options.redmine?.url ?? `http://127.0.0.1:${ports.first + 2}`,
  };
  const folder = mkdtempSync(join(tmpdir(), 'redmine-sync-host-'));
  const args = listArguments(options, ports, urls, folder);
  const clean = () => {
    ports.release();
    rmSync(folder, { recursive: true, force: true });
  };
  let output = '';
  const launch = () =>
    launchHost(args, (text) => {
      output += text;
    });
  let child = await launch().catch((error: unknown) => {
    clean();
    throw error;
  });
  return {
    urls,
    output: () => output,
    async stop() {
      const status = await end(child, 'SIGTERM');
      clean();
      refuseViolations(output);
      return status;
    },
    async kill() {
      await end(child, 'SIGKILL');
    },
    async restart() {
      child = await launch();
    },
  };
}

/** With `JIRA_OPENAPI` set, the host tells what Jira's own document would refuse. */
function refuseViolations(output: string): void {
  const violations = output.split('\n').filter((line) => line.startsWith('[openapi] '));
  if (violations.length > 0) throw new Error([...new Set(violations)].join('\n'));
}

function listArguments(
  { config, redmine, dataFolder, flags }: HostOptions,
  ports: ClaimedPorts,
  urls: HostUrls,
  folder: string,
): readonly string[] {
  const configFile = join(folder, 'config.json');
  if (config) writeFileSync(configFile, JSON.stringify(config(urls)));
  return [
    ...['--port', String(ports.first)],
    ...(flags ?? DEFAULT_FLAGS),
    ...(config ? ['--config', configFile] : []),
    ...(redmine ? ['--redmine-url', redmine.url, '--redmine-key', redmine.apiKey] : []),
    ...(dataFolder === undefined ? [] : ['--data', dataFolder]),
  ];
}

async function launchHost(
  args: readonly string[],
  onOutput: (text: string) => void,
): Promise<ChildProcess> {
  // One process, without npm or npx around it, so that a kill ends the host itself.
  const child = spawn(process.execPath, ['--import', 'tsx', 'dev/main.ts', ...args], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, REDMINE_URL: '', REDMINE_API_KEY: '' },
  });
  let stdout = '';
  let stderr = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
    }, START_TIMEOUT_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput(text);
      if (!/^ready http/m.test(stdout)) return;
      clearTimeout(timer);
      resolve();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onOutput(text);
    });
    child.once('error', reject);
    child.once('close', (status) => {
      clearTimeout(timer);
      reject(new HostDidNotStart(status, stderr.trim()));
    });
  });
  return child;
}

function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('close', (status) => resolve(status));
    child.kill(signal);
  });
}
