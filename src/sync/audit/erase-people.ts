/**
 * Once a week Atlassian is told whose personal data we keep, and says whose has to be renewed or
 * erased. Who is erased gets a pseudonym in the audit, whose chains stay whole.
 * https://developer.atlassian.com/platform/forge/user-privacy-guidelines/
 */
import type { AuditEntry } from '../../core/audit/audit';
import {
  isAccountId,
  peopleOfEntry,
  peopleOfLink,
  peopleOfMapping,
  replaceInLink,
  replaceInMapping,
  withoutPerson,
} from '../../core/audit/people';
import type { Configuration } from '../../core/configuration/configuration';
import type { Mapping } from '../../core/mapping';
import type { Person } from '../../core/model';
import { RetryLaterError } from '../../ports';
import type { ErasePersonJob } from '../../ports/upkeep';
import type { Outcome } from '../outcome';
import type { UpkeepPorts } from '../sync-ports';
import { type AuditQuery, firstPosition, readAudit } from './read-audit';

/** Atlassian's own limit on one report. */
const REPORTED_AT_ONCE = 90;
/** Pages of the audit that one job goes through. */
const MAX_PAGES = 100;
const MAX_TRIES = 3;

/** Reports everybody, renews names and starts erasing. */
export async function reportPeople(ports: UpkeepPorts): Promise<Outcome> {
  const nowMs = ports.clock.nowMs();
  const accountIds = await findPeople(ports, nowMs);
  // Atlassian answers what became of an account since then: names may be as old as the last report.
  const updatedAtMs =
    (await ports.people.findReportedMs()) ?? (await ports.trail.findFirstAuditMs()) ?? nowMs;
  try {
    for (let start = 0; start < accountIds.length; start += REPORTED_AT_ONCE) {
      const batch = accountIds.slice(start, start + REPORTED_AT_ONCE);
      const statuses = await ports.reportPeople(
        batch.map((accountId) => ({ accountId, updatedAtMs })),
      );
      for (const { accountId, status } of statuses) {
        if (status === 'closed') await startErasing(ports, accountId, nowMs);
        else await renewPerson(ports, accountId);
      }
    }
    await ports.people.saveReportedMs(nowMs);
    return { kind: 'synced' };
  } catch (error) {
    if (!(error instanceof RetryLaterError)) throw error;
    return { kind: 'retry', afterSeconds: error.retryAfterSeconds, message: error.message };
  }
}

/** Takes a person out: mappings and links at once, then the audit page by page. */
export async function erasePerson(ports: UpkeepPorts, job: ErasePersonJob): Promise<Outcome> {
  const { accountId, pseudonym, untilMs } = job;
  if (job.from === null) {
    await replacePerson(ports, accountId, null, pseudonym);
    await ports.people.replaceInDeadLetters(accountId, pseudonym);
    await forgetPerson(ports, accountId);
  }
  const fromMs = (await ports.trail.findFirstAuditMs()) ?? untilMs;
  const query: AuditQuery = { linkId: null, fromMs, toMs: untilMs, order: 'oldest-first' };
  let position = job.from ? { ...job.from, skip: 0 } : firstPosition(query);
  for (let page = 0; position !== null; page += 1) {
    if (page === MAX_PAGES) {
      const from = { dayMs: position.dayMs, page: position.page };
      const kept = await ports.queue.push([{ ...job, from }], 'background');
      if (kept === 'refused')
        return { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };
      return { kind: 'synced' };
    }
    const step = await readAudit(ports.trail, query, position);
    await ports.trail.erasePerson(step.records, accountId, pseudonym);
    position = step.next;
  }
  return { kind: 'synced' };
}

async function startErasing(ports: UpkeepPorts, accountId: string, nowMs: number): Promise<void> {
  const pseudonym = `person-${ports
    .newNonce()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 8)}`;
  const kept = await ports.queue.push(
    [{ v: 1, kind: 'erase-person', accountId, pseudonym, from: null, untilMs: nowMs }],
    'background',
  );
  if (kept === 'refused') throw new RetryLaterError('the queue is full', 60, 'not-done');
}

async function renewPerson(ports: UpkeepPorts, accountId: string): Promise<void> {
  const person = await ports.findPerson(accountId);
  if (person) await replacePerson(ports, accountId, person, person.name);
}

/** Everybody who is named in what we keep. */
async function findPeople(ports: UpkeepPorts, nowMs: number): Promise<readonly string[]> {
  const mappings = new Map((await ports.store.listMappings()).map((each) => [each.id, each]));
  const found = new Set([...mappings.values()].flatMap(peopleOfMapping));
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ports.people.listAllLinks>> =
      await ports.people.listAllLinks(cursor);
    for (const link of page.links) {
      for (const id of peopleOfLink(link, mappings.get(link.mappingId))) found.add(id);
    }
    cursor = page.cursor;
  } while (cursor !== null);
  for (const id of await findPeopleOfAudit(ports, mappings, nowMs)) found.add(id);
  return [...found].filter(isAccountId);
}

/** Each week only the new part of the audit is looked through; whom the rest names is remembered. */
async function findPeopleOfAudit(
  ports: UpkeepPorts,
  mappings: ReadonlyMap<string, Mapping>,
  nowMs: number,
): Promise<readonly string[]> {
  const known = await ports.people.loadKnownPeople();
  const found = new Set(known?.accountIds);
  const firstMs = (await ports.trail.findFirstAuditMs()) ?? nowMs;
  const query: AuditQuery = {
    linkId: null,
    fromMs: Math.max(firstMs, known?.scannedToMs ?? 0),
    toMs: nowMs,
    order: 'oldest-first',
  };
  for (let position = firstPosition(query); position !== null; ) {
    const step = await readAudit(ports.trail, query, position);
    for (const { entry } of step.entries) {
      for (const id of peopleOfEntry(entry, mappings.get(entry.mappingId ?? ''))) found.add(id);
    }
    position = step.next;
  }
  await ports.people.saveKnownPeople({ accountIds: [...found], scannedToMs: nowMs });
  return [...found];
}

async function forgetPerson(ports: UpkeepPorts, accountId: string): Promise<void> {
  const known = await ports.people.loadKnownPeople();
  if (!known?.accountIds.includes(accountId)) return;
  await ports.people.saveKnownPeople({
    ...known,
    accountIds: known.accountIds.filter((id) => id !== accountId),
  });
}

/** @param now who the account is by now; `null`: nobody any more */
async function replacePerson(
  ports: UpkeepPorts,
  accountId: string,
  now: Person | null,
  name: string,
): Promise<void> {
  const standing = await ports.store.listMappings();
  const changed = standing
    .map((mapping) => replaceInMapping(mapping, accountId, now))
    .filter((mapping, index) => mapping !== standing[index]);
  const redact = (document: Configuration) =>
    now ? document : withoutPerson(document, standing, accountId);
  await ports.people.savePeople(changed, redact, [
    auditOf(ports, now ? 'person-renewed' : 'person-erased', now ? null : name),
  ]);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ports.people.listAllLinks>> =
      await ports.people.listAllLinks(cursor);
    for (const link of page.links) {
      // A new name may come a week later where a list runs behind; an old one may not stay.
      if (now && replaceInLink(link, accountId, now) === link) continue;
      const person = now ?? { id: name, name: 'Former user' };
      await replaceInStoredLink(ports, link.id, accountId, person);
    }
    cursor = page.cursor;
  } while (cursor !== null);
}

async function replaceInStoredLink(
  ports: UpkeepPorts,
  linkId: string,
  accountId: string,
  now: Person,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await ports.store.findLink(linkId);
    if (!stored) return;
    const link = replaceInLink(stored.link, accountId, now);
    if (link === stored.link || (await ports.store.saveLink({ link, audit: [] }))) return;
  }
  throw new Error(`link ${linkId} was saved by other runs each time a person was to be replaced`);
}

function auditOf(ports: UpkeepPorts, field: string, to: string | null): AuditEntry {
  return {
    atMs: ports.clock.nowMs(),
    kind: 'admin',
    linkId: null,
    mappingId: null,
    side: null,
    field,
    from: null,
    to,
    cause: 'privacy',
  };
}
