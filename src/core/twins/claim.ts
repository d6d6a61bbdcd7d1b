/** Said before a twin is created: at most one creation is under way for an issue. */
import type { Side } from '../model';

export interface Claim {
  readonly connectionId: string;
  readonly mappingId: string;
  /** The side and issue that wants a twin. */
  readonly side: Side;
  readonly issueId: string;
  /** Carried by the twin from its birth, so that it can be found again. */
  readonly nonce: string;
  /** When its create was tried, the last time. */
  readonly atMs: number;
  /** How often it was tried again; absent: never. */
  readonly retries?: number;
  /** What the target's newest issue was, so that a lagging search need not be asked. */
  readonly watermark: string;
}
