/**
 * The web server that stands in front of a Redmine in production. It can be switched off, so that
 * Redmine is down, and it tells the time in its answers, which a bare puma does not.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of the app, without its body. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface RedmineFront {
  readonly url: string;
  /** Where it sends requests on to; set once that is known. */
  lead(redmineUrl: string): void;
  /** Answers so itself, in Redmine's place; `null`: no longer. */
  answerWith(status: number | null): void;
  /** From now on nobody answers at its address. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  /** Requests since the last call. */
  takeSeen(): readonly SeenRequest[];
  close(): Promise<void>;
}

export async function startRedmineFront(): Promise<RedmineFront> {
  let target: URL | undefined;
  let ownStatus: number | null = null;
  let seen: SeenRequest[] = [];
  const server = createServer((incoming, answer) => {
    seen.push({
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
    });
    if (target && ownStatus === null) passOn(target, incoming, answer);
    else answer.writeHead(ownStatus ?? 503).end();
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
    url: `http://127.0.0.1:${port}`,
    lead(redmineUrl) {
      target = new URL(redmineUrl);
    },
    answerWith(status) {
      ownStatus = status;
    },
    goDown: close,
    comeBack: () => listen(port),
    takeSeen() {
      const taken = seen;
      seen = [];
      return taken;
    },
    async close() {
      if (server.listening) await close();
    },
  };
}

function passOn(target: URL, incoming: IncomingMessage, answer: ServerResponse): void {
  const onward = request(
    {
      host: target.hostname,
      port: target.port,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
    },
    (response) => {
      // Node adds the `Date` header by itself.
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    },
  );
  onward.on('error', () => {
    if (!answer.headersSent) answer.writeHead(502);
    answer.end();
  });
  incoming.pipe(onward);
}
