/** Undoes a pair of issues that the run did not make: old values go back, and what was copied goes. */
import type { AuditEntry } from '../../core/audit/audit';
import type { Backfill, BeforeValues } from '../../core/backfill/backfill';
import { listCopies } from '../../core/backfill/judge-undo';
import { toBaseValue } from '../../core/digest';
import type { Link } from '../../core/link';
import type { StoredLink } from '../../ports';
import { loseRace } from '../link/lost-race';
import type { Judged } from './plan-undo';
import type { Step } from './step';

export interface Carried {
  /** What was refused; `null`: nothing. */
  readonly message: string | null;
  /** As it is saved by now. */
  readonly link: Link;
}

/**
 * The old values first: what was copied goes only where they were taken.
 * @throws PermanentError, RetryLaterError as the trackers do; LostRaceError where another run saved
 * the link meanwhile
 */
export async function giveBack(
  step: Step,
  backfill: Backfill,
  { snapshots }: Judged,
  stored: StoredLink,
  { number }: { readonly number: number },
): Promise<Carried> {
  const { ports, trackers } = step;
  const { cursor } = backfill;
  const page = cursor.kind === 'rows' ? cursor.page : 0;
  const before = (await ports.backfill.loadPage(backfill.mappingId, 'before', page)).filter(
    (values) => values.number === number,
  );
  let { link } = stored;
  for (const values of before) {
    const issueId = snapshots[values.side]?.issueId;
    if (issueId === undefined) continue;
    const { refused } = await trackers[values.side].writeIssue({ issueId, fields: values.fields });
    link = await tellGiven(step, backfill, link, values, refused);
    const [first] = refused;
    if (first) return { message: `${first.field}: ${first.message}`, link };
  }
  for (const copy of listCopies(stored)) {
    const issueId = snapshots[copy.side]?.issueId;
    if (issueId === undefined) continue;
    const tracker = trackers[copy.side];
    if (copy.kind === 'comment') await tracker.deleteComment(issueId, copy.id);
    else if (copy.kind === 'attachment') await tracker.deleteAttachment(copy.id);
    else await tracker.removeTime(issueId, copy.id);
  }
  return { message: null, link };
}

/** At once: what comes after may fail, and the row is left alone then. */
async function tellGiven(
  { ports, mapping }: Step,
  { by }: Backfill,
  link: Link,
  { side, fields }: BeforeValues,
  refused: readonly { readonly field: string }[],
): Promise<Link> {
  const given = Object.entries(fields).filter(
    ([name]) => !refused.some(({ field }) => field === name),
  );
  if (given.length === 0) return link;
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
  return (await ports.store.saveLink({ link, audit })) ?? loseRace(ports, link, audit);
}
