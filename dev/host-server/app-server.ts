/** Everything that the app host answers over HTTP, loopback only. */
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ForgeHost } from '../forge-host/create-forge-host';
import { FORGE_LIMITS } from '../forge-host/limits';

export interface AppServerOptions {
  readonly host: ForgeHost;
  readonly controlApi: Hono;
  readonly bridgeApi: Hono;
  /** The start page, the admin page, an issue with its panel. */
  readonly pages: Hono | undefined;
}

type Env = { Bindings: Partial<HttpBindings> };

/** A page of somebody else's must not drive the host of whoever looks at it. */
function isForeign(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin !== null && origin !== new URL(request.url).origin;
}

export function createAppServer({ host, controlApi, bridgeApi, pages }: AppServerOptions) {
  const server = new Hono<Env>();

  server.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    console.error('[host]', error);
    return context.json({ error: 'the local host failed; see its standard error' }, 500);
  });

  const callWebTrigger = (request: Request, bindings: Partial<HttpBindings> | undefined) => {
    if (Number(request.headers.get('content-length')) > FORGE_LIMITS.invocationPayloadBytes) {
      return new Response('larger than 5 MB', { status: 413 });
    }
    return host.webTriggers.call(request, bindings?.incoming?.rawHeaders);
  };
  for (const path of ['/public/*', '/x1/*']) {
    server.all(path, (context) => callWebTrigger(context.req.raw, context.env));
  }

  for (const path of ['/__host/*', '/__bridge/*']) {
    server.use(path, async (context, next) => {
      if (isForeign(context.req.raw)) return context.json({ error: 'foreign origin' }, 403);
      await next();
    });
  }
  server.route('/__host', controlApi);
  server.route('/__bridge', bridgeApi);
  if (pages) server.route('/', pages);
  return server;
}
