/**
 * How the trail is stored: one document for each save, its entries as short lists, since storage
 * writes are the dearest thing on Forge. Documents of version 0.1 hold a plain list of entries and
 * are in no chain.
 */
import * as z from 'zod';
import { AUDIT_KINDS, type AuditEntry } from '../core/audit/audit';
import type { ChainedEntry, Seal } from '../core/audit/audit-chain';
import type { AuditRecord } from '../ports/trail';
import { auditEntrySchema } from './stored/audit-entry';

/** The entity as manifest.yml declares it. */
export type AuditEntity = {
  /** For reading by link. */
  readonly link: string;
  /** For reading by time: the day and moment of the save. */
  readonly day: string;
  readonly at: number;
  /** For reading along the chain: the stream and the first entry's place in it. */
  readonly stream: string;
  readonly seq: number;
  readonly body: Body;
};

/** `[ms before the save, kind, mapping, side, field, from, to, cause, seal, prev]` */
type Row = readonly [
  number,
  string,
  string | null,
  'j' | 'r' | null,
  string | null,
  string | null,
  string | null,
  string,
  string,
  string,
];

/** `l`: milliseconds from the edit until it was applied. */
type Body = { readonly v: 2; readonly e: readonly Row[]; readonly l?: number };

/** What a kind is stored as. A code is never given to another kind. */
const KIND_CODES: Readonly<Record<AuditEntry['kind'], string>> = {
  created: 'cr',
  linked: 'ln',
  unlinked: 'un',
  'field-written': 'fw',
  'comment-copied': 'cc',
  'comment-edited': 'ce',
  'comment-deleted': 'cd',
  'attachment-copied': 'ac',
  'attachment-linked': 'al',
  'attachment-deleted': 'ax',
  'relation-added': 'ra',
  'relation-removed': 'rr',
  'time-copied': 'tc',
  'time-edited': 'te',
  'time-deleted': 'td',
  'deletion-noted': 'dn',
  'issue-deleted': 'di',
  'left-alone': 'la',
  'conflict-found': 'cf',
  'conflict-decided': 'de',
  'problem-found': 'pf',
  failed: 'fa',
  paused: 'pa',
  resumed: 're',
  'notice-given': 'ng',
  admin: 'ad',
};

const KINDS: ReadonlyMap<string, AuditEntry['kind']> = new Map(
  AUDIT_KINDS.map((kind) => [KIND_CODES[kind], kind]),
);

/** The stream of what concerns no link, in the index by link. */
export const NO_LINK = 'none';

const ERASED = 'erased:';

/** @throws Error for no entries */
export function encodeRecord(
  chained: readonly ChainedEntry[],
  atMs: number,
  lagMs: number | null = null,
): AuditEntity {
  const [first] = chained;
  if (!first) throw new Error('an audit record without an entry');
  return {
    link: first.entry.linkId ?? NO_LINK,
    day: dayOf(atMs),
    at: atMs,
    stream: first.stream,
    seq: first.seq,
    body: {
      v: 2,
      e: chained.map((each) => toRow(each, atMs)),
      ...(lagMs === null ? {} : { l: lagMs }),
    },
  };
}

/** The key of a save: its place in its stream, so that none can take another's. */
export function recordKeyAt(stream: string, seq: number): string {
  return `${stream}#${seq}`;
}

/** @throws ZodError for a document that no version of the app stored */
export function decodeRecord(key: string, stored: unknown): AuditRecord {
  const { body, ...place } = entitySchema.parse(stored);
  if (!('v' in body)) {
    return {
      key,
      atMs: place.at,
      lagMs: null,
      entries: body.map((entry) => ({ entry, chained: null })),
    };
  }
  return {
    key,
    atMs: place.at,
    lagMs: body.l ?? null,
    entries: body.e.map((row, index) => {
      const chained: ChainedEntry = {
        stream: place.stream ?? '',
        seq: (place.seq ?? 0) + index,
        ...fromRow(row, place),
      };
      return { entry: chained.entry, chained };
    }),
  };
}

/** `2026-11-21`, in UTC. */
export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function toRow({ entry, seal, prev }: ChainedEntry, savedAtMs: number): Row {
  const { atMs, kind, mappingId, side, field, from, to, cause } = entry;
  return [
    savedAtMs - atMs,
    KIND_CODES[kind],
    mappingId,
    side && (side === 'jira' ? 'j' : 'r'),
    field,
    from,
    to,
    cause,
    toText(seal),
    prev,
  ];
}

function fromRow(
  row: z.output<typeof rowSchema>,
  place: { readonly link: string; readonly at: number },
) {
  const [agoMs, kind, mappingId, side, field, from, to, cause, seal, prev] = row;
  const entry: AuditEntry = {
    atMs: place.at - agoMs,
    kind,
    linkId: place.link === NO_LINK ? null : place.link,
    mappingId,
    side: side && (side === 'j' ? 'jira' : 'remote'),
    field,
    from,
    to,
    cause,
  };
  return { entry, seal: fromText(seal), prev };
}

function toText(seal: Seal): string {
  return seal.kind === 'salted' ? seal.salt : `${ERASED}${seal.commitment}`;
}

function fromText(text: string): Seal {
  return text.startsWith(ERASED)
    ? { kind: 'erased', commitment: text.slice(ERASED.length) }
    : { kind: 'salted', salt: text };
}

const text = z.string().nullable();

const rowSchema = z.tuple([
  z.number(),
  z.string().transform((code, context) => {
    const kind = KINDS.get(code);
    if (kind) return kind;
    context.addIssue(`no kind of entry is stored as "${code}"`);
    return z.NEVER;
  }),
  text,
  z.enum(['j', 'r']).nullable(),
  text,
  text,
  text,
  z.string(),
  z.string(),
  z.string(),
]);

const entitySchema = z.object({
  link: z.string(),
  at: z.number(),
  stream: z.string().optional(),
  seq: z.number().optional(),
  body: z.union([
    z.array(auditEntrySchema),
    z.object({ v: z.literal(2), e: z.array(rowSchema), l: z.number().optional() }),
  ]),
});
