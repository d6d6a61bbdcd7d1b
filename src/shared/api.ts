/**
 * The contract between the pages and their resolvers: names, requests, answers. Both ends import
 * it, and the resolver parses each request with it.
 */
import * as z from 'zod';
import { AUDIT_KINDS } from '../core/audit/audit';
import type { Remedy } from '../core/failing/find-remedy';
import type { Side } from '../core/model';
import type { Passage } from '../core/texts/mark-changes';
import type { Configuration, ConfigurationMistake } from './configuration';

const none = z.strictObject({}).or(z.undefined()).or(z.null());

/** Milliseconds since the epoch, as far as dates go. */
export const momentSchema = z.number().int().min(0).max(8_640_000_000_000_000);

/** What of the audit is wanted: of one link, or all; by when it was saved, both ends included. */
const auditSpan = {
  linkId: z.string().optional(),
  fromMs: momentSchema.optional(),
  toMs: momentSchema.optional(),
};

/** Which value a conflict ends with. */
const keptValue = {
  /** `merge`: the proposal that `getConflict` shows; `text`: the one given here. */
  keep: z.enum(['jira', 'remote', 'merge', 'text']),
  /** Rich text in Redmine's format. */
  text: z.string().max(60_000).optional(),
};

/** The admin page's calls. Every one demands a Jira admin. */
export const adminRequests = {
  getOverview: none,
  importConfiguration: z.object({ document: z.unknown() }),
  /** What an import would change, or every mistake; changes nothing. */
  previewImport: z.object({ document: z.unknown() }),
  exportConfiguration: none,
  listVersions: none,
  /** An earlier configuration, to be previewed and imported like any other. */
  findVersion: z.object({ version: z.number().int().positive() }),
  exportTable: z.object({ mappingId: z.string(), table: z.enum(['fields', 'values']) }),
  /** The configuration with the rows of these files; it is not imported by this. */
  readTables: z.object({
    mappingId: z.string(),
    fields: z.string().optional(),
    values: z.string().optional(),
  }),
  /** What rules that came later would write to existing pairs, a few pairs at a time. */
  previewPairs: z.object({
    mappingId: z.string(),
    seed: z.enum(['jira', 'remote']),
    cursor: z.string().optional(),
  }),
  /** Writes what the preview showed, in the background. */
  applyToPairs: z.object({ mappingId: z.string(), seed: z.enum(['jira', 'remote']) }),
  suggestRows: z.object({
    connectionId: z.string(),
    jiraProject: z.string(),
    redmineProject: z.string(),
    table: z.union([
      z.enum(['fields', 'issueTypes', 'statuses', 'priorities', 'users']),
      /** The values of two fields, by key or name. */
      z.object({ jira: z.string(), redmine: z.string() }),
    ]),
  }),
  testConnection: z.object({ connectionId: z.string() }),
  pauseMapping: z.object({ mappingId: z.string() }),
  resumeMapping: z.object({ mappingId: z.string() }),
  listProblems: z.object({ cursor: z.string().optional() }),
  listConflicts: z.object({
    mappingId: z.string().optional(),
    field: z.string().optional(),
    cursor: z.string().optional(),
  }),
  getConflict: z.object({ linkId: z.string(), field: z.string() }),
  resolveConflict: z.object({ linkId: z.string(), field: z.string(), ...keptValue }),
  /** Each is decided alike, and carried out over the queue. */
  resolveConflicts: z.object({
    conflicts: z
      .array(z.object({ linkId: z.string(), field: z.string() }))
      .min(1)
      .max(25),
    keep: z.enum(['jira', 'remote']),
  }),
  retryDeadLetter: z.object({ id: z.string() }),
  /** All of one mapping that failed in the same words. */
  retryDeadLetters: z.object({ mappingId: z.string(), kind: z.string().min(1) }),
  discardDeadLetter: z.object({ id: z.string(), reason: z.string().trim().min(1) }),
  listAudit: z.object({
    ...auditSpan,
    /** A Jira issue's key, or a Redmine issue's number. */
    issue: z.string().trim().min(1).optional(),
    kind: z.enum(AUDIT_KINDS).optional(),
    /** The accountId of who asked, or what rang. */
    cause: z.string().trim().min(1).optional(),
    cursor: z.string().optional(),
  }),
  exportAudit: z.object({
    ...auditSpan,
    format: z.enum(['jsonl', 'csv']),
    cursor: z.string().optional(),
  }),
  verifyAudit: z.object({ cursor: z.string().optional() }),
  getAuditState: none,
  rebuildLinks: z.object({
    mappingId: z.string(),
    /** Whose values win where a pair differs; `ask`: every difference becomes a conflict. */
    seed: z.enum(['jira', 'remote', 'ask']),
  }),
} as const;

/** The issue panel's calls. Each checks the caller's permission on the issue it is shown on. */
export const panelRequests = {
  getPanel: none,
  syncNow: none,
  linkIssue: z.object({
    /** `12`, `#12`, or the issue's address. */
    redmineIssue: z.string().trim().min(1),
    /** Whose values win where the two differ; `ask`: every difference becomes a conflict. */
    seed: z.enum(['jira', 'remote', 'ask']),
  }),
  unlinkIssue: none,
  /** Both demand, besides, that the caller may decide conflicts of the mapping. */
  showConflict: z.object({ field: z.string() }),
  decideConflict: z.object({ field: z.string(), ...keptValue }),
} as const;

/** What an answer is: the value, or a short reason that can be shown to a person. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

export interface ConnectionView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly textFormat: 'textile' | 'markdown';
  readonly webhookUrl: string;
  readonly hasApiKey: boolean;
  readonly hasWebhookSecret: boolean;
  readonly health: HealthView;
}

/** How a tracker's circuit stands. While it is not `closed`, nothing calls the tracker. */
export type HealthView =
  | { readonly state: 'closed' }
  | {
      /** `half-open`: the pause is over, and the next run probes. `waiting`: the tracker asked for it. */
      readonly state: 'open' | 'half-open' | 'waiting';
      /** `access`: the key is not taken, and somebody has to mend it. */
      readonly cause: 'failures' | 'access' | 'limit';
      /** `null` where the tracker only asked to wait. */
      readonly sinceMs: number | null;
      readonly retryAtMs: number;
      /** The last failure, in the tracker's own words. */
      readonly message: string;
    };

export interface MappingView {
  readonly id: string;
  readonly connectionId: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
  readonly direction: 'both' | 'toJira' | 'toRedmine';
  readonly state: 'active' | 'paused';
  /** Why the app paused it by itself; `null`: a person did, or nobody. */
  readonly pausedFor: string | null;
  /** Counted up to 100 each. */
  readonly links: { readonly total: number; readonly conflicts: number; readonly problems: number };
}

/** One run that changed something, in words. */
export interface RunView {
  readonly atMs: number;
  readonly linkId: string | null;
  readonly jiraKey: string | null;
  readonly remoteKey: string | null;
  readonly summary: string;
}

export interface Overview {
  readonly jiraHealth: HealthView;
  readonly connections: readonly ConnectionView[];
  readonly mappings: readonly MappingView[];
  /** Newest first, at most 20. */
  readonly runs: readonly RunView[];
  /** Links in conflict, counted up to 100. */
  readonly conflictCount: number;
  /** Links with problems and changes that were given up, counted up to 100 each. */
  readonly problemCount: number;
}

/** One finding of the connection test. */
export interface ConnectionCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was found and, where not ok, what to do. */
  readonly message: string;
}

export interface ConflictView {
  readonly linkId: string;
  readonly mappingId: string;
  readonly jiraKey: string;
  readonly remoteKey: string;
  readonly field: string;
  /** `overwritten`: one value was typed while the other was being written over it. */
  readonly kind: 'both-changed' | 'overwritten' | 'no-base';
  /** Readable text, shortened; empty where the field is. */
  readonly jira: string;
  readonly remote: string;
  readonly foundAtMs: number;
  /** It was decided, and is being carried out. */
  readonly isDecided: boolean;
}

/** One side of a conflict. */
export interface ConflictSide {
  /** Who changed it, and when by the tracker's clock; `null`: not known. */
  readonly by: string | null;
  readonly atMs: number | null;
  /** A document is shown as Markdown. */
  readonly text: string;
  /** The text as it differs from what both sides had. */
  readonly passages: readonly Passage[];
}

export interface ConflictDetail extends ConflictView {
  /** What both sides last agreed on; `null`: never, or it cannot be read. */
  readonly base: string | null;
  readonly sides: Readonly<Record<Side, ConflictSide>>;
  /** In Redmine's format. `overlaps`: passages that stand there twice, since both sides changed them. */
  readonly merge: { readonly text: string; readonly overlaps: number } | null;
  /** Whether a person may write the value anew. */
  readonly editable: boolean;
  readonly isRichText: boolean;
  readonly textFormat: 'textile' | 'markdown';
}

export interface ProblemView {
  /** The field it is about; `null`: the whole pair. */
  readonly field: string | null;
  readonly linkId: string;
  readonly jiraKey: string;
  readonly remoteKey: string;
  readonly message: string;
  readonly foundAtMs: number;
}

export interface DeadLetterView {
  readonly id: string;
  /** The message without ids: letters of one kind have one cause. */
  readonly kind: string;
  readonly mappingId: string;
  /** What most likely helps. */
  readonly remedy: Remedy;
  readonly message: string;
  readonly failedAtMs: number;
}

export interface Problems {
  readonly conflicts: readonly ConflictView[];
  readonly problems: readonly ProblemView[];
  readonly deadLetters: readonly DeadLetterView[];
  /** Present where there is more. */
  readonly cursor: string | null;
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

export interface PanelView {
  /** `not-mapped`: the issue's project is in no mapping. */
  readonly state:
    | 'in-sync'
    | 'waiting'
    | 'conflict'
    | 'problem'
    | 'paused'
    | 'not-linked'
    | 'not-mapped';
  readonly twin: {
    readonly key: string;
    readonly url: string;
    readonly title: string;
    readonly status: string;
    readonly assignee: string | null;
  } | null;
  /** Last write to Redmine and to Jira, by our clock; `null`: never. */
  readonly lastSentAtMs: number | null;
  readonly lastReceivedAtMs: number | null;
  /** When the pair was last compared in full; `null` without one. */
  readonly verifiedAtMs: number | null;
  /** Fields that wait for a decision. */
  readonly conflicts: readonly ConflictView[];
  /** Whether the caller may decide them. */
  readonly canDecide: boolean;
  /** What stands in the way, in sentences. */
  readonly notes: readonly string[];
  readonly canEdit: boolean;
}

export interface PairsPreview {
  /** Only pairs with something to tell. */
  readonly pairs: readonly {
    readonly linkId: string;
    readonly jiraKey: string;
    readonly remoteKey: string;
    /** Why it is not covered any more, or cannot be read; `null`: it runs. */
    readonly obstacle: string | null;
    readonly writes: readonly {
      readonly field: string;
      readonly side: 'jira' | 'remote';
      /** Readable, shortened; `null`: empty. */
      readonly from: string | null;
      readonly to: string | null;
    }[];
  }[];
  /** Pairs that were looked at by this call. */
  readonly looked: number;
  readonly cursor: string | null;
}

export interface SuggestionsView {
  /** As a configuration names them. */
  readonly rows: readonly {
    readonly jira: string;
    readonly redmine: string;
    readonly why: 'same' | 'known' | 'close' | 'email' | 'login';
  }[];
  /** What is left without a counterpart, at most 500 each. */
  readonly leftInJira: readonly string[];
  readonly leftInRedmine: readonly string[];
}

export interface AdminAnswers {
  readonly getOverview: Overview;
  readonly importConfiguration:
    | { readonly imported: true; readonly mappings: number }
    | { readonly imported: false; readonly mistakes: readonly ConfigurationMistake[] };
  readonly previewImport:
    | {
        readonly valid: true;
        /** Sentences; the rest is counted only. */
        readonly changes: readonly string[];
        readonly moreChanges: number;
        /** What it means for pairs that exist; nothing is written to them by an import. */
        readonly existing: readonly {
          readonly mappingId: string;
          readonly notes: readonly string[];
        }[];
      }
    | { readonly valid: false; readonly mistakes: readonly ConfigurationMistake[] };
  readonly exportConfiguration: { readonly document: Configuration };
  /** Newest first. */
  readonly listVersions: {
    readonly versions: readonly {
      readonly version: number;
      readonly atMs: number;
      readonly changes: number;
    }[];
  };
  readonly findVersion: { readonly document: Configuration };
  readonly exportTable: { readonly text: string };
  readonly readTables:
    | { readonly read: true; readonly document: Configuration }
    | { readonly read: false; readonly mistakes: readonly ConfigurationMistake[] };
  readonly previewPairs: PairsPreview;
  readonly applyToPairs: null;
  readonly suggestRows: SuggestionsView;
  readonly testConnection: { readonly checks: readonly ConnectionCheck[] };
  readonly pauseMapping: MappingView;
  readonly resumeMapping: MappingView;
  readonly listProblems: Problems;
  readonly listConflicts: {
    readonly conflicts: readonly ConflictView[];
    readonly cursor: string | null;
  };
  readonly getConflict: ConflictDetail;
  readonly resolveConflict: null;
  readonly resolveConflicts: {
    readonly decided: number;
    readonly refused: readonly {
      readonly linkId: string;
      readonly field: string;
      readonly reason: string;
    }[];
  };
  readonly retryDeadLetter: null;
  readonly retryDeadLetters: null;
  readonly discardDeadLetter: null;
  readonly listAudit: AuditView;
  readonly exportAudit: AuditPiece;
  readonly verifyAudit: AuditCheck;
  readonly getAuditState: AuditState;
  readonly rebuildLinks: null;
}

export interface PanelAnswers {
  readonly getPanel: PanelView;
  readonly syncNow: PanelView;
  readonly linkIssue: PanelView;
  readonly unlinkIssue: PanelView;
  readonly showConflict: ConflictDetail;
  readonly decideConflict: PanelView;
}

export type AdminCall = keyof typeof adminRequests;
export type PanelCall = keyof typeof panelRequests;
