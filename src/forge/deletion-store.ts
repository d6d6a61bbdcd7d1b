/** Deletions of the last hour, each under a key of its own: none is lost where many come at once. */
import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod';
import type { Store } from '../ports';
import { deletionPrefix } from './keys';
import { versioned } from './stored';

type DeletionStore = Pick<Store, 'noteDeletion'>;

const deletionSchema = z.object({ atMs: z.number() });
const MAX_LISTED = 100;

export const deletionStore: DeletionStore = {
  async noteDeletion(mappingId, linkId, atMs) {
    const prefix = deletionPrefix(mappingId);
    const key = `${prefix}${linkId}`;
    await kvs.set(key, versioned({ atMs }), { ttl: { value: 2, unit: 'HOURS' } });
    const page = await kvs
      .query()
      .where('key', WhereConditions.beginsWith(prefix))
      .limit(MAX_LISTED)
      .getMany<unknown>();
    // Queries run behind: what was just written may not be listed yet.
    const others = page.results.filter((result) => result.key !== key);
    return [atMs, ...others.map((result) => deletionSchema.parse(result.value).atMs)];
  },
};
