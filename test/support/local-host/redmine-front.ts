/**
 * The web server that stands in front of a Redmine in production. It can be switched off, so that
 * Redmine is down, and it tells the time in its answers, which a bare puma does not.
 */
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { startLoopbackServer } from '../loopback-server';

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
  const server = await startLoopbackServer((incoming, answer) => {
    seen.push({
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
    });
    if (target && ownStatus === null) passOn(target, incoming, answer);
    else answer.writeHead(ownStatus ?? 503).end();
  });
  return {
    url: server.url,
    lead(redmineUrl) {
      target = new URL(redmineUrl);
    },
    answerWith(status) {
      ownStatus = status;
    },
    goDown: server.goDown,
    comeBack: server.comeBack,
    takeSeen() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close: server.close,
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
