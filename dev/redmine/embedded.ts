import type { HostClock } from '../clock';
import type { KeyedStore } from '../store/store';
import type { Context, IssueEvent, ServerSettings } from './context';
import { Database } from './data/database';
import { type Answer, type PlainReply, Refusal, respond, toReply } from './http/answer';
import { authenticate } from './http/authenticate';
import type { ParamObject } from './http/params';
import {
  MalformedBody,
  type ParsedRequest,
  parsePlainRequest,
  parseRequest,
} from './http/parsed-request';
import { Router } from './http/router';
import { ROUTES, UNMODELLED } from './routes';
import type { Actor } from './rules/permissions';
import { applySeed } from './seed/apply-seed';
import { DEMO_SEED } from './seed/demo-seed';
import type { RedmineSeed } from './seed/seed';
import { renderHookBody } from './webhook/payload';
import { type Delivery, WebhookSender, type WebhookTarget } from './webhook/sender';

export interface EmbeddedRedmineOptions {
  /** Keeps everything; only this Redmine may use keys that begin with `redmine/` in it. */
  readonly store: KeyedStore;
  readonly clock: HostClock;
  /** Where it says it is, in links and `Location`; without a slash at the end. */
  readonly baseUrl: string;
  readonly textFormat?: ServerSettings['textFormat'];
  /** Fills an empty store. The demo's where left out. */
  readonly seed?: RedmineSeed;
  /** How far its clock is ahead of `clock` (behind if negative), in milliseconds. */
  readonly skewMs?: number;
  /** Rings as Redmine 7 does for what happens to issues. */
  readonly webhook?: WebhookTarget;
  /** 0 ≤ n < 1; for new API keys. */
  readonly random?: () => number;
  readonly maxAttachmentBytes?: number;
}

/** Redmine 5.0.4's REST API (JSON), in this process. */
export interface EmbeddedRedmine {
  /**
   * Answers a request. Each one is a transaction: when the answer is there, all it changed is in the
   * store; a request that fails changes nothing.
   */
  fetch(request: Request): Promise<Response>;
  /**
   * Does what the key's owner asks for, before it returns; its webhooks follow in the next turns. For
   * a simulation, in which somebody acts while a call of the app is on its way.
   * @param path with its query, from Redmine's own root on
   * @param content of an upload
   */
  ask(
    apiKey: string,
    method: string,
    path: string,
    body?: ParamObject,
    content?: Uint8Array<ArrayBuffer>,
  ): PlainReply;
  /** Resolves once every webhook that is due has been tried. */
  webhooksSettled(): Promise<void>;
  /** The webhooks tried since the last call. */
  takeDeliveries(): readonly Delivery[];
}

const router = new Router(ROUTES);

/**
 * Opens the embedded Redmine on a store, filling it first if it is empty.
 *
 * It behaves as the REST API of 5.0.4 does, silent ignores included; one contract suite holds it to that
 * (`test/contract/redmine`). What it does not model it answers with 501.
 */
export function createEmbeddedRedmine(options: EmbeddedRedmineOptions): EmbeddedRedmine {
  const db = new Database(options.store);
  const nowMs = (): number => options.clock.nowMs() + (options.skewMs ?? 0);
  let lastMs = 0;
  /** Every save has a time of its own, as a database that keeps microseconds gives it. */
  const nextMoment = (): number => {
    lastMs = Math.max(nowMs(), lastMs + 0.001);
    return lastMs;
  };
  if (db.isEmpty) db.write(() => applySeed(db, options.seed ?? DEMO_SEED, nowMs()));
  const sender = options.webhook === undefined ? undefined : new WebhookSender(options.webhook);
  const settings: ServerSettings = {
    textFormat: options.textFormat ?? 'textile',
    maxAttachmentBytes: options.maxAttachmentBytes ?? 5120 * 1024,
    crossProjectRelations: false,
  };
  const basePath = new URL(options.baseUrl).pathname.replace(/\/$/, '');

  const answer = (request: ParsedRequest): Answer => {
    const isGet = request.method === 'GET' || request.method === 'HEAD';
    const match = router.find(isGet ? 'GET' : request.method, request.segments);
    const what = `${request.method} /${request.segments.join('/')}`;
    if (match === undefined) {
      return UNMODELLED.some((pattern) => pattern.test(what))
        ? { kind: 'notModelled', what }
        : { kind: 'noRoute' };
    }
    if (request.format !== 'json' && !isDownload(request)) {
      return { kind: 'notModelled', what: `${what} as ${request.format || 'a page'}` };
    }
    const events: IssueEvent[] = [];
    const contextOf = (actor: Actor): Context => ({
      db,
      settings,
      actor,
      get nowMs() {
        return nextMoment();
      },
      baseUrl: options.baseUrl,
      random: options.random ?? Math.random,
      request,
      params: request.params,
      path: match.path,
      events,
    });
    const payloads: unknown[] = [];
    const result = db.write(() => {
      const context = contextOf(authenticate(db, request));
      const given = match.endpoint(context);
      if (!isKept(given)) throw new Refusal(given);
      if (sender !== undefined) {
        for (const event of events) {
          const payload = renderHookBody(context, event);
          if (payload !== undefined) payloads.push(payload);
        }
      }
      return given;
    });
    for (const payload of payloads) sender?.push(payload);
    return result;
  };

  return {
    ask(apiKey, method, path, sent, content) {
      const headers = new Headers({ 'x-redmine-api-key': apiKey, accept: 'application/json' });
      if (content) headers.set('content-type', 'application/octet-stream');
      try {
        return toReply(answer(parsePlainRequest(method, path, sent, headers, content)));
      } catch (error) {
        if (error instanceof Refusal) return toReply(error.answer);
        throw error;
      }
    },
    async fetch(request) {
      let result: Answer;
      try {
        result = answer(await parseRequest(request, basePath));
      } catch (error) {
        if (error instanceof Refusal) result = error.answer;
        else if (error instanceof MalformedBody) result = { kind: 'malformed' };
        else throw error;
      }
      const response = respond(result, nowMs(), request.headers.get('accept'));
      return request.method === 'HEAD' ? new Response(null, response) : response;
    },
    webhooksSettled: async () => sender?.settled(),
    takeDeliveries: () => sender?.takeDeliveries() ?? [],
  };
}

/** Whether what a request did before this answer stays done. */
const isKept = ({ kind }: Answer): boolean => kind === 'json' || kind === 'done' || kind === 'file';

const isDownload = ({ segments }: ParsedRequest): boolean =>
  segments[0] === 'attachments' && segments[1] === 'download';
