/** Dead letters: kept in storage, since the platform's queue forgets after a day. */
import { kvs, WhereConditions } from '@forge/kvs';
import type { AuditEntry } from '../core/audit/audit';
import type { DeadLetter, Store } from '../ports';
import { mappingStream, saveWithAudit } from './audit-store';
import { DEAD_LETTER_PREFIX, deadLetterKey } from './keys';
import { deadLetterSchema } from './stored/dead-letter';
import { versioned } from './stored/versioned';

type DeadLetterStore = Pick<Store, 'saveDeadLetter' | 'closeDeadLetter' | 'listDeadLetters'>;

export const deadLetterStore: DeadLetterStore = {
  async saveDeadLetter(letter, audit) {
    const key = keyOf(letter);
    await saveWithAudit(streamOf(key), audit, (transaction) => {
      transaction.set(key, versioned(letter));
    });
  },

  async closeDeadLetter(id, audit) {
    assertLetterId(id);
    await saveWithAudit(streamOf(id), audit, (transaction) => {
      transaction.delete(id);
    });
  },

  async listDeadLetters(cursor, limit) {
    const query = kvs
      .query()
      .where('key', WhereConditions.beginsWith(DEAD_LETTER_PREFIX))
      .limit(limit);
    const page = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    return {
      letters: page.results.map((result) => ({
        id: result.key,
        ...deadLetterSchema.parse(result.value),
      })),
      cursor: page.nextCursor ?? null,
    };
  },
};

export const { closeDeadLetter, listDeadLetters } = deadLetterStore;

/** `null` where it is closed already. */
export async function findDeadLetter(id: string): Promise<DeadLetter | null> {
  if (!id.startsWith(DEAD_LETTER_PREFIX)) return null;
  const stored = await kvs.get(id);
  return stored === undefined ? null : deadLetterSchema.parse(stored);
}

/** Says in the audit that an admin has all letters of a kind tried again. */
export async function auditRetryOfLetters(
  mappingId: string,
  audit: readonly AuditEntry[],
): Promise<void> {
  await saveWithAudit(mappingStream(mappingId), audit, () => {});
}

/** Ids come from a page: nothing else that is stored may be named by them. */
function assertLetterId(id: string): void {
  if (!id.startsWith(DEAD_LETTER_PREFIX)) throw new Error('that is no id of a dead letter');
}

/** One stream for each issue: thousands may fail at once, and none waits for another. */
function streamOf(id: string): string {
  return `.${id}`;
}

function keyOf(letter: DeadLetter): string {
  return deadLetterKey(letter.mappingId, letter.side, letter.issueId);
}
