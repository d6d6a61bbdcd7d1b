/** What the double is given, and what it gives. */
import type { HostClock } from '../clock';
import type { KeyedStore } from '../store/store';
import type { Caller } from './caller';
import type { UploadedFile } from './http/call';
import type { Reply } from './http/reply';
import type { IndexedProperty } from './jql/fields';
import type { Json } from './json';
import type { RateLimits } from './limits/rate-limits';
import type { OpenApiCheck } from './openapi/check';
import type { Emit } from './outbox';
import type { ACCOUNTS } from './site/seed';
import type { StoresAdf } from './site/site';

/** What one call was, for whoever counts. */
export interface CallRecord {
  readonly method: string;
  readonly path: string;
  /** The path with names in place of ids, as the OpenAPI document writes it. */
  readonly route: string | undefined;
  /** A read changes no data, whatever its method. */
  readonly kind: 'read' | 'write';
  /** The app sent it, in its own name or in a person's. */
  readonly sentByApp: boolean;
  readonly status: number;
  /** What it costs of the app's hourly budget. */
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
  /** Whether the app may administer projects, silence mails for example. Off by default. */
  readonly appIsProjectAdmin?: boolean;
  /** The properties that the app's manifest makes searchable; no other can be searched. */
  readonly indexedProperties?: readonly IndexedProperty[];
  readonly maxAttachmentBytes?: number;
  /** `with-local-ids`: documents come back with ids on their blocks and adjacent texts merged. */
  readonly storesAdf?: StoresAdf;
  /** Holds every exchange against Jira's OpenAPI document. */
  readonly check?: OpenApiCheck;
  /** What the app was granted; its other calls are refused. Left out: everything. */
  readonly appScopes?: readonly string[];
  readonly onCall?: (call: CallRecord) => void;
}

export interface JiraDouble {
  /** Answers a request of a caller who is already known. */
  handle(request: Request, caller: Caller): Promise<Response>;
  /**
   * Does what a person asks for, before it returns; its events follow in the next turns. For a
   * simulation, in which somebody acts while a call of the app is on its way.
   * @param path with its query, from `/rest` on
   * @param files of an upload
   */
  ask(
    accountId: string,
    method: string,
    path: string,
    body?: Json,
    files?: readonly UploadedFile[],
  ): Reply;
  /** Answers a request from a socket: Basic authentication with `EMAIL:anything`. */
  fetch(request: Request): Promise<Response>;
  /** Hands over the events that an earlier process left behind. Call it once the receiver stands. */
  resumeEvents(): Promise<void>;
  /** How many events wait to be handed over. */
  pendingEvents(): number;
  setSearchLagSeconds(seconds: number): void;
  /** Whether an admin pinned the issue panel with that module key to the project. */
  isPanelPinned(moduleKey: string, projectIdOrKey: string): boolean;
  /** Who has that e-mail address; costs the app nothing, unlike a search by it. */
  findAccountId(email: string): string | undefined;
  /** The account ids of the people who are always there, and of the app's own user. */
  readonly accounts: typeof ACCOUNTS;
}
