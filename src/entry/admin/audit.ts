/** The admin's calls around the audit: read, export, check. */
import * as z from 'zod';
import { findJiraIssueId, pageStore } from '../../app/admin';
import { namePeople } from '../../app/panel';
import { syncPorts } from '../../app/sync';
import { trail, upkeepPorts } from '../../app/upkeep';
import type { AuditEntry } from '../../core/audit/audit';
import { isAccountId } from '../../core/audit/people';
import { type Link, linkIdOf } from '../../core/link';
import { type AdminAnswers, type AuditEntryView, momentSchema } from '../../shared/api';
import {
  exportAudit as exportPiece,
  type ListedEntry,
  listAudit as listPage,
} from '../../sync/audit/export-audit';
import type { AuditPosition, AuditQuery } from '../../sync/audit/read-audit';
import { verifyAudit as verifyPage } from '../../sync/audit/verify-audit';
import { CallRefused } from '../answer-call';
import { parseJson } from '../parse-json';

const ENTRIES_PER_PAGE = 50;

interface Span {
  readonly linkId?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly cursor?: string | undefined;
}

/** One page of entries, newest first. */
export async function listAudit(
  request: Span & {
    readonly issue?: string | undefined;
    readonly kind?: AuditEntry['kind'] | undefined;
    readonly cause?: string | undefined;
    readonly person?: string | undefined;
  },
): Promise<AdminAnswers['listAudit']> {
  const { issue, kind, person } = request;
  const cause = person === undefined ? request.cause : await findAccount(person);
  const linkId = issue === undefined ? request.linkId : await findLinkOfIssue(issue);
  const { query, from } = await readSpan({ ...request, linkId }, 'newest-first');
  const page = await listPage(
    trail,
    query,
    ENTRIES_PER_PAGE,
    from,
    (entry) =>
      (kind === undefined || entry.kind === kind) && (cause === undefined || entry.cause === cause),
  );
  const named = page.entries.flatMap(({ recorded: { entry } }) =>
    [entry.cause, entry.from, entry.to].filter(isAccountId),
  );
  const linkIds = page.entries.flatMap(({ recorded }) => recorded.entry.linkId ?? []);
  const [links, people] = await Promise.all([
    pageStore.findLinks([...new Set(linkIds)]),
    namePeople(named),
  ]);
  return {
    entries: page.entries.map((listed) => {
      const id = listed.recorded.entry.linkId;
      return viewEntry(listed, id === null ? undefined : links.get(id));
    }),
    people: Object.fromEntries(people),
    cursor: writeCursor(query, page.next),
  };
}

/** @throws CallRefused where it is nobody's */
async function findAccount(name: string): Promise<string> {
  // Whose account is closed is in the audit under the id, or under a pseudonym, only.
  if (isAccountId(name)) return name;
  const person = await upkeepPorts.findPerson(name);
  if (!person) throw new CallRefused(`Jira knows nobody called "${name}" that the app may see.`);
  return person.id;
}

/** The link that people name by one of its issues. @throws CallRefused where there is none */
async function findLinkOfIssue(issue: string): Promise<string> {
  const [connections, jiraIssueId] = await Promise.all([
    pageStore.loadConnections(),
    findJiraIssueId(issue),
  ]);
  const remoteId = /^#?(\d+)$/.exec(issue)?.[1];
  for (const { id } of connections) {
    if (remoteId !== undefined) {
      const linkId = linkIdOf(id, remoteId);
      if ((await pageStore.findLinks([linkId])).size > 0) return linkId;
    }
    const linkId = jiraIssueId && (await syncPorts.store.findLinkId(id, jiraIssueId));
    if (linkId) return linkId;
  }
  throw new CallRefused(`No linked issue is called "${issue}".`);
}

/** One piece of an export, oldest first. */
export async function exportAudit(
  request: Span & { readonly format: 'jsonl' | 'csv' },
): Promise<AdminAnswers['exportAudit']> {
  const { query, from } = await readSpan(request, 'oldest-first');
  const piece = await exportPiece(trail, query, request.format, from);
  return { text: piece.text, cursor: writeCursor(query, piece.next) };
}

/** Checks one page of streams. */
export async function verifyAudit(request: {
  readonly cursor?: string | undefined;
}): Promise<AdminAnswers['verifyAudit']> {
  return verifyPage(trail, request.cursor ?? null);
}

/** How long the audit is kept, and whether the collector takes it. */
export async function getAuditState(): Promise<AdminAnswers['getAuditState']> {
  const [retentionDays, collector, state] = await Promise.all([
    upkeepPorts.upkeep.findRetentionDays(),
    pageStore.loadCollector(),
    pageStore.findCollectState(),
  ]);
  return {
    retentionDays,
    collector: collector && {
      kind: collector.kind,
      host: new URL(collector.url).host,
      toldToMs: state?.atMs ?? null,
      failure: state?.failure ?? null,
    },
  };
}

function viewEntry(
  { recorded: { entry, chained }, digest }: ListedEntry,
  link: Link | undefined,
): AuditEntryView {
  return {
    ...entry,
    jiraKey: link?.sides.jira.key ?? null,
    remoteKey: link?.sides.remote.key ?? null,
    place: chained && { stream: chained.stream, seq: chained.seq, digest: digest ?? '' },
  };
}

/** Where to go on, and over what: an export that takes a while does not chase what is new. */
const cursorSchema = z.object({
  fromMs: momentSchema,
  toMs: momentSchema,
  dayMs: momentSchema,
  page: z.string().nullable(),
  skip: z.number().int().nonnegative(),
});

async function readSpan(
  { linkId: wantedLink, fromMs = 0, toMs, cursor }: Span,
  order: AuditQuery['order'],
): Promise<{ readonly query: AuditQuery; readonly from: AuditPosition | null }> {
  const linkId = wantedLink ?? null;
  if (cursor === undefined) {
    const nowMs = syncPorts.clock.nowMs();
    const firstMs = (await trail.findFirstAuditMs()) ?? nowMs;
    const span = { fromMs: Math.max(fromMs, firstMs), toMs: Math.min(toMs ?? nowMs, nowMs) };
    return { query: { linkId, order, ...span }, from: null };
  }
  const parsed = z.string().transform(parseJson).pipe(cursorSchema).safeParse(cursor);
  if (!parsed.success) throw new CallRefused('The page cursor is not valid.');
  const { fromMs: since, toMs: until, ...from } = parsed.data;
  return { query: { linkId, order, fromMs: since, toMs: until }, from };
}

function writeCursor({ fromMs, toMs }: AuditQuery, next: AuditPosition | null): string | null {
  return next && JSON.stringify({ fromMs, toMs, ...next });
}
