/** What the writes of an attachment plan came to. */
import type { AuditEntry } from '../audit/audit';
import type { AttachmentPair, Link, Problem } from '../link';
import type { Mapping } from '../mapping';
import { type Attachment, otherSide, type Side, type Snapshot } from '../model';
import { pairOf } from './attachment-pair';
import type { AttachmentWrite } from './attachment-write';
import { findFileLink } from './file-mark';
import { isSameFileName } from './file-name';

type CopyWrite = Extract<AttachmentWrite, { kind: 'copy' }>;

export type AttachmentResult =
  /** Posted; the id is `null` where the tracker tells it only when read. */
  | {
      readonly kind: 'copied';
      readonly write: CopyWrite;
      readonly copyId: string | null;
      readonly digest: string;
    }
  | {
      readonly kind: 'found';
      readonly write: CopyWrite;
      readonly found: Attachment;
      readonly digest: string;
    }
  | { readonly kind: 'linked'; readonly write: Extract<AttachmentWrite, { kind: 'link' }> }
  | { readonly kind: 'taken-back'; readonly write: Extract<AttachmentWrite, { kind: 'take-back' }> }
  /** The copy under the former name, which the tracker may not have let go. */
  | { readonly kind: 'replaced'; readonly write: CopyWrite; readonly isGone: boolean }
  | { readonly kind: 'vanished'; readonly write: AttachmentWrite }
  | { readonly kind: 'refused'; readonly write: AttachmentWrite; readonly message: string };

export interface AttachmentSettleInput {
  readonly mapping: Mapping;
  readonly link: Link;
  readonly pairs: readonly AttachmentPair[];
  readonly results: readonly AttachmentResult[];
  /** Read again after writing. */
  readonly after: Readonly<Record<Side, Snapshot>>;
  readonly nowMs: number;
  readonly cause: string;
}

export interface SettledAttachments {
  readonly pairs: readonly AttachmentPair[];
  readonly problems: readonly Problem[];
  readonly audit: readonly AuditEntry[];
}

/** Takes stock after the writes were carried out and the written sides were read again. */
export function settleAttachments(input: AttachmentSettleInput): SettledAttachments {
  let pairs = input.pairs;
  const problems: Problem[] = [];
  const audit: AuditEntry[] = [];
  for (const result of input.results) {
    const settled = settleOne(input, pairs, result);
    pairs = settled.pairs;
    if (settled.problem) problems.push(settled.problem);
    if (settled.audit) audit.push(settled.audit);
  }
  return { pairs, problems, audit };
}

interface Settled {
  readonly pairs: readonly AttachmentPair[];
  readonly problem?: Problem;
  readonly audit?: AuditEntry;
}

function settleOne(
  input: AttachmentSettleInput,
  pairs: readonly AttachmentPair[],
  result: AttachmentResult,
): Settled {
  switch (result.kind) {
    case 'copied': {
      const { write, digest } = result;
      const copyId = result.copyId ?? findCopy(write, input.after, pairs);
      if (copyId === null) return refuse(input, pairs, write, 'it was taken, and is not there');
      const pair = pairOf(write.origin, write.original, copyId, digest, 'copy');
      return {
        pairs: replacePair(pairs, pair),
        audit: auditOf(input, 'attachment-copied', write.origin, write.original.id, digest),
      };
    }
    case 'found': {
      const { write, found, digest } = result;
      const isOurs =
        found.isCopy && !pairs.some((pair) => pair[otherSide(write.origin)] === found.id);
      const is = isOurs ? 'copy' : 'found';
      const { origin, original } = write;
      const { name } = isSameFileName(found.name, original.name) ? original : found;
      const pair = { ...pairOf(origin, original, found.id, digest, is), name };
      const settled = replacePair(pairs, pair);
      if (!isOurs) return { pairs: settled };
      // Of a run that was cut off before it could tell.
      const copied = auditOf(input, 'attachment-copied', origin, original.id, digest);
      return { pairs: settled, audit: { ...copied, cause: 'recovered' } };
    }
    case 'linked': {
      const { origin, original } = result.write;
      const commentId = findFileLink(original, input.after[otherSide(origin)]) ?? '';
      return {
        pairs: replacePair(pairs, pairOf(origin, original, commentId, '', 'link')),
        audit: auditOf(input, 'attachment-linked', origin, original.id, null),
      };
    }
    case 'taken-back': {
      const { pair } = result.write;
      const left = pairs.filter((other) => other !== pair);
      if (pair[otherSide(pair.origin)] === '') return { pairs: left };
      return {
        pairs: left,
        audit: auditOf(input, 'attachment-deleted', pair.origin, pair[pair.origin], null),
      };
    }
    case 'replaced': {
      const { origin, replaces } = result.write;
      const kind = result.isGone ? 'attachment-deleted' : 'problem-found';
      return { pairs, audit: auditOf(input, kind, origin, replaces ?? '', null) };
    }
    case 'vanished':
      return { pairs };
    case 'refused':
      return refuse(input, pairs, result.write, result.message);
    default:
      return result satisfies never;
  }
}

/** Our copy among what was read back, where the tracker named none. */
function findCopy(
  { origin, original, replaces }: CopyWrite,
  after: Readonly<Record<Side, Snapshot>>,
  pairs: readonly AttachmentPair[],
): string | null {
  const across = otherSide(origin);
  const taken = new Set(pairs.map((pair) => pair[across]));
  const copy = after[across].attachments.find(
    (file) =>
      file.isCopy &&
      file.id !== replaces &&
      !taken.has(file.id) &&
      file.sizeBytes === original.sizeBytes &&
      (file.copyOf === original.id ||
        (file.copyOf === null && isSameFileName(file.name, original.name))),
  );
  return copy?.id ?? null;
}

function refuse(
  input: AttachmentSettleInput,
  pairs: readonly AttachmentPair[],
  write: AttachmentWrite,
  words: string,
): Settled {
  const { mapping, after, nowMs } = input;
  const refused: AttachmentPair =
    write.kind === 'take-back'
      ? { ...write.pair, is: 'refused' }
      : pairOf(write.origin, write.original, '', '', 'refused');
  const side = otherSide(refused.origin);
  const what =
    write.kind === 'take-back'
      ? `did not let the app delete the copy "${refused.name}"`
      : `did not take the attachment "${refused.name}" of ${after[refused.origin].key}`;
  const problem: Problem = {
    kind: 'attachment-refused',
    side,
    field: 'attachment',
    value: refused[refused.origin],
    message: `${mapping.siteName[side]} ${what}: ${words}. It is tried again when somebody asks for a sync of the pair or changes the mapping.`,
    foundAtMs: nowMs,
  };
  return {
    pairs: replacePair(pairs, refused),
    problem,
    audit: {
      ...auditOf(input, 'problem-found', refused.origin, refused[refused.origin], null),
      to: problem.kind,
    },
  };
}

function replacePair(
  pairs: readonly AttachmentPair[],
  pair: AttachmentPair,
): readonly AttachmentPair[] {
  const { origin } = pair;
  const known = pairs.findIndex(
    (other) => other.origin === origin && other[origin] === pair[origin],
  );
  return known < 0 ? [...pairs, pair] : pairs.with(known, pair);
}

function auditOf(
  input: AttachmentSettleInput,
  kind: AuditEntry['kind'],
  origin: Side,
  attachmentId: string,
  digest: string | null,
): AuditEntry {
  return {
    atMs: input.nowMs,
    kind,
    linkId: input.link.id,
    mappingId: input.mapping.id,
    side: otherSide(origin),
    field: 'attachment',
    from: attachmentId,
    to: digest,
    cause: input.cause,
  };
}

/**
 * Problems of attachments that stand: a refusal is over with its attachment, or once it is to be
 * tried again.
 */
export function isProblemOver(problem: Problem, pairs: readonly AttachmentPair[]): boolean {
  if (problem.kind !== 'attachment-refused') return false;
  const origin = otherSide(problem.side);
  return !pairs.some(
    (pair) => pair.is === 'refused' && pair.origin === origin && pair[origin] === problem.value,
  );
}
