/**
 * The Jira Cloud double: one Jira site, as apps and people reach it through REST v3.
 *
 * It runs in-process (`handle`) or behind a socket (`fetch`), keeps all its state in the store it is
 * given, and refuses what Jira refuses. What it does not model answers 501.
 */
import type { HostClock } from '../clock';
import type { KeyedStore } from '../store/store';
import type { Caller, KnownCaller } from './caller';
import { router } from './endpoints';
import { readLogin } from './http/basic-auth';
import type { Call } from './http/call';
import { JiraError, loginRequired } from './http/jira-error';
import { readBody } from './http/read-body';
import { notModelled, type Reply } from './http/reply';
import type { Match } from './http/router';
import type { IndexedProperty } from './jql/fields';
import { pointsOf } from './limits/points';
import { JIRA_RATE_LIMITS, RateLimiter, type RateLimits } from './limits/rate-limits';
import { type Emit, Outbox } from './outbox';
import { SearchIndex } from './search-index';
import { ACCOUNTS, seedSite } from './site/seed';
import { Site, unguessable } from './site/site';
import { World } from './state/world';

/** What one call was, for whoever counts. */
export interface CallRecord {
  readonly method: string;
  readonly path: string;
  /** The path with names in place of ids, as the OpenAPI document writes it. */
  readonly route: string | undefined;
  readonly kind: 'read' | 'write';
  readonly sentByApp: boolean;
  readonly status: number;
  readonly points: number;
}

export interface JiraDoubleOptions {
  readonly store: KeyedStore;
  readonly clock: HostClock;
  /** How far searches run behind, until `setSearchLagSeconds` says otherwise. */
  readonly searchLagSeconds: number;
  readonly emit: Emit;
  /** Where clients reach it: `http://127.0.0.1:8421`. */
  readonly baseUrl: string;
  /** Random numbers in [0, 1), for ids of files and people; by default nobody can guess them. */
  readonly random?: () => number;
  /** How far the site's own clock is ahead of `clock`. */
  readonly skewMs?: number;
  /** `false` switches them off, for tests that are about something else. */
  readonly rateLimits?: RateLimits | false;
  /** Whether the app may administer projects, silence mails for example. */
  readonly appIsProjectAdmin?: boolean;
  /** The properties that the app's manifest makes searchable. */
  readonly indexedProperties?: readonly IndexedProperty[];
  readonly maxAttachmentBytes?: number;
  readonly onCall?: (call: CallRecord) => void;
}

export interface JiraDouble {
  /** Answers a request of a caller who is already known. */
  handle(request: Request, caller: Caller): Promise<Response>;
  /** Answers a request from a socket: Basic authentication with `EMAIL:anything`. */
  fetch(request: Request): Promise<Response>;
  /** Hands over the events that an earlier process left behind. Call it once the receiver stands. */
  resumeEvents(): Promise<void>;
  /** How many events wait to be handed over. */
  pendingEvents(): number;
  setSearchLagSeconds(seconds: number): void;
  readonly accounts: typeof ACCOUNTS;
}

const MAX_ATTACHMENT_BYTES = 1_073_741_824;

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
  });
  const search = { index, indexedProperties: options.indexedProperties ?? [] };
  const limits = options.rateLimits ?? JIRA_RATE_LIMITS;
  const limiter = limits === false ? undefined : new RateLimiter(limits);
  const outbox = new Outbox(world, options.emit);

  function identify(caller: Caller): KnownCaller | undefined {
    if (caller.kind === 'anonymous') return undefined;
    const accountId = caller.kind === 'app' ? ACCOUNTS.app : caller.accountId;
    const user = world.users.get(accountId);
    if (user === undefined) return undefined;
    const isApp = caller.kind === 'app';
    return { user, isApp, sentByApp: isApp || (caller.kind === 'user' && caller.viaApp === true) };
  }

  async function answer(
    request: Request,
    url: URL,
    match: Match,
    caller: KnownCaller,
  ): Promise<Reply> {
    const { body, files } = await readBody(request, match.route, site.maxAttachmentBytes);
    const issue = world.findIssue(match.params.issueIdOrKey ?? '');
    limiter?.admit(match, caller, issue?.id, clock.nowMs());
    const call: Call = {
      method: request.method,
      path: url.pathname,
      params: match.params,
      query: url.searchParams,
      headers: request.headers,
      body,
      files,
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
    let reply: Reply;
    try {
      if (match === undefined) reply = notModelled(request.method, url.pathname);
      else if (known === undefined && match.route.anonymous !== true) throw loginRequired();
      else reply = await answer(request, url, match, known ?? anonymousCaller());
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      reply = { status: error.status, body: error.body, headers: error.headers };
    }
    await outbox.drain();
    return respond(request, url, match, known, reply);
  }

  /** Only routes that need no login see it. */
  function anonymousCaller(): KnownCaller {
    const user = {
      accountId: '',
      accountType: 'atlassian',
      displayName: '',
      email: '',
      timeZone: 'Etc/UTC',
      active: false,
    } as const;
    return { user, isApp: false, sentByApp: false };
  }

  function respond(
    request: Request,
    url: URL,
    match: Match | undefined,
    known: KnownCaller | undefined,
    reply: Reply,
  ): Response {
    const points = match === undefined ? 0 : pointsOf(match.route, reply);
    const sentByApp = known?.sentByApp ?? false;
    if (sentByApp) limiter?.spend(points, clock.nowMs());
    options.onCall?.({
      method: request.method,
      path: url.pathname,
      route: match?.route.path,
      kind: match?.route.kind ?? 'read',
      sentByApp,
      status: reply.status,
      points,
    });
    const headers = new Headers({
      date: new Date(site.nowMs()).toUTCString(),
      ...(known === undefined ? {} : { 'x-aaccountid': encodeURIComponent(known.user.accountId) }),
      ...(sentByApp && limiter !== undefined ? limiter.headers(clock.nowMs()) : {}),
      ...reply.headers,
    });
    if (reply.content !== undefined) {
      headers.set('content-type', reply.content.type);
      return new Response(new Uint8Array(reply.content.bytes), { status: reply.status, headers });
    }
    if (reply.body === undefined) return new Response(null, { status: reply.status, headers });
    headers.set('content-type', 'application/json;charset=UTF-8');
    return new Response(JSON.stringify(reply.body), { status: reply.status, headers });
  }

  async function fetch(request: Request): Promise<Response> {
    const login = readLogin(request.headers, world);
    if (login.kind === 'known') return handle(request, login.caller);
    const { status, body } = loginRequired();
    return Response.json(body, {
      status,
      headers: {
        date: new Date(site.nowMs()).toUTCString(),
        'www-authenticate': 'OAuth realm="jira"',
        'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
      },
    });
  }

  return {
    handle,
    fetch,
    resumeEvents: () => outbox.drain(),
    pendingEvents: () => outbox.size,
    setSearchLagSeconds(seconds) {
      world.settings = { ...world.settings, searchLagSeconds: seconds };
      world.commit();
    },
    accounts: ACCOUNTS,
  };
}
