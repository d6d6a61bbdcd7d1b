/** The audit: read, exported and checked. */
import * as z from 'zod';
import { AUDIT_KINDS } from '../core/audit/audit';
import { none } from './answer';

/** Milliseconds since the epoch, as far as dates go. */
export const momentSchema = z.number().int().min(0).max(8_640_000_000_000_000);

/** What of the audit is wanted: of one link, or all; by when it was saved, both ends included. */
const auditSpan = {
  linkId: z.string().optional(),
  fromMs: momentSchema.optional(),
  toMs: momentSchema.optional(),
};

export const auditRequests = {
  listAudit: z.object({
    ...auditSpan,
    /** A Jira issue's key, or a Redmine issue's number. */
    issue: z.string().trim().min(1).optional(),
    kind: z.enum(AUDIT_KINDS).optional(),
    /** The accountId of who asked, or what rang. */
    cause: z.string().trim().min(1).optional(),
    /** By name, e-mail address or accountId: what this person asked for. */
    person: z.string().trim().min(1).optional(),
    cursor: z.string().optional(),
  }),
  exportAudit: z.object({
    ...auditSpan,
    format: z.enum(['jsonl', 'csv']),
    cursor: z.string().optional(),
  }),
  verifyAudit: z.object({ cursor: z.string().optional() }),
  getAuditState: none,
} as const;

export interface AuditAnswers {
  readonly listAudit: AuditView;
  readonly exportAudit: AuditPiece;
  readonly verifyAudit: AuditCheck;
  readonly getAuditState: AuditState;
}

/** One entry of the audit; `docs/audit.md` explains what it holds. */
export interface AuditEntryView {
  readonly atMs: number;
  readonly kind: (typeof AUDIT_KINDS)[number];
  readonly linkId: string | null;
  /** `null` where the link is gone, or it concerns none. */
  readonly jiraKey: string | null;
  readonly remoteKey: string | null;
  readonly mappingId: string | null;
  readonly side: 'jira' | 'remote' | null;
  readonly field: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly cause: string;
  /** Its place in the chain; `null` for what version 0.1 wrote. */
  readonly place: { readonly stream: string; readonly seq: number; readonly digest: string } | null;
}

export interface AuditView {
  /** Newest first. */
  readonly entries: readonly AuditEntryView[];
  /** Names of the people in them, by accountId; whom Jira does not show is left out. */
  readonly people: Readonly<Record<string, string>>;
  /** Present where there is more. */
  readonly cursor: string | null;
}

/** A piece of an export; all pieces in order are the file. */
export interface AuditPiece {
  readonly text: string;
  readonly cursor: string | null;
}

/** How the audit is kept and pushed. */
export interface AuditState {
  readonly retentionDays: number;
  /** `null`: none is configured. */
  readonly collector: {
    readonly kind: 'splunk' | 'datadog' | 'json';
    readonly host: string;
    /** Everything saved before has been pushed; `null`: nothing yet. */
    readonly toldToMs: number | null;
    /** Why it stands still; `null`: it does not. */
    readonly failure: { readonly message: string; readonly sinceMs: number } | null;
  } | null;
}

export interface AuditCheck {
  readonly streams: number;
  readonly entries: number;
  /** Each stream that is not whole, with the first entry at which it is not. */
  readonly broken: readonly {
    readonly stream: string;
    readonly seq: number;
    readonly how: 'missing' | 'altered' | 'added';
  }[];
  readonly cursor: string | null;
}
