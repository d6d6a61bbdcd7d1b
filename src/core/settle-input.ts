/** What taking stock of a plan's writes goes by. */
import type { Authorship } from './history/find-overwritten';
import type { Mapping } from './mapping';
import type { Comment, Side, Snapshot } from './model';
import type { Plan } from './plan';

export interface SettleInput {
  readonly mapping: Mapping;
  readonly plan: Plan;
  /** What the plan was made from. */
  readonly before: Readonly<Record<Side, Snapshot>>;
  /** Read again after writing; a side that nothing was written to is as before. */
  readonly after: Readonly<Record<Side, Snapshot>>;
  /** What could not even be asked for, by side. */
  readonly refused: Readonly<
    Record<Side, readonly { readonly field: string; readonly message: string }[]>
  >;
  readonly authorship: Readonly<Record<Side, (personId: string) => Authorship>>;
  /** Copies that somebody had deleted when they were to be edited. */
  readonly goneCopies: ReadonlySet<string>;
  /** Why a copy could not be made as private as its original, or not be edited, by the original. */
  readonly refusedCopies: ReadonlyMap<Comment, string>;
  readonly nowMs: number;
  readonly cause: string;
}
