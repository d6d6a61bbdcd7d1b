/** A log collector on a real socket: keeps what it takes, and can be away or unwilling. */
import type { IncomingHttpHeaders } from 'node:http';
import { startLoopbackServer } from './loopback-server';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LogReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Answers so from now on; 200 takes. */
  answerWith(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Takes what comes and breaks the connection before it answers. */
  breakAfterTaking(isBroken: boolean): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export async function startLogReceiver(): Promise<LogReceiver> {
  const received: Received[] = [];
  let answer: { status: number; headers: Readonly<Record<string, string>> } = {
    status: 200,
    headers: {},
  };
  let breaks = false;
  const server = await startLoopbackServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers } = answer;
      if (status < 300) {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      }
      if (breaks) request.socket.destroy();
      else response.writeHead(status, headers).end(`you sent ${Buffer.concat(chunks).toString()}`);
    });
  });
  return {
    url: `${server.url}/intake`,
    received,
    answerWith(status, headers = {}) {
      answer = { status, headers };
    },
    breakAfterTaking(isBroken) {
      breaks = isBroken;
    },
    goDown: server.goDown,
    comeBack: server.comeBack,
    close: server.close,
  };
}
