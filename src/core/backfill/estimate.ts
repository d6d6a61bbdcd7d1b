/**
 * What carrying a plan out will take, in calls. What nobody can know beforehand is guessed: Redmine's
 * lists do not show notes, so its issues are taken to have as many as Jira's have comments; and an
 * edit under way, an outage or a kill comes on top.
 */
import { fieldOf } from '../fields/field-of';
import { flowsTo, type Mapping } from '../mapping';
import { otherSide, SIDES, type Snapshot } from '../model';
import { type Estimate, type PlannedWork, type PlanTotals, ROWS_AT_ONCE } from './backfill';
import type { PlanRow } from './plan-row';

/** As long as a call to a Redmine in another town takes; some are made side by side. */
const SECONDS_PER_CALL = 0.15;

/**
 * Which transitions a new twin has, where it stands, and two of them: many workflows lead to their
 * last status in so many steps, some at once, some in three.
 */
const CALLS_OF_A_WALK = 4;

/** Points of a call that reads or writes one issue with all in it, beyond the call's own. */
const MORE_POINTS = 3;

const NONE = { jira: 0, remote: 0 };

export const NO_WORK: PlannedWork = {
  files: NONE,
  filedRows: NONE,
  writtenRows: NONE,
  movedRows: NONE,
  commentedRows: 0,
  carriedRows: 0,
  relatedRows: 0,
};

/** A row with what it does not tell itself. */
export interface PlannedRow {
  readonly row: PlanRow;
  /** Of its Jira issue. */
  readonly comments: number;
  /** The new twin's status is written after its birth. */
  readonly isMoved: boolean;
}

/**
 * Whether a twin of the issue is born with another status than it is to have. Trackers do not say
 * with which a workflow begins: it is taken to be the first that the mapping names.
 */
export function isMovedAfterBirth(mapping: Mapping, source: Snapshot): boolean {
  const row = mapping.fields.find(({ field }) => field === 'status');
  if (!row || !flowsTo(row.direction, otherSide(source.side))) return false;
  const first = row.values[0]?.[source.side];
  return first !== undefined && fieldOf(source, row) !== first;
}

/** With what one more row takes. */
export function addWork(work: PlannedWork, { row, comments, isMoved }: PlannedRow): PlannedWork {
  const target = row.kind === 'create-in-jira' ? 'jira' : 'remote';
  const isFiled = row.details.some((one) => one.kind === 'attachments' && one.side === 'remote');
  const isWritten = isMoved || row.details.some(({ kind }) => kind === 'change');
  // New comments alone are read back together with the files before them.
  const isCarried = comments > 0 ? isWritten || !isFiled : isMoved && target === 'remote';
  const next = {
    files: { ...work.files },
    filedRows: { ...work.filedRows },
    writtenRows: { ...work.writtenRows },
    movedRows: { ...work.movedRows, [target]: work.movedRows[target] + (isMoved ? 1 : 0) },
    carriedRows: work.carriedRows + (isCarried ? 1 : 0),
    commentedRows: work.commentedRows + (comments > 0 ? 1 : 0),
    relatedRows: work.relatedRows + (row.hasRelations ? 1 : 0),
  };
  for (const detail of row.details) {
    if (detail.kind !== 'attachments') continue;
    next.files[detail.side] += detail.count;
    next.filedRows[detail.side] += 1;
  }
  for (const side of SIDES) {
    const isWritten = row.details.some((one) => one.kind === 'change' && one.side === side);
    next.writtenRows[side] += isWritten ? 1 : 0;
  }
  return next;
}

/**
 * From sums over all rows, so that no row need be looked at again.
 * @returns calls and Jira's points, and seconds at the pace of a Redmine in another town
 */
export function estimate({
  byKind,
  comments,
  work,
}: Pick<PlanTotals, 'byKind' | 'comments' | 'work'>): Estimate {
  const { 'create-in-jira': inJira, 'create-in-remote': inRemote, pair } = byKind;
  const { files, filedRows, writtenRows, movedRows, carriedRows, relatedRows } = work;
  const known = inRemote + pair;
  const noted = known === 0 ? 0 : work.commentedRows / known;
  const notes = known === 0 ? 0 : ((inJira + pair) * comments) / known;
  const chunks = (rows: number) => Math.ceil(rows / ROWS_AT_ONCE);
  const filesRead = files.jira + files.remote;
  // A relation is seen from both of its issues, and made once, where the twins are.
  const relations = relatedRows / 2;
  const shareInJira = inJira + inRemote === 0 ? 0 : inJira / (inJira + inRemote);

  // Whatever is written into an issue is read back: files and comments at once, and before a status.
  const moved = inJira + pair === 0 ? 0 : movedRows.jira / (inJira + pair);
  const filedAlone = filedRows.jira * (moved + (1 - moved) * (1 - noted));
  const carriedInJira = movedRows.jira + (inJira + pair - movedRows.jira) * noted;
  const jiraReads = filedAlone + carriedInJira + writtenRows.jira + relatedRows;
  const jiraCalls =
    // The newest issue, the creates, the new ones; each side's rows, and their marks.
    chunks(inJira) * 4 +
    chunks(inRemote) * 2 +
    chunks(pair) * 2 +
    filesRead +
    notes +
    writtenRows.jira +
    movedRows.jira * CALLS_OF_A_WALK +
    relations * shareInJira +
    jiraReads;
  const remoteCalls =
    inJira +
    inRemote +
    pair +
    chunks(inRemote) * 2 +
    filesRead +
    // All files of an issue are attached by one edit.
    filedRows.remote * 2 +
    comments +
    movedRows.remote +
    carriedRows +
    writtenRows.remote * 2 +
    relations * (1 - shareInJira) +
    relatedRows;
  const points =
    jiraCalls +
    inJira * 2 +
    inRemote +
    pair +
    MORE_POINTS * (jiraReads + writtenRows.jira + movedRows.jira);
  return {
    jiraCalls: Math.ceil(jiraCalls),
    remoteCalls: Math.ceil(remoteCalls),
    points: Math.ceil(points),
    seconds: Math.ceil((jiraCalls + remoteCalls) * SECONDS_PER_CALL),
  };
}
