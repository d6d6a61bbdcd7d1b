/** `/__host/…`: how tests and people drive the local host. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { MovableClock } from '../clock';
import type { ForgeHost } from '../forge-host/create-forge-host';
import { faultsRequest, toFaultRules } from '../forge-host/fault-wire';
import { readJson } from './read-json';

const idleRequest = z.strictObject({
  timeoutMs: z.int().positive().default(60_000),
  advance: z.boolean().default(false),
});
const advanceRequest = z.strictObject({ seconds: z.number().positive() });
const scheduleRequest = z.strictObject({ key: z.string() });

export interface ControlApiOptions {
  readonly host: ForgeHost;
  readonly clock: MovableClock;
  /** Resolves once what is on its way to the host has arrived there: webhooks, say. */
  readonly settleOthers: () => Promise<void>;
}

/** Waits for the work, but no longer than that. */
async function withinTime(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, tooLate]);
  clearTimeout(timer);
}

/** The app to be mounted at `/__host`. */
export function createControlApi({ host, clock, settleOthers }: ControlApiOptions): Hono {
  const api = new Hono();

  async function idle(timeoutMs: number, advance: boolean): Promise<boolean> {
    const deadlineMs = Date.now() + timeoutMs;
    for (;;) {
      await withinTime(settleOthers(), deadlineMs - Date.now());
      const leftMs = deadlineMs - Date.now();
      if (leftMs <= 0 || !(await host.idle({ timeoutMs: leftMs, advance }))) return false;
      await withinTime(settleOthers(), deadlineMs - Date.now());
      if (host.isQuiet) return true;
    }
  }

  api.get('/health', (context) => context.json({ ready: true }));

  api.post('/idle', async (context) => {
    const { timeoutMs, advance } = await readJson(context, idleRequest);
    if (await idle(timeoutMs, advance)) return context.json({ idle: true });
    const { runningCount: running, waitingCount: waiting } = host;
    return context.json({ idle: false, running, waiting }, 504);
  });

  api.post('/advance', async (context) => {
    const { seconds } = await readJson(context, advanceRequest);
    const ended = await host.advance(seconds * 1000);
    return context.json({ advanced: ended, nowMs: clock.nowMs() }, ended ? 200 : 504);
  });

  api.get('/timers', (context) => context.json({ timers: host.timers.keys }));

  api.post('/schedule', async (context) => {
    const { key } = await readJson(context, scheduleRequest);
    const run = host.timers.run(key);
    if (!run) {
      const error = `there is no scheduledTrigger ${key}; there are: ${host.timers.keys.join(', ')}`;
      return context.json({ error }, 404);
    }
    const { kind } = await run;
    return context.json({ key, outcome: kind }, kind === 'returned' ? 200 : 500);
  });

  api.get('/webtriggers', (context) => context.json(Object.fromEntries(host.webTriggers.urls)));

  api.get('/ledger', (context) => context.json(host.ledger.read()));
  api.delete('/ledger', (context) => {
    host.ledger.reset();
    return context.body(null, 204);
  });

  api.post('/faults', async (context) => {
    const rules = toFaultRules(await readJson(context, faultsRequest));
    host.faults.add(rules);
    return context.json({ added: rules.length });
  });
  api.delete('/faults', (context) => {
    host.faults.clear();
    return context.body(null, 204);
  });

  return api;
}
