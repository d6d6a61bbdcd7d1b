/** The conflicts: listed, shown and decided. */
import * as z from 'zod';
import type { Side } from '../core/model';
import type { Passage } from '../core/texts/mark-changes';

/** Which value a conflict ends with. */
export const keptValue = {
  /** `merge`: the proposal that `getConflict` shows; `text`: the one given here. */
  keep: z.enum(['jira', 'remote', 'merge', 'text']),
  /** Rich text in Redmine's format. */
  text: z.string().max(60_000).optional(),
};

export const conflictsRequests = {
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
} as const;

export interface ConflictsAnswers {
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
