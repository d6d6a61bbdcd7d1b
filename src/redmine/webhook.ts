/**
 * A webhook's body as a bell: which issue, and what for. Bodies hold private notes, restricted
 * fields and e-mail addresses; nothing of that is looked at.
 */
import * as z from 'zod';

export interface RedmineBell {
  readonly issueId: string;
  /** `null` where the sender does not say. */
  readonly projectId: string | null;
  readonly action: 'created' | 'updated' | 'deleted';
  /** The journal that it is about; with our own last journal it tells an echo. */
  readonly journalId: number | null;
  /** When it happened, by Redmine's clock; `null` where the sender does not say. */
  readonly atMs: number | null;
  /** When it was signed; only our plugin says so. */
  readonly signedAtMs: number | null;
}

export type ParsedWebhook =
  | { readonly kind: 'bell'; readonly bell: RedmineBell }
  /** Known, and of no interest: a wiki page, a time entry, a test. */
  | { readonly kind: 'ignored'; readonly type: string }
  /** Not JSON, or not a shape we know; the message names what is odd and no value. */
  | { readonly kind: 'unknown'; readonly message: string };

const id = z.number().int().positive();
const time = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => !Number.isNaN(ms))
  .nullish()
  .catch(null);

/** Redmine 7's own, and our plugin's with ids only. */
const nativeSchema = z.object({
  type: z.string(),
  timestamp: time,
  signed_at: time,
  data: z.object({
    issue: z.object({ id, project: z.object({ id }).nullish() }).nullish(),
    journal: z.object({ id: id.nullish() }).nullish(),
  }),
});

/** `suer/redmine_webhook` and its forks. */
const suerSchema = z.object({
  payload: z.object({
    action: z.string(),
    /** Graimes' fork names what else it is about: `time_entry.created`. */
    event: z.string().optional(),
    issue: z.object({ id, project: z.object({ id }).nullish(), updated_on: time }).nullish(),
    /** Without an id where a save changed nothing: that journal is never stored. */
    journal: z.object({ id: id.nullish(), created_on: time }).nullish(),
  }),
});

type Action = RedmineBell['action'];

const NATIVE_ACTIONS: Readonly<Record<string, Action>> = {
  'issue.created': 'created',
  'issue.updated': 'updated',
  'issue.deleted': 'deleted',
};

/** What Redmine 7 also sends, once somebody ticks it. */
const IGNORED_TYPES = /^(time_entry|version|wiki_page|news)\.(created|updated|deleted)$/;

const SUER_ACTIONS: Readonly<Record<string, Action>> = {
  opened: 'created',
  updated: 'updated',
};

/** Parses the raw body of a verified webhook. Never throws. */
export function parseWebhook(body: string): ParsedWebhook {
  const json = parseJson(body);
  if (json === undefined) return { kind: 'unknown', message: 'not JSON' };
  const native = nativeSchema.safeParse(json);
  if (native.success) return fromNative(native.data);
  const suer = suerSchema.safeParse(json);
  if (suer.success) return fromSuer(suer.data);
  return { kind: 'unknown', message: 'neither the shape of Redmine 7 nor of redmine_webhook' };
}

function fromNative(event: z.output<typeof nativeSchema>): ParsedWebhook {
  const { type, timestamp, signed_at, data } = event;
  if (IGNORED_TYPES.test(type)) return { kind: 'ignored', type };
  const action = NATIVE_ACTIONS[type];
  if (!action) return { kind: 'unknown', message: 'an event of unknown type' };
  if (!data.issue) return { kind: 'unknown', message: `${type} without an issue` };
  return {
    kind: 'bell',
    bell: {
      issueId: String(data.issue.id),
      projectId: data.issue.project ? String(data.issue.project.id) : null,
      action,
      journalId: data.journal?.id ?? null,
      atMs: timestamp ?? null,
      signedAtMs: signed_at ?? null,
    },
  };
}

function fromSuer({ payload }: z.output<typeof suerSchema>): ParsedWebhook {
  if (payload.event !== undefined && IGNORED_TYPES.test(payload.event)) {
    return { kind: 'ignored', type: payload.event };
  }
  const action = SUER_ACTIONS[payload.action];
  if (!action) return { kind: 'unknown', message: 'an action of unknown name' };
  if (!payload.issue) return { kind: 'unknown', message: 'an action without an issue' };
  const { issue, journal } = payload;
  return {
    kind: 'bell',
    bell: {
      issueId: String(issue.id),
      projectId: issue.project ? String(issue.project.id) : null,
      action,
      journalId: journal?.id ?? null,
      atMs: journal?.created_on ?? issue.updated_on ?? null,
      signedAtMs: null,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Answered with 400; what it was is nobody's business.
    return undefined;
  }
}
