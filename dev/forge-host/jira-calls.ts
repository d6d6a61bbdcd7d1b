/** `requestJira` of a function: as the app, or as the person on whose behalf it runs. */
import type { CallGate } from './call-gate';
import type { ForgeFetchTarget } from './globals';
import { type Invocation, never } from './invocation';
import { isJiraRead } from './jira-cost';
import type { Ledger } from './ledger';
import type { Site } from './site';

/** Who Jira is asked by. */
export type JiraCaller =
  | { readonly kind: 'app' }
  /** `asUser`: the app acts for that person, so the events it causes are its own. */
  | { readonly kind: 'user'; readonly accountId: string; readonly viaApp: true };

export type JiraHandler = (request: Request, caller: JiraCaller) => Promise<Response>;

/** What `@forge/api` turns into `NeedsAuthenticationError`. */
function needsAuthentication(): Response {
  const headers = { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' };
  return new Response('Authentication Required', { status: 401, headers });
}

function findCaller(invocation: Invocation, target: ForgeFetchTarget): JiraCaller | undefined {
  if (target.provider === 'app') return { kind: 'app' };
  if (target.provider !== 'user') return undefined;
  const own = invocation.options.accountId;
  // To act for anybody else takes `allowImpersonation` in the manifest, which is not modelled.
  if (own === undefined || (target.accountId !== undefined && target.accountId !== own)) {
    return undefined;
  }
  return { kind: 'user', accountId: own, viaApp: true };
}

export interface JiraCallsOptions {
  readonly site: Site;
  readonly gate: CallGate;
  readonly ledger: Ledger;
  readonly jira: JiraHandler;
  readonly countsPoints: boolean;
}

export function createJiraCalls(options: JiraCallsOptions) {
  const { site, gate, ledger, jira, countsPoints } = options;

  async function countPoints(method: string, path: string, response: Response): Promise<void> {
    if (!countsPoints) return;
    const isRead = isJiraRead(method, path);
    ledger.countJiraPoints(method, path, isRead ? await response.clone().text() : undefined);
  }

  return async (
    invocation: Invocation,
    target: ForgeFetchTarget,
    path: string,
    init?: RequestInit,
  ): Promise<Response> => {
    if (invocation.ended) return never();
    const caller = findCaller(invocation, target);
    if (!caller) return needsAuthentication();
    const request = new Request(site.siteUrl + path, init);
    const { method } = request;
    ledger.countJiraRequest(method, path);
    const body = typeof init?.body === 'string' ? init.body : '';
    return gate.pass(invocation, { target: 'jira', method, path, body }, async () => {
      const response = await jira(request, caller);
      await countPoints(method, path, response);
      return response;
    });
  };
}
