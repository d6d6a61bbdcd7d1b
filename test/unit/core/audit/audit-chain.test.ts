import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_KINDS, type AuditEntry } from '../../../../src/core/audit/audit';
import {
  type ChainedEntry,
  chainEntries,
  digestEntry,
  endChain,
  erasePerson,
  TRAIL_START,
  type TrailHead,
  walkChain,
} from '../../../../src/core/audit/audit-chain';
import { anAuditEntry } from '../../../support/an-audit-entry';

let salts = 0;
const newSalt = () => {
  salts += 1;
  return `salt-${salts}`;
};

function aChain(entries: readonly AuditEntry[]) {
  return chainEntries('main:12', TRAIL_START, entries, newSalt);
}

/** From the stream's first entry to its head. */
function verify(chained: readonly ChainedEntry[], head: TrailHead) {
  const walk = walkChain(TRAIL_START, chained);
  return walk.kind === 'whole' ? endChain(walk.head, head) : walk;
}

describe('the chain of a stream', () => {
  const entries = ['A', 'B', 'C', 'D'].map((to) => anAuditEntry({ to }));

  it('gives each entry the digest of the one before it, from the start mark on', () => {
    const { chained, head } = aChain(entries);
    expect(chained.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
    expect(chained.map(({ prev }) => prev)).toEqual([
      'start',
      ...chained.slice(0, 3).map((each) => digestEntry(each)),
    ]);
    expect(head).toEqual({ count: 4, digest: digestEntry(chained[3] as ChainedEntry) });
    expect(verify(chained, head)).toEqual({ kind: 'whole', head });
  });

  it('digests as docs/audit.md says, so that others can check an export', () => {
    const { chained } = aChain([anAuditEntry({ from: 'x', to: 'y', cause: 'jira' })]);
    const hash = (values: unknown[]) =>
      createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
    const [entry] = chained;
    if (entry?.seal.kind !== 'salted') throw new Error('a new entry is salted');
    const { atMs, kind, linkId, mappingId, side, field } = entry.entry;
    const commitment = hash([entry.seal.salt, 'x', 'y', 'jira']);
    expect(digestEntry(entry)).toBe(
      hash(['start', 'main:12', 0, atMs, kind, linkId, mappingId, side, field, commitment]),
    );
  });

  it('goes on from page to page and from save to save', () => {
    const first = aChain(entries.slice(0, 1));
    const second = chainEntries('main:12', first.head, entries.slice(1), newSalt);
    const page = walkChain(TRAIL_START, first.chained);
    if (page.kind !== 'whole') throw new Error('the first page is whole');
    expect(walkChain(page.head, second.chained)).toEqual({ kind: 'whole', head: second.head });
  });

  it('names the first entry that was altered, whatever was altered in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom<Partial<AuditEntry>>(
          { atMs: 1 },
          { kind: 'admin' },
          { linkId: 'main:13' },
          { mappingId: null },
          { side: null },
          { field: 'status' },
          { from: 'another' },
          { to: null },
          { cause: 'somebody else' },
        ),
        (index, change) => {
          const { chained, head } = aChain(entries);
          const altered = chained.map((each, at) =>
            at === index ? { ...each, entry: { ...each.entry, ...change } } : each,
          );
          expect(verify(altered, head)).toEqual({ kind: 'broken', seq: index, how: 'altered' });
        },
      ),
    );
  });

  it('names an entry that is missing, the last one too', () => {
    const { chained, head } = aChain(entries);
    for (const index of [0, 1, 2, 3]) {
      expect(verify(chained.toSpliced(index, 1), head)).toEqual({
        kind: 'broken',
        seq: index,
        how: 'missing',
      });
    }
  });

  it('names an entry that was slipped in, and one added at the end', () => {
    const { chained, head } = aChain(entries);
    const slipped = chained[1] as ChainedEntry;
    expect(verify(chained.toSpliced(2, 0, slipped), head)).toEqual({
      kind: 'broken',
      seq: 1,
      how: 'added',
    });
    const longer = chainEntries('main:12', head, [anAuditEntry()], newSalt);
    expect(verify([...chained, ...longer.chained], head)).toEqual({
      kind: 'broken',
      seq: 4,
      how: 'added',
    });
  });

  it('notices an entry that was moved here from another stream', () => {
    const { chained, head } = aChain(entries);
    const moved = chained.map((each, at) => (at === 2 ? { ...each, stream: 'main:13' } : each));
    expect(verify(moved, head)).toEqual({ kind: 'broken', seq: 2, how: 'altered' });
  });

  it('can be checked from a checkpoint on, after what was before it is gone', () => {
    const { chained, head } = aChain(entries);
    const checkpoint = { count: 2, digest: digestEntry(chained[1] as ChainedEntry) };
    const walk = walkChain(checkpoint, chained.slice(2));
    expect(walk).toEqual({ kind: 'whole', head });
    // A save that was kept a little longer than its neighbours does no harm.
    expect(walkChain(checkpoint, chained.slice(1))).toEqual({ kind: 'whole', head });
  });

  it('says of values above 500 characters how they begin, with a digest', () => {
    const kept = 'x'.repeat(500);
    const entry = anAuditEntry({ from: kept, to: `${kept}y` });
    expect(aChain([entry]).chained[0]?.entry).toEqual({
      ...entry,
      to: `${kept}… (digest:skDrrul-0nBaSV16tk50if)`,
    });
    // Half of an emoji is no text, and an export could not be checked.
    const emoji = aChain([anAuditEntry({ to: `${'x'.repeat(499)}😄` })]).chained[0];
    expect(emoji?.entry.to).toMatch(/^x{499}… \(digest:[\w-]{22}\)$/);
  });

  it('takes any values', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom(...AUDIT_KINDS),
            from: fc.option(fc.string({ unit: 'binary' })),
            to: fc.option(fc.string({ unit: 'binary' })),
          }),
          { minLength: 1 },
        ),
        (parts) => {
          const { chained, head } = aChain(parts.map((part) => anAuditEntry(part)));
          const stored = JSON.parse(JSON.stringify(chained)) as ChainedEntry[];
          expect(verify(stored, head)).toEqual({ kind: 'whole', head });
        },
      ),
    );
  });
});

describe('erasing a person', () => {
  const ADA = '5b10ac8d82e05b22cc7d4ef5';

  it('leaves no trace of the person, keeps what they did, and breaks no chain', () => {
    const { chained, head } = aChain([
      anAuditEntry({ kind: 'conflict-decided', to: 'jira', cause: ADA }),
      anAuditEntry({ field: 'assignee', from: ADA, to: 'grace', cause: 'jira' }),
      anAuditEntry({ to: 'unconcerned' }),
    ]);
    const erased = chained.map((each) => erasePerson(each, ADA, 'person-1'));
    expect(JSON.stringify(erased)).not.toContain(ADA);
    expect(erased.map(({ entry: { from, to, cause } }) => [from, to, cause])).toEqual([
      ['old', 'jira', 'person-1'],
      ['person-1', 'grace', 'jira'],
      ['old', 'unconcerned', 'jira'],
    ]);
    expect(verify(erased, head)).toEqual({ kind: 'whole', head });
    // Without the salt nobody can try out who it was.
    expect(erased.map(({ seal }) => seal.kind)).toEqual(['erased', 'erased', 'salted']);
    expect(erased[2]).toBe(chained[2]);
  });

  it('does it once more for another person of the same entry', () => {
    const { chained, head } = aChain([anAuditEntry({ from: ADA, to: 'grace-id' })]);
    const erased = chained
      .map((each) => erasePerson(each, ADA, 'person-1'))
      .map((each) => erasePerson(each, 'grace-id', 'person-2'));
    expect(erased.map(({ entry }) => [entry.from, entry.to])).toEqual([['person-1', 'person-2']]);
    expect(verify(erased, head)).toEqual({ kind: 'whole', head });
  });
});
