import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import type { Link } from '../../../../src/core/link';
import type { Tracker } from '../../../../src/ports';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { saveNewLink } from '../../../../src/sync/twins/save-new-link';
import { aBase, aLink, NOW_MS } from '../../../support/builders';

/** Storage that holds one link at most. */
function aStoreWith(standing: Link | null) {
  const audit: AuditEntry[] = [];
  let held = standing;
  const store = {
    async saveLink(save: { readonly link: Link }) {
      if (held) return null;
      held = { ...save.link, version: 1 };
      return held;
    },
    findLink: async () => held && { link: held, comments: [], attachments: [] },
    async unlink(_link: Link, entries: readonly AuditEntry[]) {
      held = null;
      audit.push(...entries);
      return true;
    },
  };
  const ports = { store, clock: { nowMs: () => NOW_MS } } as unknown as SyncPorts;
  const marks: (readonly [string, string | null])[] = [];
  const jira = {
    async markTwin(issueId: string, twinId: string | null) {
      marks.push([issueId, twinId]);
    },
  } as unknown as Tracker;
  return { ports, jira, audit, marks, held: () => held };
}

const NEW = aLink({}, { version: 0 });

function save(world: ReturnType<typeof aStoreWith>) {
  const { ports, jira } = world;
  return saveNewLink(ports, { jira }, { link: NEW, audit: [] }, 'jira');
}

describe('the first save of a pair', () => {
  it('is a save', async () => {
    const world = aStoreWith(null);
    expect([await save(world), world.audit]).toEqual([{ ...NEW, version: 1 }, []]);
  });

  it('gives way to a pair of the same issue', async () => {
    const standing = aLink();
    const world = aStoreWith(standing);
    expect([await save(world), world.held(), world.audit]).toEqual([null, standing, []]);
  });

  it('parts a pair of a former issue that had the same id, and tells of it', async () => {
    const former = aLink();
    const world = aStoreWith({
      ...former,
      sides: {
        jira: aBase('jira', { key: 'WEB-9' }),
        remote: aBase('remote', { createdAtMs: 1 }),
      },
    });
    expect([await save(world), world.held(), world.marks, world.audit]).toEqual([
      { ...NEW, version: 1 },
      { ...NEW, version: 1 },
      [[former.sides.jira.issueId, null]],
      [
        {
          atMs: NOW_MS,
          kind: 'unlinked',
          linkId: 'main:12',
          mappingId: 'web',
          side: 'remote',
          field: null,
          from: 'WEB-9',
          to: '#12',
          cause: 'jira',
        },
      ],
    ]);
  });
});
