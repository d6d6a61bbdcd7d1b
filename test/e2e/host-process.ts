/** Starts `npm start`'s own program as a process of its own, as a person would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const START_TIMEOUT_MS = 30_000;

export interface HostProcess {
  readonly url: string;
  readonly jiraUrl: string;
  readonly redmineUrl: string;
  readonly process: ChildProcess;
  /** Everything printed so far. */
  readonly output: { stdout: string; stderr: string };
  /** Ends it and says how it ended. */
  end(
    signal: 'SIGTERM' | 'SIGKILL',
  ): Promise<{ readonly code: number | null; readonly tookMs: number }>;
}

function spawnHost(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'dev/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, REDMINE_URL: '', REDMINE_API_KEY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  return { child, output };
}

/** Runs it to its end, for a start that is meant to fail. */
export async function runToEnd(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const { child, output } = spawnHost(args, environment);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** @throws {Error} with what it printed, where it does not get ready */
export async function startHost(port: number, args: readonly string[]): Promise<HostProcess> {
  const { child, output } = spawnHost(['--port', String(port), ...args], {});
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  while (!output.stdout.includes('ready ')) {
    if (child.exitCode !== null || Date.now() > deadlineMs) {
      child.kill('SIGKILL');
      throw new Error(`the host did not start: ${output.stdout} ${output.stderr}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    jiraUrl: `http://127.0.0.1:${port + 1}`,
    redmineUrl: `http://127.0.0.1:${port + 2}`,
    process: child,
    output,
    async end(signal) {
      const startedMs = Date.now();
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, tookMs: Date.now() - startedMs };
    },
  };
}
