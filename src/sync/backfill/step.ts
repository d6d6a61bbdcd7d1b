/** What one step of a first sync is given. */
import type { Backfill, BackfillItems, BackfillPart } from '../../core/backfill/backfill';
import type { Pairs } from '../../core/backfill/find-levels';
import type { Mapping } from '../../core/mapping';
import type { Side } from '../../core/model';
import type { Trackers } from '../../ports';
import type { UpkeepPorts } from '../sync-ports';

export interface Step {
  readonly ports: UpkeepPorts;
  /** Without the mark of its own first sync, so that nothing of its own waits for it. */
  readonly mapping: Mapping;
  readonly trackers: Trackers;
  /** What was loaded for an earlier step of the same job. */
  readonly memory: Memory;
}

/** Lists that several steps of one job need whole. */
export interface Memory {
  scanned?: Readonly<Record<Side, BackfillItems['scan-jira'][]>>;
  pairs?: Pairs;
  levelOf?: (side: Side, id: string) => number;
}

/** All items of a list, whatever the number of its pages. */
export async function loadAll<P extends BackfillPart>(
  { backfill: store }: Pick<UpkeepPorts, 'backfill'>,
  backfill: Backfill,
  part: P,
): Promise<BackfillItems[P][]> {
  const items: BackfillItems[P][] = [];
  for (let page = 0; page < backfill.pages[part]; page += 1) {
    items.push(...(await store.loadPage(backfill.mappingId, part, page)));
  }
  return items;
}
