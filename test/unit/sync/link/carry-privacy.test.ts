import { describe, expect, it } from 'vitest';
import { findObstacle } from '../../../../src/core/find-obstacle';
import type { Mapping } from '../../../../src/core/mapping';
import type { SidesRead } from '../../../../src/core/model';
import { type ReadIssue, RetryLaterError } from '../../../../src/ports';
import { carryPrivacy } from '../../../../src/sync/link/carry-privacy';
import { aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const PRIVACY = aRow({
  field: 'security',
  kinds: { jira: 'option', remote: 'boolean' },
  values: [{ jira: '10', remote: '1', direction: 'both' }],
  isPrivacy: true,
});

interface Given {
  readonly mapping?: Partial<Mapping>;
  /** What the link says already. */
  readonly wasTried?: boolean;
  readonly cause?: string;
  readonly again?: ReadIssue;
}

/** WEB-1 turned private; #12 is not yet. */
async function carry({ mapping: more = {}, wasTried = false, cause = 'jira', again }: Given) {
  const mapping = aMapping({ fields: [PRIVACY], ...more });
  const snapshots = {
    jira: aSnapshot('jira', { restricted: true, fields: { security: '10' } }),
    remote: aSnapshot('remote', { fields: { security: '0' } }),
  };
  const read: SidesRead = { kind: 'both', snapshots };
  const fresh = aLink({ jira: { security: null }, remote: { security: '0' } });
  const tried = findObstacle(mapping, fresh, read, NOW_MS)?.link ?? fresh;
  const link = wasTried ? tried : fresh;
  const obstacle = findObstacle(mapping, link, read, NOW_MS);
  if (!obstacle) throw new Error('a private issue is an obstacle');
  const after = aSnapshot('remote', { restricted: true, fields: { security: '1' } });
  const { trackers, calls } = notingTrackers({
    remote: {
      writeIssue: () => ({ refused: [] }),
      readIssue: () => again ?? { kind: 'found', snapshot: after },
    },
  });
  const stored = { link, comments: [], attachments: [], relations: [], time: [] };
  const run = { mapping, trackers, stored, cause, newestCommentsOnly: true };
  return {
    carried: await carryPrivacy(run, read, obstacle, NOW_MS).catch((error: unknown) => error),
    calls,
    expected: { snapshots: { ...snapshots, remote: after } },
  };
}

const AUDIT = {
  atMs: NOW_MS,
  kind: 'field-written',
  linkId: 'main:12',
  mappingId: 'web',
  side: 'remote',
  field: 'security',
  from: '0',
  to: '1',
  cause: 'jira',
};

describe('the privacy of a pair', () => {
  it('is carried before anything else, and read back', async () => {
    const { carried, calls, expected } = await carry({});
    expect(carried).toEqual({ ...expected, audit: AUDIT });
    expect(calls).toEqual([
      ['remote', 'writeIssue', { issueId: '12', fields: { security: '1' } }],
      ['remote', 'readIssue', '12', { newestCommentsOnly: true, sinceEntryId: 0 }],
    ]);
  });

  it('is a problem where the tracker ignores it', async () => {
    const ignored = aSnapshot('remote', { fields: { security: '0' } });
    const { carried } = await carry({ again: { kind: 'found', snapshot: ignored } });
    expect(carried).toMatchObject({
      snapshots: { remote: ignored },
      audit: { ...AUDIT, kind: 'problem-found' },
    });
  });

  it('is tried again later where the issue cannot be read back', async () => {
    const { carried } = await carry({ again: { kind: 'hidden' } });
    expect(carried).toBeInstanceOf(RetryLaterError);
    expect(carried).toMatchObject({
      message: '[remote] #12 of link main:12 could not be read back: hidden',
      outcome: 'not-done',
    });
  });

  it.each<[string, Given, boolean]>([
    ['not where the mapping is paused', { mapping: { paused: true } }, false],
    ['not where no row maps it', { mapping: { fields: [] } }, false],
    ['not where it was tried before', { wasTried: true }, false],
    ['where somebody asks for it', { wasTried: true, cause: 'an-account' }, true],
    ['where the rules changed since', { wasTried: true, mapping: { version: 2 } }, true],
  ])('is carried %s', async (_what, given, isTried) => {
    const { carried, calls } = await carry(given);
    expect([carried !== null, calls.length]).toEqual([isTried, isTried ? 2 : 0]);
  });
});
