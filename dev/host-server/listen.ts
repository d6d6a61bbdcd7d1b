import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { StartError } from './start-error';

export interface Listening {
  /** Ends at once, whatever is still open. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 120_000;

/**
 * Serves on loopback only.
 * @throws {StartError} where the port is taken
 */
export function listen(
  port: number,
  fetch: (request: Request, bindings: Partial<HttpBindings>) => Promise<Response> | Response,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request, bindings) => fetch(request, bindings as HttpBindings),
    overrideGlobalObjects: false,
  });
  // Node ends an idle connection after five seconds, and a caller that was about to use it is cut off.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const reason = isTaken ? `port ${port} is in use` : `port ${port}: ${error.message}`;
      reject(new StartError(reason, { cause: error }));
    });
    server.listen(port, '127.0.0.1', () =>
      resolve({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
  });
}
