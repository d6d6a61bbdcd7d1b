/** The history of the pair that the panel is on, with the names of who acted. */
import { namePeople } from '../../app/panel';
import { trail } from '../../app/upkeep';
import type { PairHistory } from '../../shared/api';
import { readPairHistory } from '../../sync/audit/read-pair-history';
import { locate, type PanelPlace } from './view';

/** Empty where the issue is not linked: what was before is another pair's. */
export async function listHistory(
  place: PanelPlace,
  { cursor }: { readonly cursor?: string | undefined },
): Promise<PairHistory> {
  const located = await locate(place);
  if (!located?.stored) return { events: [], cursor: null };
  const page = await readPairHistory(trail, located.stored.link.id, cursor ?? null);
  const names = await namePeople(page.events.flatMap(({ by }) => by ?? []));
  return {
    events: page.events.map((event) => ({
      ...event,
      by: event.by === null ? null : (names.get(event.by) ?? null),
    })),
    cursor: page.cursor,
  };
}
