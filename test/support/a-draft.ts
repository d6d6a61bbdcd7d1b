/** What a run knows of its link, over a store that notes what is saved. */
import type { Mapping } from '../../src/core/mapping';
import type { LinkSave, StoredLink } from '../../src/ports';
import { LinkDraft } from '../../src/sync/link/link-draft';
import type { LinkRun } from '../../src/sync/link/link-run';
import type { SyncPorts } from '../../src/sync/sync-ports';
import { aLink, aMapping, NOW_MS } from './builders';
import { notingTrackers } from './noting-trackers';

/** @param isRaced another run parts the pair first */
export function aDraft(
  run: Partial<Omit<LinkRun, 'stored' | 'mapping'>> & {
    readonly stored?: Partial<StoredLink>;
    readonly mapping?: Partial<Mapping>;
  } = {},
  isRaced = false,
) {
  const saves: LinkSave[] = [];
  const parted: unknown[] = [];
  const ports = {
    clock: { nowMs: () => NOW_MS },
    store: {
      saveLink: async (save: LinkSave) => {
        if (isRaced) return null;
        saves.push({ ...save, audit: [...save.audit] });
        return { ...save.link, version: save.link.version + 1 };
      },
      findLink: async () => null,
      tellOfParted: async (...told: readonly unknown[]) => parted.push(told),
    },
  } as unknown as SyncPorts;
  const draft = new LinkDraft(ports, {
    trackers: notingTrackers({}).trackers,
    cause: 'jira',
    ...run,
    mapping: aMapping(run.mapping),
    stored: {
      link: aLink(),
      comments: [],
      attachments: [],
      relations: [],
      time: [],
      ...run.stored,
    },
  });
  return { draft, saves, parted };
}
