/**
 * Calls of a page to the resolver behind it.
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/forge-resolver/
 */
import type { FunctionRunner } from './function-runner';
import { FORGE_LIMITS } from './limits';
import { listPages, type Manifest } from './manifest';
import { buildFunctionContext, type Site } from './site';

export interface ResolverCall {
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly payload?: unknown;
  readonly accountId: string;
  /** What the product adds: the extension with its issue and project, say. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export type ResolverAnswer =
  | { readonly kind: 'answered'; readonly value: unknown }
  /** What the page's promise is rejected with. */
  | { readonly kind: 'failed'; readonly message: string };

export function createResolverCalls(
  manifest: Manifest,
  site: Site,
  runner: FunctionRunner,
): (call: ResolverCall) => Promise<ResolverAnswer> {
  const pages = new Map(listPages(manifest).map((page) => [page.key, page]));
  const fail = (message: string): ResolverAnswer => ({ kind: 'failed', message });

  return async ({ moduleKey, functionKey, payload, accountId, context }) => {
    const page = pages.get(moduleKey);
    if (!page?.resolverFunction) return fail(`module ${moduleKey} has no resolver`);
    const payloadJson = payload === undefined ? undefined : JSON.stringify(payload);
    if (Buffer.byteLength(payloadJson ?? '') > FORGE_LIMITS.resolverRequestBytes) {
      return fail('payload larger than 500 KB');
    }
    const outcome = await runner.run({
      kind: 'interactive',
      functionKey: page.resolverFunction,
      moduleKey,
      moduleType: page.type,
      accountId,
      args: [
        {
          call: {
            functionKey,
            payload: payloadJson === undefined ? undefined : JSON.parse(payloadJson),
          },
          context: {
            cloudId: site.cloudId,
            siteUrl: site.siteUrl,
            moduleKey,
            localId: `${site.contextAri}/${moduleKey}`,
            environmentId: site.environmentId,
            environmentType: 'DEVELOPMENT',
            extension: { type: page.type },
            ...(context === undefined ? {} : (JSON.parse(JSON.stringify(context)) as object)),
          },
        },
        buildFunctionContext(site, accountId),
      ],
    });
    switch (outcome.kind) {
      case 'returned': {
        if (outcome.value === undefined) return { kind: 'answered', value: undefined };
        const json = JSON.stringify(outcome.value);
        if (Buffer.byteLength(json) > FORGE_LIMITS.resolverResponseBytes) {
          return fail('response larger than 5 MB');
        }
        return { kind: 'answered', value: JSON.parse(json) };
      }
      case 'threw': {
        const { error } = outcome;
        const text = error instanceof Error ? error.message : String(error);
        return fail(`There was an error invoking the function - ${text}`);
      }
      case 'timed-out':
      case 'crashed':
        return fail(`There was an error invoking the function - ${outcome.kind}`);
      default:
        return outcome satisfies never;
    }
  };
}
