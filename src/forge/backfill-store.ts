/** First syncs: one document for each mapping, and its lists in deflated pages. */
import kvs from '@forge/kvs';
import { BACKFILL_PARTS } from '../core/backfill/backfill';
import type { BackfillStore } from '../ports/backfill';
import { mappingStream, saveWithAudit } from './audit-store';
import { compress, decompress } from './compress';
import { backfillKey, backfillPageKey, mappingKey } from './keys';
import { readAgain } from './read-again';
import { backfillSchema, pageSchemas } from './stored/backfill';
import { formatMapping, parseMapping } from './stored/mapping';

/** Forge's own limit on a batch. */
const BATCH_SIZE = 25;

export const backfillStore: BackfillStore = {
  async loadBackfill(mappingId) {
    const stored = await readAgain(() => kvs.get(backfillKey(mappingId)));
    return stored === undefined ? null : backfillSchema.parse(decompress(stored));
  },

  async saveBackfill(backfill) {
    await kvs.set(backfillKey(backfill.mappingId), compress(backfill));
  },

  async loadPage(mappingId, part, page) {
    const stored = await readAgain(() => kvs.get(backfillPageKey(mappingId, part, page)));
    return stored === undefined ? [] : pageSchemas[part].parse(decompress(stored));
  },

  async savePage(mappingId, part, page, items) {
    await kvs.set(backfillPageKey(mappingId, part, page), compress(items));
  },

  async deleteBackfill({ mappingId, pages }) {
    const keys = BACKFILL_PARTS.flatMap((part) =>
      Array.from({ length: pages[part] }, (_, page) => backfillPageKey(mappingId, part, page)),
    );
    for (let at = 0; at < keys.length; at += BATCH_SIZE) {
      await kvs.batchDelete(keys.slice(at, at + BATCH_SIZE).map((key) => ({ key })));
    }
    await kvs.delete(backfillKey(mappingId));
  },

  async markMapping(mappingId, mark, audit) {
    const stored = await kvs.get(mappingKey(mappingId));
    if (stored === undefined) return;
    const { backfill: _former, ...mapping } = parseMapping(stored);
    const marked = formatMapping({ ...mapping, ...(mark ? { backfill: mark } : {}) });
    if (!audit) {
      await kvs.set(mappingKey(mappingId), marked);
      return;
    }
    await saveWithAudit(mappingStream(mappingId), [audit], (transaction) => {
      transaction.set(mappingKey(mappingId), marked);
    });
  },
};
