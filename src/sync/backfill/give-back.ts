/** Undoes a pair of issues that the run did not make: old values go back, and what was copied goes. */
import type { AuditEntry } from '../../core/audit/audit';
import type { Backfill, BeforeValues } from '../../core/backfill/backfill';
import { findEditedCopies } from '../../core/backfill/find-edited-copy';
import { type ListedCopy, listCopies } from '../../core/backfill/judge-undo';
import { toBaseValue } from '../../core/digest';
import type { Link } from '../../core/link';
import { addSent, answerSent } from '../../core/sent-writes';
import type { StoredLink } from '../../ports';
import { loseRace } from '../link/lost-race';
import type { Judged } from './plan-undo';
import type { Step } from './step';

export interface Carried {
  /** What was refused, so that the pair is left as it is; `null`: nothing. */
  readonly message: string | null;
  /** What was refused after other things had been taken: the pair is parted without it. */
  readonly kept?: readonly string[];
  /** As it is saved by now. */
  readonly link: Link;
}

/**
 * The old values first: where none is taken, the pair is left as it is. What is to be given back is
 * noted before, so that whatever runs after a kill knows it for ours.
 * @throws PermanentError, RetryLaterError as the trackers do; LostRaceError where another run saved
 * the link meanwhile
 */
export async function giveBack(
  step: Step,
  backfill: Backfill,
  judged: Judged,
  stored: StoredLink,
): Promise<Carried> {
  const { trackers } = step;
  const { snapshots } = judged;
  const restored = listRestored(judged);
  const due = restored.flatMap((values) => listDue(stored.link, values)).flatMap(statusFirst);
  let hasGiven = countFields(due) < countFields(restored);
  const kept: string[] = [];
  let { link } = stored;
  for (const values of due) {
    const issueId = snapshots[values.side]?.issueId;
    if (issueId === undefined) continue;
    link = await noteGiven(step, link, snapshots, values);
    const { refused } = await trackers[values.side].writeIssue({ issueId, fields: values.fields });
    link = await tellGiven(step, backfill, link, values, refused);
    kept.push(...refused.map(({ field, message }) => `${field}: ${message}`));
    hasGiven ||= refused.length < countFields([values]);
    const [message] = kept;
    if (message !== undefined && !hasGiven) return { message, link };
  }
  const edited = findEditedCopies({ ...stored, mapping: step.mapping, snapshots });
  const isEdited = (copy: ListedCopy) =>
    edited.some(({ kind, side, id }) => kind === copy.kind && side === copy.side && id === copy.id);
  for (const copy of listCopies(stored)) {
    const issueId = snapshots[copy.side]?.issueId;
    if (issueId === undefined || isEdited(copy)) continue;
    const tracker = trackers[copy.side];
    if (copy.kind === 'comment') await tracker.deleteComment(issueId, copy.id);
    else if (copy.kind === 'attachment') await tracker.deleteAttachment(copy.id);
    else await tracker.removeTime(issueId, copy.id);
  }
  return { message: null, kept, link };
}

function countFields(values: readonly BeforeValues[]): number {
  return values.reduce((count, { fields }) => count + Object.keys(fields).length, 0);
}

/** What the run replaced, but for what somebody touched since. */
function listRestored({ row, before }: Judged): readonly BeforeValues[] {
  const restores = row.kind === 'part' ? row.restores : [];
  return before.flatMap(({ fields, ...values }): BeforeValues[] => {
    const isRestored = (field: string) =>
      restores.some((one) => one.side === values.side && one.field === field);
    const restored = Object.entries(fields).filter(([field]) => isRestored(field));
    return restored.length > 0 ? [{ ...values, fields: Object.fromEntries(restored) }] : [];
  });
}

/** Without what an undo that was cut off gave back and told; nothing where that was all. */
function listDue({ sides, sent = [] }: Link, values: BeforeValues): readonly BeforeValues[] {
  const { side, fields } = values;
  const due = Object.entries(fields).filter(([field, value]) => {
    const given = toBaseValue(value);
    const isTold = sent.some(
      (write) =>
        write.isTold && write.side === side && write.field === field && write.value === given,
    );
    return !isTold && sides[side].fields[field] !== given;
  });
  return due.length > 0 ? [{ ...values, fields: Object.fromEntries(due) }] : [];
}

/** Where no transition leads back, which is most of what is refused, nothing else is given back. */
function statusFirst(values: BeforeValues): readonly BeforeValues[] {
  const { status, ...others } = values.fields;
  if (status === undefined || Object.keys(others).length === 0) return [values];
  return [
    { ...values, fields: { status } },
    { ...values, fields: others },
  ];
}

async function noteGiven(
  { ports, mapping }: Step,
  link: Link,
  { jira, remote }: Judged['snapshots'],
  { side, fields }: BeforeValues,
): Promise<Link> {
  if (!jira || !remote) return link;
  const fieldWrites = Object.entries(fields).map(([field, value]) => ({ side, field, value }));
  const plan = { fieldWrites, commentWrites: [] };
  const noted = addSent(link, plan, mapping, { jira, remote }, ports.clock.nowMs());
  return (await ports.store.saveLink({ link: noted, audit: [] })) ?? loseRace(ports, link);
}

/** At once: what comes after may fail, and the row is left alone then. */
async function tellGiven(
  { ports, mapping }: Step,
  { by }: Backfill,
  link: Link,
  { side, fields }: BeforeValues,
  refused: readonly { readonly field: string }[],
): Promise<Link> {
  const notTaken = refused.map(({ field }) => field);
  const given = Object.entries(fields).filter(([field]) => !notTaken.includes(field));
  const audit = given.map(
    ([field, value]): AuditEntry => ({
      atMs: ports.clock.nowMs(),
      kind: 'field-written',
      linkId: link.id,
      mappingId: mapping.id,
      side,
      field,
      from: link.sides[side].fields[field] ?? null,
      to: toBaseValue(value),
      cause: by,
    }),
  );
  const taken = given.map(([field]) => field);
  const told = answerSent(link, side, taken, notTaken);
  return (await ports.store.saveLink({ link: told, audit })) ?? loseRace(ports, link, audit);
}
