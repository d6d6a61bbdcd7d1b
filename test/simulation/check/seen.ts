/** An issue as a person sees it, in words that are the same on both sides. */
import type { CoreField, Field } from '../script/steps';

/** Who made a change, and of the app's how. */
export interface Author {
  readonly isApp: boolean;
  /** By the owner of the app's Redmine key, as a person. */
  readonly isKeyOwner?: boolean;
  /** Carried out in Redmine long after the app had sent it, by a run that was killed meanwhile. */
  readonly isLate?: boolean;
}

export interface Change extends Author {
  /** By the time of the world, whatever the tracker's clock shows. */
  readonly atMs: number;
  readonly field: Field;
  readonly from: string;
  readonly to: string;
}

export interface SeenComment {
  readonly id: string;
  readonly text: string;
  readonly isPrivate: boolean;
}

export interface Seen {
  readonly fields: Readonly<Record<CoreField, string>>;
  /** Those of the world's own rows. */
  readonly rows: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly history: readonly Change[];
  readonly comments: readonly SeenComment[];
  readonly createdAtMs: number;
}

/** What the field shows now. */
export function valueNow({ fields, rows }: Seen, field: Field): string {
  return field in fields ? fields[field as CoreField] : (rows[field] ?? '');
}

/** A field's changes, oldest first. */
export function changesOf(seen: Seen, field: Field): readonly Change[] {
  return seen.history.filter((change) => change.field === field);
}

/** The field's value at a time; before the first change, what the issue was born with. */
export function valueAt(seen: Seen, field: Field, atMs: number): string {
  const changes = changesOf(seen, field);
  const last = changes.findLast((change) => change.atMs <= atMs);
  return last?.to ?? changes[0]?.from ?? valueNow(seen, field);
}

/** A field's history in one line; the app's own changes in brackets. */
export function tellHistory(seen: Seen, field: Field): string {
  const steps = changesOf(seen, field).map(({ atMs, isApp, from, to }) => {
    const step = `${from || '-'} → ${to || '-'} at ${new Date(atMs).toISOString().slice(11, 19)}`;
    return isApp ? `[${step}]` : step;
  });
  return steps.join(', ') || 'never changed';
}
