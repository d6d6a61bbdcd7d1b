/** A log collector on a real socket: keeps what it takes, and can be away or unwilling. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  const server = createServer((request, response) => {
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
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/intake`,
    received,
    answerWith(status, headers = {}) {
      answer = { status, headers };
    },
    breakAfterTaking(isBroken) {
      breaks = isBroken;
    },
    goDown: close,
    comeBack: () => listen(port),
    async close() {
      if (server.listening) await close();
    },
  };
}
