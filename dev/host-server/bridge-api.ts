/**
 * `/__bridge/…`: what a page of the app asks of the platform around it. Forge knows who looks at a
 * page; here the page says who it plays.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import type { ForgeHost } from '../forge-host/create-forge-host';
import {
  egressDeleteDomainSchema,
  egressDeleteGroupSchema,
  egressGetSchema,
  egressSetSchema,
} from '../forge-host/egress/egress-groups';
import { bridgeEgressRequest, bridgeInvokeRequest } from '../pages/bridge-wire';
import { importAnswerSchema } from './import-configuration';
import { readJson } from './read-json';

export interface BridgeApiOptions {
  readonly host: ForgeHost;
  /** Whether the manifest lets admins manage egress (`permissions.external.configurable`). */
  readonly isEgressConfigurable: boolean;
  /** Whether that person is an admin of the site. */
  readonly isAdmin: (accountId: string) => Promise<boolean>;
  /** The account of `?as=EMAIL`, for a caller that is no page. */
  readonly findAccountId: (email: string) => Promise<string>;
  /** Told every document that the app took over. */
  readonly onImported: (document: unknown) => void;
}

const importRequest = z.looseObject({ document: z.unknown() });

/** The document, if this call of the admin page was an import that the app took over. */
function findImported(functionKey: string, payload: unknown, value: unknown): unknown {
  if (functionKey !== 'importConfiguration') return undefined;
  const answer = importAnswerSchema.safeParse(value).data;
  if (!answer?.ok || !answer.value.imported) return undefined;
  return importRequest.safeParse(payload).data?.document;
}

type Outcome =
  | { readonly kind: 'done'; readonly result?: unknown }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 422; readonly message: string };

/** The app to be mounted at `/__bridge`. */
export function createBridgeApi(options: BridgeApiOptions): Hono {
  const { host, isEgressConfigurable, isAdmin, findAccountId, onImported } = options;
  const api = new Hono();
  const groups = host.egressGroups;

  api.post('/invoke', async (context) => {
    const {
      moduleKey,
      functionKey,
      payload,
      context: page,
    } = await readJson(context, bridgeInvokeRequest);
    const email = context.req.query('as');
    const accountId = email === undefined ? page.accountId : await findAccountId(email);
    const answer = await host.invokeResolver({
      moduleKey,
      functionKey,
      payload,
      accountId,
      context: page,
    });
    if (answer.kind !== 'answered') return context.json({ message: answer.message }, 500);
    const document = findImported(functionKey, payload, answer.value);
    if (document !== undefined) onImported(document);
    return context.json({ result: answer.value });
  });

  const commands: Readonly<Record<string, (payload: unknown) => Outcome>> = {
    get: (payload) => {
      const { keys } = egressGetSchema.parse(payload);
      return { kind: 'done', result: { results: groups.list(keys) } };
    },
    set: (payload) => {
      const { egresses } = egressSetSchema.parse(payload);
      const refusal = groups.set(egresses);
      if (refusal) return { kind: 'refused', ...refusal };
      return { kind: 'done', result: { results: groups.list(egresses.map(({ key }) => key)) } };
    },
    deleteDomain: (payload) => {
      groups.deleteDomain(egressDeleteDomainSchema.parse(payload));
      return { kind: 'done' };
    },
    deleteGroup: (payload) => {
      groups.deleteGroup(egressDeleteGroupSchema.parse(payload).key);
      return { kind: 'done' };
    },
  };

  async function runEgress(request: z.infer<typeof bridgeEgressRequest>): Promise<Outcome> {
    if (!isEgressConfigurable) {
      const message = 'permissions.external.configurable is not enabled in the manifest';
      return { kind: 'refused', status: 403, message };
    }
    if (request.command !== 'get' && !(await isAdmin(request.accountId))) {
      return { kind: 'refused', status: 403, message: 'only an admin can change egress' };
    }
    try {
      const run = commands[request.command] as (payload: unknown) => Outcome;
      return run(request.payload);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return { kind: 'refused', status: 400, message: z.prettifyError(error) };
    }
  }

  api.post('/egress', async (context) => {
    const outcome = await runEgress(await readJson(context, bridgeEgressRequest));
    if (outcome.kind === 'refused') {
      return context.json({ message: outcome.message }, outcome.status);
    }
    return context.json(outcome.result === undefined ? {} : { result: outcome.result });
  });

  return api;
}
