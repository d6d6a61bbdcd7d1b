/** What lies in the app's storage, read as the documents that they are and by no code of the app's. */
import { CONNECTION, MAPPING } from '../script/document';
import type { World } from '../world/world';

export interface StoredPair {
  readonly jiraId: string;
  readonly redmineId: string;
}

/** One line of the trail. */
export interface AuditLine {
  readonly atMs: number;
  readonly kind: string;
  readonly linkId: string;
  readonly side: 'jira' | 'remote' | null;
  readonly field: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

interface StoredRecord {
  readonly json: string;
}

const TWINS = `kvs/plain/twin:${CONNECTION}:`;
/** Where the records of the trail lie in the host's store. */
export const AUDIT = 'kvs/entity/audit/';

/** Every pair that is linked. */
export function listPairs(world: World): readonly StoredPair[] {
  return [...world.store.range(TWINS)].map(([key, record]) => {
    const { linkId } = JSON.parse((record as StoredRecord).json) as { linkId: string };
    return {
      jiraId: key.slice(TWINS.length),
      redmineId: linkId.slice(linkId.indexOf(':') + 1),
    };
  });
}

/** Whether the mapping stands still: by a person, or by the brake. */
export function isPaused(world: World): boolean {
  const { json } = world.store.get(`kvs/plain/mapping:${MAPPING}`) as StoredRecord;
  return (JSON.parse(json) as { paused: boolean }).paused;
}

/** The kinds that are looked at, by what they are stored as. */
const KIND_OF: Readonly<Record<string, string>> = {
  cr: 'created',
  ln: 'linked',
  fw: 'field-written',
  cf: 'conflict-found',
  pf: 'problem-found',
  cc: 'comment-copied',
  ac: 'attachment-copied',
  tc: 'time-copied',
  ra: 'relation-added',
  rr: 'relation-removed',
  di: 'issue-deleted',
  dn: 'deletion-noted',
  un: 'unlinked',
  re: 'resumed',
  ad: 'admin',
};

type Row = readonly [
  agoMs: number,
  kind: string,
  mapping: string | null,
  side: 'j' | 'r' | null,
  field: string | null,
  from: string | null,
  to: string | null,
];

interface AuditDocument {
  readonly at: number;
  readonly link: string;
  readonly body: { readonly e: readonly Row[] };
}

/** The whole trail, in no order. */
export function listAudit(world: World): readonly AuditLine[] {
  return [...world.store.range(AUDIT)].flatMap(([, record]) => {
    const { at, link, body } = JSON.parse((record as StoredRecord).json) as AuditDocument;
    return body.e.map(([agoMs, kind, , side, field, from, to]) => ({
      atMs: at - agoMs,
      kind: KIND_OF[kind] ?? kind,
      linkId: link,
      side: side && (side === 'j' ? 'jira' : 'remote'),
      field,
      from,
      to,
    }));
  });
}
