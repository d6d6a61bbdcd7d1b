/** Changelog entries as the API shows them. */
import type { KnownCaller } from '../caller';
import type { Json, JsonObject } from '../json';
import type { Site } from '../site/site';
import type { HistoryDoc } from '../state/model';
import { renderUserById } from './user';

export function renderHistory(site: Site, caller: KnownCaller, entry: HistoryDoc): JsonObject {
  return {
    id: entry.id,
    author: renderUserById(site, caller, entry.authorId),
    created: site.timestamp(entry.createdMs),
    items: entry.items as unknown as Json,
    ...(entry.historyMetadata === undefined ? {} : { historyMetadata: entry.historyMetadata }),
  };
}
