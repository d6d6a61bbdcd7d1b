import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import type { Link } from '../../../../src/core/link';
import type { LinkSave } from '../../../../src/ports';
import { LostRaceError, loseRace } from '../../../../src/sync/link/lost-race';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { anAuditEntry } from '../../../support/an-audit-entry';
import { aLink } from '../../../support/builders';

const WRITTEN = anAuditEntry();

/** Where the trail stood when the run began. */
const KNOWN = { count: 2, digest: 'of the second' };

/**
 * @param found the link as it stands at each look; `null` where the pair is parted
 * @param told what quicker runs told meanwhile, by the place where each save begins
 */
async function lose(
  found: readonly (Link | null)[],
  audit = [WRITTEN],
  quicker = 0,
  told: Readonly<Record<number, readonly AuditEntry[]>> = {},
) {
  const left = [...found];
  const saves: LinkSave[] = [];
  const parted: unknown[] = [];
  const store = {
    findLink: async () => {
      const link = left.shift();
      return link ? { link } : null;
    },
    saveLink: async (save: LinkSave) => (saves.push(save) > quicker ? save.link : null),
    tellOfParted: async (...told: readonly unknown[]) => parted.push(told),
  };
  const trail = {
    findRecord: async (_stream: string, seq: number) =>
      told[seq] ? { entries: told[seq].map((entry) => ({ entry, chained: null })) } : null,
  };
  const ports = { store, trail } as unknown as SyncPorts;
  const error = await loseRace(ports, { id: 'main:12', trail: KNOWN }, audit, { lagMs: 9 }).catch(
    (thrown: unknown) => thrown,
  );
  return { error, saves, parted };
}

describe('a run that another one was quicker than', () => {
  const [ours, theirs] = [aLink({}, { version: 4 }), aLink({}, { version: 5 })];

  it('tells at once what it wrote, and nothing of what it found', async () => {
    const found = anAuditEntry({ kind: 'problem-found' });
    expect(await lose([ours], [WRITTEN, found])).toEqual({
      error: new LostRaceError('main:12', [WRITTEN]),
      saves: [{ link: ours, audit: [WRITTEN], lagMs: 9 }],
      parted: [],
    });
  });

  it('leaves out what a quicker run has read and told already, each write once', async () => {
    const now = aLink({}, { version: 5, trail: { count: 5, digest: 'of the fifth' } });
    const again = anAuditEntry({ to: 'another' });
    const comment = anAuditEntry({ kind: 'comment-copied', field: 'comment', from: '7' });
    const told = {
      2: [anAuditEntry({ cause: 'jira' })],
      3: [
        anAuditEntry({ cause: 'recovered' }),
        anAuditEntry({ ...comment, from: '8', cause: 'recovered' }),
      ],
    };
    const { saves } = await lose([now], [WRITTEN, again, comment], 0, told);
    const all = await lose([now], [WRITTEN], 0, told);
    expect([saves, all.saves, all.error]).toEqual([
      [{ link: now, audit: [again, comment], lagMs: 9 }],
      [],
      new LostRaceError('main:12', [WRITTEN]),
    ]);
  });

  it('saves nothing where it wrote nothing', async () => {
    const { error, saves } = await lose([ours], []);
    expect([error, saves]).toEqual([new LostRaceError('main:12'), []]);
  });

  it('looks again where others save meanwhile, ten times at most', async () => {
    const twice = await lose([ours, theirs], [WRITTEN], 1);
    const ever = await lose(Array(11).fill(ours), [WRITTEN], 11);
    expect([
      twice.saves.map(({ link }) => link.version),
      twice.error,
      ever.saves.length,
      ever.error,
    ]).toEqual([
      [4, 5],
      new LostRaceError('main:12', [WRITTEN]),
      10,
      expect.objectContaining({ message: 'link main:12 is saved by others again and again' }),
    ]);
  });

  it('tells it after the end of a pair that was parted meanwhile', async () => {
    const { error, parted } = await lose([null]);
    expect([error, parted]).toEqual([
      new LostRaceError('main:12', [WRITTEN]),
      [['main:12', [WRITTEN]]],
    ]);
  });
});
