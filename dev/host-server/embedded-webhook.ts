/**
 * The webhook of the embedded Redmine, which somebody set up in a real one: it rings the app at the
 * connection that leads to it, with that connection's secret, and follows when another one is imported.
 */
import type { WebhookTarget } from '../redmine/webhook/sender';
import type { KeyedStore } from '../store/store';
import { listConnections } from './import-configuration';

/** What an import said last, for the start after this one. */
interface Known {
  readonly path: string;
  readonly secret: string;
}

export interface EmbeddedWebhook {
  readonly target: WebhookTarget;
  /** Takes over what an imported document says of the embedded Redmine. */
  follow(document: unknown): void;
}

const KEY = 'host/embedded-webhook';

/**
 * @param redmineUrl of the embedded Redmine
 * @param callDoor what is behind the web trigger's URL and the connection's path
 */
export function createEmbeddedWebhook(
  store: KeyedStore,
  redmineUrl: string,
  callDoor: (path: string, request: Request) => Promise<Response>,
): EmbeddedWebhook {
  let known = store.get(KEY) as Known | undefined;
  return {
    target: {
      get url() {
        return `http://redmine.local${known?.path ?? '/'}`;
      },
      get secret() {
        return known?.secret ?? '';
      },
      async send(request) {
        // Nobody has set a webhook up yet.
        if (!known) return new Response(null, { status: 404 });
        return callDoor(known.path, request);
      },
    },
    follow(document) {
      const connection = listConnections(document).find(({ url }) => url.startsWith(redmineUrl));
      if (connection?.webhookSecret === undefined) return;
      known = { path: `/${connection.id}`, secret: connection.webhookSecret };
      store.put(KEY, known);
    },
  };
}
