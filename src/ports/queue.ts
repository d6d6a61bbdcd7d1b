/** Work for the consumers, and how it gets to them. */
import type { Side } from '../core/model';
import type { UpkeepJob } from './upkeep';

/** The queues of manifest.yml: people wait for the first, and the second never delays it. */
export type QueueName = 'live' | 'background';

/** Work for a consumer. Delivered at least once, in any order. */
export interface Queue {
  /**
   * @param delaySeconds of all, or of each
   * @returns `refused` where the queue's rate is used up: nothing of this push was kept.
   */
  push(
    jobs: readonly Job[],
    queue: QueueName,
    delaySeconds?: number | readonly number[],
  ): Promise<'kept' | 'refused'>;
}

/**
 * A doorbell that rang, a page of links to verify, a sweep that goes on, or upkeep. It names issues;
 * it carries no data.
 */
export type Job = SyncJob | VerifyJob | SweepJob | RetryLettersJob | ApplyRulesJob | UpkeepJob;

export interface SyncJob {
  readonly v: 1;
  readonly kind: 'sync';
  readonly mappingId: string;
  /** The side and issue that rang. */
  readonly side: Side;
  readonly issueId: string;
  readonly linkId: string | null;
  /** The newest history entry that the bell knew of. */
  readonly entryId: number | null;
  /** When it rang, by the tracker's clock. */
  readonly atMs: number | null;
  /** The tracker said that the issue was deleted. */
  readonly deleted: boolean;
  readonly cause: string;
  /** Whose values count where rules that came later show the two sides to differ. */
  readonly seed?: Side;
  /** Jobs of one lane run one at a time; absent: those of one link do. */
  readonly lane?: string;
}

/** The sweep comes back for what the queue had no room for. */
export interface SweepJob {
  readonly v: 1;
  readonly kind: 'sweep';
}

/** An admin mended the cause of many failures: all letters of the kind are tried again. */
export interface RetryLettersJob {
  readonly v: 1;
  readonly kind: 'retry-letters';
  readonly mappingId: string;
  /** `kindOfDeadLetter` of their messages. */
  readonly letterKind: string;
  readonly cursor: string | null;
}

/** An admin saw what rules that came later mean for existing pairs, and wants it written. */
export interface ApplyRulesJob {
  readonly v: 1;
  readonly kind: 'apply-rules';
  readonly mappingId: string;
  readonly seed: Side;
  /** The accountId of who asked. */
  readonly cause: string;
  readonly cursor: string | null;
}

export interface VerifyJob {
  readonly v: 1;
  readonly kind: 'verify';
  readonly mappingId: string;
  readonly cursor: string | null;
  /** Of its pass. */
  readonly startedAtMs?: number;
  /** How many mappings are checked at the same time. */
  readonly beside?: number;
  /** How many links were looked at so far. */
  readonly links?: number;
  /** The links that could not be compared so far. */
  readonly left?: readonly string[];
}
