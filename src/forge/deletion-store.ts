/** Deletions of the last hour, each under a key of its own: none is lost where many come at once. */
import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod';
import type { Store } from '../ports';
import { deletionPrefix } from './keys';
import { versioned } from './stored/versioned';

type DeletionStore = Pick<Store, 'noteDeletion' | 'listDeletions'>;

const deletionSchema = z.object({ atMs: z.number() });
const MAX_LISTED = 100;

export const deletionStore: DeletionStore = {
  async noteDeletion(mappingId, linkId, atMs) {
    const key = `${deletionPrefix(mappingId)}${linkId}`;
    await kvs.set(key, versioned({ atMs }), { ttl: { value: 2, unit: 'HOURS' } });
  },

  async listDeletions(mappingId) {
    const prefix = deletionPrefix(mappingId);
    const page = await kvs
      .query()
      .where('key', WhereConditions.beginsWith(prefix))
      .limit(MAX_LISTED)
      .getMany<unknown>();
    return page.results.map(({ key, value }) => ({
      linkId: key.slice(prefix.length),
      atMs: deletionSchema.parse(value).atMs,
    }));
  },
};
