/**
 * What the pages send to the app host on behalf of a page's bridge, and what they expect back. The
 * host parses each request with it.
 */
import { z } from 'zod';

/** `POST /__bridge/invoke`: a page calls its module's resolver. */
export const bridgeInvokeRequest = z.object({
  moduleKey: z.string(),
  /** The name that the resolver defines. */
  functionKey: z.string(),
  payload: z.unknown().optional(),
  context: z.looseObject({
    /** Who looks at the page. Forge knows it by itself; here the page says who it plays. */
    accountId: z.string(),
    extension: z.looseObject({ type: z.string() }),
  }),
});

/**
 * `POST /__bridge/egress`: customer-managed egress. `set` comes only after the consent dialog was
 * answered with yes; whether the caller is an admin at all is the host's to check.
 */
export const bridgeEgressRequest = z.object({
  command: z.enum(['get', 'set', 'deleteDomain', 'deleteGroup']),
  accountId: z.string(),
  payload: z.looseObject({}),
});

export type BridgeEgressRequest = z.infer<typeof bridgeEgressRequest>;
