import { describe, expect, it } from 'vitest';
import { type HeardBell, isHeard } from '../../../src/core/is-heard';
import { aBase, aLink, NOW_MS } from '../../support/builders';

const READ_MS = NOW_MS;
/** Jira's `Date` header tells the second that its own `updated` lies in. */
const UPDATED_MS = NOW_MS + 400;

function hears(bell: Partial<HeardBell>): boolean {
  const base = { lastEntryId: 7, readAtMs: READ_MS, updatedAtMs: UPDATED_MS };
  const sides = { jira: aBase('jira', base), remote: aBase('remote', base) };
  const link = aLink({}, { sides });
  return isHeard(link, { side: 'jira', entryId: null, atMs: null, deleted: false, ...bell });
}

describe('a bell', () => {
  it('tells nothing new where the link was read after it', () => {
    expect(hears({ atMs: READ_MS - 1 })).toBe(true);
  });

  it('tells nothing new where it names an entry that the link knows', () => {
    expect([hears({ entryId: 7 }), hears({ entryId: 8 })]).toEqual([true, false]);
  });

  it('tells nothing new where it names the change that our last read of Jira showed', () => {
    expect(hears({ atMs: UPDATED_MS })).toBe(true);
  });

  it('is heeded where another change in the same second of Redmine may lie behind it', () => {
    expect(hears({ side: 'remote', atMs: UPDATED_MS })).toBe(false);
  });

  it('is heeded where it came after the read', () => {
    expect(hears({ atMs: UPDATED_MS + 1 })).toBe(false);
  });

  it('is heeded where it says nothing of when', () => {
    expect(hears({})).toBe(false);
  });

  it('is heeded where it tells of a deletion', () => {
    expect(hears({ atMs: READ_MS - 1, deleted: true })).toBe(false);
  });
});
