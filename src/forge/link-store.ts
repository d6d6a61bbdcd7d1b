/** Links and what belongs to them, in one transaction each. */
import kvs, { Filter, FilterConditions, type ListResult, Sort } from '@forge/kvs';
import type { AuditEntry } from '../core/audit/audit';
import { TRAIL_START } from '../core/audit/audit-chain';
import { type Link, type LinkState, linkIdOf, stateOfLink } from '../core/link';
import { SIDES, type Side } from '../core/model';
import type { LinkSave, Store, StoredLink } from '../ports';
import { addAudit, findTrail, headOf, saveWithAudit, setTrail } from './audit-store';
import { readCircuits } from './circuit-store';
import { compress, decompress } from './compress';
import { getAll } from './get-all';
import {
  attachmentsKey,
  CIRCUITS_KEY,
  claimKey,
  commentsKey,
  deadLetterKey,
  LINK_ENTITY,
  mappingKey,
  relationsKey,
  timeKey,
  twinKey,
  unlinkedKey,
} from './keys';
import { removeAll } from './put-long';
import { readAgain } from './read-again';
import { runTransaction, type Transaction } from './run-transaction';
import { formatLink, linkEntitySchema } from './stored/link';
import { parseMapping } from './stored/mapping';
import {
  attachmentPairsSchema,
  commentPairsSchema,
  relationPairsSchema,
  timePairsSchema,
} from './stored/pairs';
import { versioned } from './stored/versioned';
import { addTexts, dropTexts, loadTexts, saveFurtherTexts } from './text-store';

type LinkEntity = {
  readonly mapping: string;
  readonly state: string;
  readonly comparedAt: number;
  readonly version: number;
  readonly body: ReturnType<typeof formatLink>;
};

const LINKS_PER_PAGE = 50;

type LinkStore = Pick<
  Store,
  | 'loadRun'
  | 'findLink'
  | 'findLinkId'
  | 'findLinksOfIssues'
  | 'loadTexts'
  | 'saveLink'
  | 'unlink'
  | 'tellOfParted'
  | 'wasUnlinked'
  | 'listLinks'
>;

export const linkStore: LinkStore = {
  async loadRun(mappingId, linkId, issue) {
    const letterKey = issue ? deadLetterKey(mappingId, issue.side, issue.issueId) : null;
    const wanted = [
      ...(letterKey === null ? [] : [{ key: letterKey }]),
      { key: mappingKey(mappingId) },
      { key: CIRCUITS_KEY },
      ...(linkId ? keysOf(linkId) : []),
    ];
    const found = await getAll(wanted);
    const mapping = found.get(mappingKey(mappingId));
    return {
      mapping: mapping === undefined ? null : parseMapping(mapping),
      stored: linkId ? readStored(found, linkId) : null,
      circuits: readCircuits(found.get(CIRCUITS_KEY)),
      deadLetterId: letterKey !== null && found.has(letterKey) ? letterKey : null,
    };
  },

  async findLink(linkId) {
    return readStored(await getAll(keysOf(linkId)), linkId);
  },

  async findLinkId(connectionId, jiraIssueId) {
    const pointer = await readAgain(() =>
      kvs.get<{ linkId: string }>(twinKey(connectionId, jiraIssueId)),
    );
    return pointer?.linkId ?? null;
  },

  async findLinksOfIssues(connectionId, side, issueIds) {
    const linkIds = await findLinkIds(connectionId, side, issueIds);
    const links = await findLinks([...linkIds.values()]);
    return new Map(
      [...linkIds].flatMap(([issueId, linkId]) => {
        const link = links.get(linkId);
        return link ? [[issueId, link] as const] : [];
      }),
    );
  },

  loadTexts,

  async saveLink(save) {
    const transaction = kvs.transact();
    const former = save.link.version === 0 ? await findTrail(save.link.id) : null;
    const head = save.link.trail ?? headOf(former);
    const trail = addAudit(transaction, save.link.id, head, save.audit, save.lagMs);
    // A pair that is linked again goes on with the trail of its first life.
    if (former) {
      setTrail(transaction, save.link.id, former, { head: null, start: former.body.start });
    }
    // Else a run of its first life, which is slow, would take the new pair for the one that it read.
    const last = former?.body.linkVersion ?? save.link.version;
    const link: Link = { ...save.link, version: last + 1, trail };
    setLink(transaction, link, save.link.version);
    if (save.link.version === 0) addBirth(transaction, link, save);
    if (save.comments) transaction.set(commentsKey(link.id), compress(save.comments));
    if (save.relations) transaction.set(relationsKey(link.id), compress(save.relations));
    if (save.time) transaction.set(timeKey(link.id), compress(save.time));
    if (save.attachments) transaction.set(attachmentsKey(link.id), compress(save.attachments));
    const further = addTexts(transaction, link.id, save.texts ?? {});
    // Whatever failed before for these issues has succeeded now.
    for (const side of SIDES) {
      transaction.delete(deadLetterKey(link.mappingId, side, link.sides[side].issueId));
    }
    if (!(await runTransaction(transaction))) return null;
    await saveFurtherTexts(link.id, link.version, further);
    return link;
  },

  async unlink(link, audit: readonly AuditEntry[]) {
    const connectionId = connectionOf(link);
    const transaction = kvs.transact();
    transaction.delete(link.id, {
      entityName: LINK_ENTITY,
      conditions: new Filter<LinkEntity>().and('version', FilterConditions.equalTo(link.version)),
    });
    transaction.delete(twinKey(connectionId, link.sides.jira.issueId));
    transaction.delete(commentsKey(link.id));
    transaction.delete(attachmentsKey(link.id));
    transaction.delete(relationsKey(link.id));
    transaction.delete(timeKey(link.id));
    for (const side of SIDES) {
      transaction.set(
        unlinkedKey(connectionId, side, link.sides[side].issueId),
        versioned({ linkId: link.id }),
      );
    }
    const before = await findTrail(link.id);
    const head = addAudit(transaction, link.id, link.trail ?? headOf(before), audit);
    const start = before?.body.start ?? TRAIL_START;
    setTrail(transaction, link.id, before, { head, start, linkVersion: link.version });
    const further = dropTexts(transaction, link);
    if (!(await runTransaction(transaction))) return false;
    await removeAll(further);
    return true;
  },

  async tellOfParted(linkId, audit) {
    await saveWithAudit(linkId, audit, (transaction) => {
      transaction.check<LinkEntity>(linkId, {
        entityName: LINK_ENTITY,
        conditions: new Filter<LinkEntity>().and('version', FilterConditions.notExists()),
      });
    });
  },

  async wasUnlinked(connectionId, side, issueId) {
    return (await kvs.get(unlinkedKey(connectionId, side, issueId))) !== undefined;
  },

  async listLinks(mappingId, cursor) {
    const query = kvs
      .entity<LinkEntity>(LINK_ENTITY)
      .query()
      .index('by-mapping', { partition: [mappingId] })
      .sort(Sort.ASC)
      .limit(LINKS_PER_PAGE);
    return readPage(await (cursor ? query.cursor(cursor) : query).getMany());
  },
};

/** A link and what is stored beside it. */
function keysOf(linkId: string) {
  return [
    { key: linkId, entityName: LINK_ENTITY },
    { key: commentsKey(linkId) },
    { key: attachmentsKey(linkId) },
    { key: relationsKey(linkId) },
    { key: timeKey(linkId) },
  ];
}

async function findLinkIds(
  connectionId: string,
  side: Side,
  issueIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (side === 'remote') return new Map(issueIds.map((id) => [id, linkIdOf(connectionId, id)]));
  const twins = await getAll(issueIds.map((id) => ({ key: twinKey(connectionId, id) })));
  return new Map(
    issueIds.flatMap((id) => {
      const twin = twins.get(twinKey(connectionId, id)) as { readonly linkId: string } | undefined;
      return twin ? [[id, twin.linkId] as const] : [];
    }),
  );
}

function readStored(found: ReadonlyMap<string, unknown>, linkId: string): StoredLink | null {
  const link = found.get(linkId);
  const comments = found.get(commentsKey(linkId));
  const attachments = found.get(attachmentsKey(linkId));
  const relations = found.get(relationsKey(linkId));
  const time = found.get(timeKey(linkId));
  if (link === undefined) return null;
  return {
    link: linkEntitySchema.parse(link).body,
    comments: comments === undefined ? [] : commentPairsSchema.parse(decompress(comments)),
    attachments:
      attachments === undefined ? [] : attachmentPairsSchema.parse(decompress(attachments)),
    relations: relations === undefined ? [] : relationPairsSchema.parse(decompress(relations)),
    time: time === undefined ? [] : timePairsSchema.parse(decompress(time)),
  };
}

function setLink(transaction: Transaction, link: Link, expected: number): void {
  const entity: LinkEntity = {
    mapping: link.mappingId,
    state: stateOfLink(link),
    comparedAt: link.comparedAtMs,
    version: link.version,
    body: formatLink(link),
  };
  transaction.set<LinkEntity>(link.id, entity, {
    entityName: LINK_ENTITY,
    conditions: new Filter<LinkEntity>().and(
      'version',
      expected === 0 ? FilterConditions.notExists() : FilterConditions.equalTo(expected),
    ),
  });
}

/** What a new link brings with it and puts an end to. */
function addBirth(transaction: Transaction, link: Link, save: LinkSave): void {
  const connectionId = connectionOf(link);
  transaction.set(twinKey(connectionId, link.sides.jira.issueId), versioned({ linkId: link.id }));
  if (save.completes) {
    transaction.delete(claimKey(connectionId, save.completes.side, save.completes.issueId));
  }
  for (const side of SIDES) {
    const { issueId } = link.sides[side];
    transaction.delete(unlinkedKey(connectionId, side, issueId));
  }
}

function connectionOf(link: Link): string {
  return link.id.slice(0, link.id.lastIndexOf(':'));
}

/** Links by id; those that are gone are left out. */
export async function findLinks(linkIds: readonly string[]): Promise<ReadonlyMap<string, Link>> {
  const found = await getAll(linkIds.map((key) => ({ key, entityName: LINK_ENTITY })));
  return new Map([...found].map(([id, stored]) => [id, linkEntitySchema.parse(stored).body]));
}

/** The first links of a mapping, longest not compared first, and whether there are more. */
export async function listLinksOf(mappingId: string, limit: number) {
  const query = kvs
    .entity<LinkEntity>(LINK_ENTITY)
    .query()
    .index('by-mapping', { partition: [mappingId] })
    .sort(Sort.ASC)
    .limit(limit);
  return readPage(await query.getMany());
}

/** Links in one state, longest not compared first, a page at a time. */
export async function listLinksInState(state: LinkState, cursor: string | null, limit: number) {
  const query = kvs
    .entity<LinkEntity>(LINK_ENTITY)
    .query()
    .index('by-state', { partition: [state] })
    .sort(Sort.ASC)
    .limit(limit);
  return readPage(await (cursor ? query.cursor(cursor) : query).getMany());
}

function readPage(page: ListResult<LinkEntity>) {
  return {
    links: page.results.map((result) => linkEntitySchema.parse(result.value).body),
    cursor: page.nextCursor ?? null,
  };
}
