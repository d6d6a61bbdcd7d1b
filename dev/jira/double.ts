/**
 * The Jira Cloud double: one Jira site, as apps and people reach it through REST v3.
 *
 * It runs in-process (`handle`) or behind a socket (`fetch`), keeps all its state in the store it is
 * given, and refuses what Jira refuses. What it does not model answers 501.
 */
import type { Caller, KnownCaller } from './caller';
import type { JiraDouble, JiraDoubleOptions } from './double-options';
import { router } from './endpoints';
import { readLogin } from './http/basic-auth';
import type { Call, UploadedFile } from './http/call';
import { JiraError, loginRequired } from './http/jira-error';
import { type RequestBody, readBody } from './http/read-body';
import { notModelled, type Reply } from './http/reply';
import { respond } from './http/respond';
import type { Match } from './http/router';
import type { Json } from './json';
import { pointsOf } from './limits/points';
import { JIRA_RATE_LIMITS, RateLimiter } from './limits/rate-limits';
import { Outbox } from './outbox';
import { refuseWithoutScope } from './scopes';
import { SearchIndex } from './search-index';
import { ACCOUNTS, NOBODY, seedSite } from './site/seed';
import { Site, unguessable } from './site/site';
import { World } from './state/world';

export type { CallRecord, JiraDouble, JiraDoubleOptions } from './double-options';

const NO_HEADERS = new Headers();
const MAX_ATTACHMENT_BYTES = 1_073_741_824;

/** Opens the site that the store holds, or a new one with the people and projects of every site. */
export function createJiraDouble(options: JiraDoubleOptions): JiraDouble {
  const { clock } = options;
  const world = new World(options.store);
  const index = new SearchIndex(world, clock, options.searchLagSeconds);
  world.load();
  seedSite(world);
  index.finishLoading();
  const site = new Site(world, {
    clock,
    baseUrl: options.baseUrl,
    skewMs: options.skewMs ?? 0,
    random: options.random ?? unguessable,
    appIsProjectAdmin: options.appIsProjectAdmin ?? false,
    maxAttachmentBytes: options.maxAttachmentBytes ?? MAX_ATTACHMENT_BYTES,
    storesAdf: options.storesAdf ?? 'as-sent',
  });
  const search = { index, indexedProperties: options.indexedProperties ?? [] };
  const limits = options.rateLimits ?? JIRA_RATE_LIMITS;
  const limiter = limits === false ? undefined : new RateLimiter(limits);
  const outbox = new Outbox(world, options.emit);

  function identify(caller: Caller): KnownCaller | undefined {
    if (caller.kind === 'anonymous') return undefined;
    const isApp = caller.kind === 'app';
    const user = world.users.get(isApp ? ACCOUNTS.app : caller.accountId);
    if (user === undefined) return undefined;
    return { user, isApp, sentByApp: isApp || (caller.kind === 'user' && caller.viaApp === true) };
  }

  /** Runs the handler; all that it changed is stored, or nothing. It does not wait in between. */
  function run(
    request: Pick<Request, 'method' | 'headers'>,
    url: URL,
    match: Match,
    caller: KnownCaller,
    read: RequestBody,
  ): Reply {
    const issue = world.findIssue(match.params.issueIdOrKey ?? '');
    limiter?.admit(match, caller, issue?.id, clock.nowMs());
    const call: Call = {
      method: request.method,
      path: url.pathname,
      params: match.params,
      query: url.searchParams,
      headers: request.headers,
      ...read,
      caller,
      site,
      search,
    };
    try {
      const reply = match.route.handle(call);
      world.commit();
      return reply;
    } catch (error) {
      world.undo();
      throw error;
    }
  }

  async function handle(request: Request, caller: Caller): Promise<Response> {
    const url = new URL(request.url);
    const known = identify(caller);
    const match = router.find(request.method, url.pathname);
    let body: RequestBody = { body: undefined, files: [] };
    let reply: Reply;
    try {
      if (match === undefined) {
        reply = notModelled(request.method, url.pathname);
      } else {
        if (known === undefined && match.route.anonymous !== true) throw loginRequired();
        if (known?.sentByApp && options.appScopes) {
          refuseWithoutScope(match.route, options.appScopes);
        }
        body = await readBody(request, match.route, site.maxAttachmentBytes);
        reply = run(request, url, match, known ?? NOBODY, body);
      }
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      reply = { status: error.status, body: error.body, headers: error.headers };
    }
    const sentByApp = known?.sentByApp ?? false;
    const points = match === undefined ? 0 : pointsOf(match.route, reply);
    if (sentByApp) limiter?.spend(points, clock.nowMs());
    await outbox.drain();
    options.onCall?.({
      method: request.method,
      path: url.pathname,
      route: match?.route.path,
      kind: match?.route.kind ?? 'read',
      sentByApp,
      status: reply.status,
      points,
    });
    options.check?.check({
      method: request.method,
      url,
      headers: request.headers,
      requestBody: body.body,
      status: reply.status,
      responseBody: reply.body,
      sentByApp,
    });
    return respond(reply, {
      ...dateHeader(),
      ...(known === undefined ? {} : { 'x-aaccountid': encodeURIComponent(known.user.accountId) }),
      ...(sentByApp ? limiter?.headers(clock.nowMs()) : {}),
    });
  }

  function dateHeader(): { readonly date: string } {
    return { date: new Date(site.nowMs()).toUTCString() };
  }

  async function fetch(request: Request): Promise<Response> {
    const login = readLogin(request.headers, world);
    if (login.kind === 'known') return handle(request, login.caller);
    const { status, body } = loginRequired();
    const headers = {
      'www-authenticate': 'OAuth realm="jira"',
      'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
    };
    return respond({ status, body, headers }, dateHeader());
  }

  function ask(
    accountId: string,
    method: string,
    pathAndQuery: string,
    body?: Json,
    files: readonly UploadedFile[] = [],
  ) {
    const url = new URL(pathAndQuery, options.baseUrl);
    const known = identify({ kind: 'user', accountId });
    const match = router.find(method, url.pathname);
    if (known === undefined) throw new Error(`nobody has the account ${accountId}`);
    if (match === undefined) return notModelled(method, url.pathname);
    try {
      const sent = { body: body === undefined ? undefined : structuredClone(body), files };
      return run({ method, headers: NO_HEADERS }, url, match, known, sent);
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      return { status: error.status, body: error.body };
    } finally {
      void outbox.drain();
    }
  }

  return {
    handle,
    ask,
    fetch,
    resumeEvents: () => outbox.drain(),
    pendingEvents: () => outbox.size,
    setSearchLagSeconds(seconds) {
      world.settings = { ...world.settings, searchLagSeconds: seconds };
      world.commit();
    },
    isPanelPinned(moduleKey, projectIdOrKey) {
      const projectId = world.findProject(projectIdOrKey)?.id ?? '';
      return world.settings.pinnedPanels?.[moduleKey]?.includes(projectId) ?? false;
    },
    findAccountId: (email) => world.findUserByEmail(email)?.accountId,
    accounts: ACCOUNTS,
  };
}
