import { describe, expect, it } from 'vitest';
import type { Link } from '../../../../src/core/link';
import { SIDES, type Snapshot } from '../../../../src/core/model';
import { RetryLaterError, type Trackers } from '../../../../src/ports';
import { syncLink } from '../../../../src/sync/link/sync-link';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import {
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';

const LATER = new RetryLaterError(
  '[remote] DELETE /attachments/2.json: no answer',
  null,
  'unknown',
);

describe('a run of a pair', () => {
  it('notes that it took a file’s copy back and was never answered', async () => {
    const link = aLink();
    const snapshots: Readonly<Record<'jira' | 'remote', Snapshot>> = {
      jira: aSnapshot('jira'),
      remote: aSnapshot('remote', {
        attachments: [anAttachment('remote', { id: '2', isCopy: true })],
      }),
    };
    const trackers = Object.fromEntries(
      SIDES.map((side) => [
        side,
        {
          side,
          readIssue: async () => ({ kind: 'found', snapshot: snapshots[side] }),
          authorship: () => 'not-ours',
          deleteAttachment: () => Promise.reject(LATER),
        },
      ]),
    ) as unknown as Trackers;
    const saved: Link[] = [];
    const store = {
      saveLink: async (save: { readonly link: Link }) => {
        saved.push(save.link);
        return save.link;
      },
    };
    const ports = { store, clock: { nowMs: () => NOW_MS } } as unknown as SyncPorts;
    const mapping = aMapping({
      fields: [],
      attachments: {
        direction: 'both',
        maxBytes: 1000,
        tooLarge: 'skip',
        renames: true,
        deletions: true,
      },
    });
    const stored = {
      link,
      comments: [],
      attachments: [anAttachmentPair({ jira: '1', remote: '2' })],
      relations: [],
      time: [],
    };

    await expect(syncLink(ports, { mapping, trackers, stored, cause: 'jira' })).rejects.toBe(LATER);
    expect(saved.map(({ sent }) => sent)).toEqual([
      [{ side: 'remote', field: 'attachment', value: '2', source: null, atMs: NOW_MS }],
    ]);
  });
});
