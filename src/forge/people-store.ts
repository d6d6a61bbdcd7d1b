/** What is kept of people: whom the audit names, and the mappings' and configuration's lists. */
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import { LINK_STATES } from '../core/link';
import type { KnownPeople, PeopleStore } from '../ports/upkeep';
import { APP_STREAM, saveWithAudit } from './audit-store';
import { listDeadLetters } from './dead-letter-store';
import { PEOPLE_KEY, PEOPLE_REPORTED_KEY } from './keys';
import { listLinksInState } from './link-store';
import { findConfiguration, putMapping, setDocument } from './mapping-store';
import { putAllButLast } from './put-long';
import { versioned } from './stored/versioned';

const LINKS_PER_PAGE = 50;

const reportedSchema = z.object({ atMs: z.number() });

const knownPeopleSchema: z.ZodType<KnownPeople> = z.object({
  accountIds: z.array(z.string()),
  scannedToMs: z.number(),
});

export const peopleStore: PeopleStore = {
  async loadKnownPeople() {
    const stored = await kvs.get(PEOPLE_KEY);
    return stored === undefined ? null : knownPeopleSchema.parse(stored);
  },

  async saveKnownPeople(people) {
    await kvs.set(PEOPLE_KEY, versioned(people));
  },

  async findReportedMs() {
    const stored = await kvs.get(PEOPLE_REPORTED_KEY);
    return stored === undefined ? null : reportedSchema.parse(stored).atMs;
  },

  async saveReportedMs(atMs) {
    await kvs.set(PEOPLE_REPORTED_KEY, versioned({ atMs }));
  },

  async listAllLinks(cursor) {
    const [stage = '0', ...inner] = (cursor ?? '').split(' ');
    const at = Number(stage);
    const state = LINK_STATES[at];
    if (!state) return { links: [], cursor: null };
    const page = await listLinksInState(state, inner.join(' ') || null, LINKS_PER_PAGE);
    if (page.cursor !== null) return { links: page.links, cursor: `${at} ${page.cursor}` };
    return { links: page.links, cursor: at + 1 < LINK_STATES.length ? `${at + 1} ` : null };
  },

  async replaceInDeadLetters(accountId, pseudonym) {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDeadLetters>> = await listDeadLetters(
        cursor,
        LINKS_PER_PAGE,
      );
      for (const { id, ...letter } of page.letters) {
        if (letter.cause === accountId)
          await kvs.set(id, versioned({ ...letter, cause: pseudonym }));
      }
      cursor = page.cursor;
    } while (cursor !== null);
  },

  async savePeople(mappings, redact, audit) {
    const document = await findConfiguration();
    const redacted = document && redact(document);
    // The document is redacted by what mappings still say of the person: it goes with the last of them.
    const last = await putAllButLast(mappings.map(putMapping));
    await saveWithAudit(APP_STREAM, audit, (transaction) => {
      for (const { key, value } of last) transaction.set(key, value);
      if (redacted && redacted !== document) setDocument(transaction, redacted);
    });
  },
};
