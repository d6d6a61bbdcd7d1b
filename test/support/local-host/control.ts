/** `/__host/…`: how a test drives the host. */
import { z } from 'zod';
import { sendJson } from './send-json';

export interface FaultRule {
  readonly target: 'jira' | 'redmine' | 'kvs' | 'queue';
  readonly method?: string;
  readonly path?: string;
  readonly times?: number;
  readonly effect:
    | {
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: unknown;
      }
    | { readonly delayMs: number }
    | { readonly dropResponse: true }
    | { readonly crash: true };
}

const tracker = z.object({ count: z.number(), reads: z.number(), writes: z.number() });
const traffic = z.object({ count: z.number(), bytes: z.number() });
const ledgerSchema = z.object({
  invocations: z.record(z.string(), z.object({ count: z.number(), ms: z.number() })),
  requests: z.object({ jira: tracker.extend({ points: z.number() }), redmine: tracker }),
  kvs: z.object({ reads: traffic, writes: traffic }),
  queue: z.object({ pushes: z.number(), events: z.number() }),
  logBytes: z.number(),
});

export type Ledger = z.output<typeof ledgerSchema>;

const webTriggersSchema = z.object({ 'redmine-webhook': z.url() });

export interface HostControl {
  /** Until nothing is left to do; what is delayed runs by moving the clock. @throws after a minute */
  idle(): Promise<void>;
  /** @returns the host's time then */
  advance(seconds: number): Promise<number>;
  /** Runs a scheduled trigger now, and all that comes of it. */
  runTimer(key: 'sweep' | 'verify'): Promise<void>;
  /** Fires it, and waits for nothing. */
  fireTimer(key: 'sweep' | 'verify'): Promise<void>;
  /** Like `idle`, for work of more than a minute. */
  waitUntilIdle(): Promise<void>;
  /** Moves the clock to what is due next, within the hour, and waits for nothing that comes of it. */
  skipAhead(): Promise<void>;
  readLedger(): Promise<Ledger>;
  resetLedger(): Promise<void>;
  addFaults(...rules: readonly FaultRule[]): Promise<void>;
  clearFaults(): Promise<void>;
  readWebhookUrl(): Promise<string>;
}

export function createControl(appUrl: string): HostControl {
  const post = (path: string, body: unknown) =>
    sendJson(`${appUrl}/__host/${path}`, { method: 'POST', body });
  const idle = async () => {
    await post('idle', { timeoutMs: 60_000, advance: true });
  };
  const tryIdle = async (timeoutMs: number) => {
    const body = JSON.stringify({ timeoutMs, advance: true });
    const headers = { 'content-type': 'application/json' };
    return fetch(`${appUrl}/__host/idle`, { method: 'POST', headers, body });
  };
  return {
    idle,
    async advance(seconds) {
      const answer = await post('advance', { seconds });
      return z.object({ nowMs: z.number() }).parse(answer).nowMs;
    },
    async runTimer(key) {
      // Storage queries run behind: a link saved just now would not be listed yet.
      await post('advance', { seconds: 1 });
      await post('schedule', { key });
      await idle();
    },
    async waitUntilIdle() {
      while ((await tryIdle(50_000)).status === 504);
    },
    async skipAhead() {
      await tryIdle(1_000);
    },
    async fireTimer(key) {
      await post('schedule', { key });
    },
    readLedger: async () => ledgerSchema.parse(await sendJson(`${appUrl}/__host/ledger`)),
    async resetLedger() {
      await sendJson(`${appUrl}/__host/ledger`, { method: 'DELETE' });
    },
    async addFaults(...rules) {
      await post('faults', { rules });
    },
    async clearFaults() {
      await sendJson(`${appUrl}/__host/faults`, { method: 'DELETE' });
    },
    async readWebhookUrl() {
      const urls = webTriggersSchema.parse(await sendJson(`${appUrl}/__host/webtriggers`));
      return urls['redmine-webhook'];
    },
  };
}
