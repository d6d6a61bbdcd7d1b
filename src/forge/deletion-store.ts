/** Deletions of the last hour, each under a key of its own: none is lost where many come at once. */
import { kvs, type ListResult, WhereConditions } from '@forge/kvs';
import * as z from 'zod';
import type { Store } from '../ports';
import { deletionPrefix } from './keys';
import { versioned } from './stored/versioned';

type DeletionStore = Pick<Store, 'noteDeletion' | 'listDeletions'>;

const deletionSchema = z.object({ atMs: z.number() });
/** As many as Forge gives at once. */
const PER_PAGE = 100;

export const deletionStore: DeletionStore = {
  async noteDeletion(mappingId, linkId, atMs) {
    const key = `${deletionPrefix(mappingId)}${linkId}`;
    await kvs.set(key, versioned({ atMs }), { ttl: { value: 2, unit: 'HOURS' } });
  },

  async listDeletions(mappingId) {
    const prefix = deletionPrefix(mappingId);
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PER_PAGE);
    const found: { readonly linkId: string; readonly atMs: number }[] = [];
    let cursor: string | undefined;
    do {
      // Forge lists what has expired for two days more, and not by time: the newest may come last.
      const page: ListResult<unknown> = await (cursor ? query.cursor(cursor) : query).getMany();
      for (const { key, value } of page.results) {
        found.push({ linkId: key.slice(prefix.length), atMs: deletionSchema.parse(value).atMs });
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return found;
  },
};
