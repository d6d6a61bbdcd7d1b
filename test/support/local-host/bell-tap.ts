/** Stands between a Redmine's bells and the app's door: it notes what rings, and can play dead or slow. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startLoopbackServer } from '../loopback-server';
import { postWebhook } from './redmine-webhook';

/** One POST of the sender, as it came. */
export interface TappedBell {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the sender was answered. */
  readonly status: number;
}

export interface BellTap {
  readonly url: string;
  /** Hands bells on to the door from now on. */
  lead(doorUrl: string): void;
  /** Answers so itself, in the door's place; `null`: no longer. */
  answerWith(status: number | null): void;
  /** Lets every answer wait until the returned function is called. */
  holdAnswers(): () => void;
  /** From now on nobody answers at its address. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  /** Bells that were answered since the last call, once there are so many and no more come. */
  takeBells(count: number): Promise<readonly TappedBell[]>;
  close(): Promise<void>;
}

const PATIENCE_MS = 15_000;
/** Longer than the sender waits for what belongs together. */
const SILENCE_MS = 400;

export async function startBellTap(): Promise<BellTap> {
  let door = '';
  let ownStatus: number | null = null;
  let held: Promise<void> = Promise.resolve();
  let bells: TappedBell[] = [];
  const server = await startLoopbackServer(async (incoming, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    await held;
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    const { 'x-redmine-signature-256': signature = '' } = headers;
    const status =
      ownStatus ?? (await postWebhook(door, body, { 'x-redmine-signature-256': signature })).status;
    bells.push({ headers, body, status });
    answer.writeHead(status).end();
  });
  return {
    url: `${server.url}/bells`,
    lead(doorUrl) {
      door = doorUrl;
    },
    answerWith(status) {
      ownStatus = status;
    },
    holdAnswers() {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
    goDown: server.goDown,
    comeBack: server.comeBack,
    async takeBells(count) {
      const deadlineMs = Date.now() + PATIENCE_MS;
      while (bells.length < count && Date.now() < deadlineMs) await sleep(50);
      await sleep(SILENCE_MS);
      const taken = bells;
      bells = [];
      return taken;
    },
    close: server.close,
  };
}
