import type { Database } from './data/database';
import type { Journal } from './data/model';
import type { ParamObject } from './http/params';
import type { ParsedRequest } from './http/parsed-request';
import type { Actor } from './rules/permissions';

/** Settings of the server (Administration → Settings), those that the modelled behaviour asks for. */
export interface ServerSettings {
  readonly textFormat: 'textile' | 'common_mark';
  /** Largest upload, in bytes. */
  readonly maxAttachmentBytes: number;
  readonly crossProjectRelations: boolean;
}

/** Something that happened to an issue in this request, for the webhook. */
export type IssueEvent =
  | { readonly kind: 'created' | 'updated'; readonly issueId: number; readonly journal?: Journal }
  | { readonly kind: 'deleted'; readonly issueId: number; readonly data: unknown };

/** All that an endpoint works with. */
export interface Context {
  readonly db: Database;
  readonly settings: ServerSettings;
  readonly actor: Actor;
  /** The server's clock, milliseconds since the epoch: at each reading a microsecond later. */
  readonly nowMs: number;
  readonly baseUrl: string;
  readonly random: () => number;
  readonly request: ParsedRequest;
  readonly params: ParamObject;
  /** The values of the route's `:names`. */
  readonly path: Readonly<Record<string, string>>;
  readonly events: IssueEvent[];
}

/** The server's day, `YYYY-MM-DD` (its time zone is UTC). */
export const todayOf = (context: { readonly nowMs: number }): string =>
  new Date(context.nowMs).toISOString().slice(0, 10);

/** An instant as Redmine's REST API writes it: whole seconds, UTC. */
export const formatInstant = (ms: number): string =>
  `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;

export const formatInstantOrNull = (ms: number | null): string | null =>
  ms === null ? null : formatInstant(ms);
