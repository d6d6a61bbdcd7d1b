/** What a plan's writes of comments came to: their pairs, the problems, and the trail. */
import type { AuditEntry } from '../audit/audit';
import { digestText } from '../digest';
import type { CommentPair, Problem } from '../link';
import { otherSide, SIDES } from '../model';
import type { SettleInput } from '../settle-input';
import { adoptCopies, editedPair, nameOfComment, refusedPairOf } from './plan-comments';

/** The pairs after the writes: copies that are there now adopted, edits and take-backs noted. */
export function settleComments(input: SettleInput): readonly CommentPair[] {
  const { plan, before, after } = input;
  const changed = plan.comments.map((pair): CommentPair => {
    const write = plan.commentWrites.find(
      (candidate) =>
        candidate.kind !== 'copy' &&
        candidate.origin === pair.origin &&
        candidate.copyId === pair[otherSide(pair.origin)],
    );
    if (!write || write.kind === 'copy') return pair;
    if (input.goneCopies.has(write.copyId)) return { ...pair, withdrawn: 'copy-gone' };
    if (write.kind === 'take-back') return { ...pair, withdrawn: write.why };
    return editedPair(pair, write.original, input.refusedCopies.has(write.original));
  });
  const refused = plan.commentWrites.flatMap((write) =>
    write.kind === 'copy' && input.refusedCopies.has(write.original)
      ? [refusedPairOf(write.origin, write.original)]
      : [],
  );
  return SIDES.reduce<readonly CommentPair[]>(
    (pairs, origin) =>
      adoptCopies(
        pairs,
        { ...after, [origin]: before[origin] },
        // Posted just now from what was read before.
        (original) => digestText(original.body) ?? '',
      ),
    [...changed, ...refused],
  );
}

/** One problem for each copy that the tracker refused to make or to edit. */
export function listRefusedCopies({
  plan,
  refusedCopies,
  mapping: { siteName },
  before,
  nowMs,
}: SettleInput): Problem[] {
  return plan.commentWrites.flatMap((write): Problem[] => {
    const message = write.kind === 'take-back' ? undefined : refusedCopies.get(write.original);
    if (write.kind === 'take-back' || message === undefined) return [];
    const { origin, original } = write;
    const side = otherSide(origin);
    const { key } = before[origin];
    const what =
      write.kind === 'copy'
        ? `A private comment of ${key} stays in ${siteName[origin]}, since it cannot be made private in ${siteName[side]}`
        : `The last edit of a comment of ${key} stays in ${siteName[origin]}, since its copy in ${siteName[side]} could not be edited`;
    return [
      {
        kind: 'comment-refused',
        side,
        field: 'comment',
        value: nameOfComment(refusedPairOf(origin, original)),
        message: `${what}: ${message}. It is tried again when somebody asks for a sync of the pair or changes the mapping.`,
        foundAtMs: nowMs,
      },
    ];
  });
}

/** One entry for each write of a comment. */
export function auditComments(input: SettleInput): AuditEntry[] {
  const kinds = {
    copy: 'comment-copied',
    edit: 'comment-edited',
    'take-back': 'comment-deleted',
  } as const;
  return input.plan.commentWrites.map((write) => ({
    atMs: input.nowMs,
    kind:
      write.kind !== 'take-back' && input.refusedCopies.has(write.original)
        ? 'problem-found'
        : kinds[write.kind],
    linkId: input.plan.link.id,
    mappingId: input.mapping.id,
    side: otherSide(write.origin),
    field: 'comment',
    from: write.kind === 'take-back' ? write.originalId : write.original.id,
    to: write.kind === 'take-back' ? null : digestText(write.original.body),
    cause: input.cause,
  }));
}
