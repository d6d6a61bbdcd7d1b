import { describe, expect, it } from 'vitest';
import type { Trackers } from '../../../../src/ports';
import { rememberValues, withoutMaking } from '../../../../src/sync/backfill/know-quietly';
import { aMapping, aRow } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

describe('values that came after the mapping', () => {
  it('are not made by a look', () => {
    const made = aRow({ field: 'version', kind: 'option', unmapped: 'create' });
    const kept = aRow({ field: 'status', kind: 'option', unmapped: 'keep' });
    expect(withoutMaking(aMapping({ fields: [made, kept] })).fields).toEqual([
      { ...made, unmapped: 'review' },
      kept,
    ]);
  });

  const remembering = (answers: (readonly [string, string | null | Error])[]) => {
    const left = [...answers];
    const { trackers, calls } = notingTrackers({
      jira: {
        newestIssue: () => '99',
        findValue: (_field, name) => {
          const at = left.findIndex(([known]) => known === name);
          const [found] = left.splice(at, 1);
          if (found?.[1] instanceof Error) throw found[1];
          return found?.[1] ?? null;
        },
      },
    });
    const quiet: Trackers = rememberValues(trackers);
    return {
      find: (...asked: [string, string, boolean]) => quiet.jira.findValue(...asked),
      quiet,
      calls,
    };
  };

  it('are asked for once in a job, each for itself', async () => {
    const { find, calls } = remembering([
      ['1.0', '7'],
      ['2.0', null],
      ['1.0', '8'],
    ]);
    const found = [
      await find('version', '1.0', false),
      await find('version', '1.0', false),
      await find('version', '2.0', false),
      await find('version', '2.0', false),
      await find('version', '1.0', true),
    ];
    expect([found, calls.length]).toEqual([['7', '7', null, null, '8'], 3]);
  });

  it('again, where a tracker did not answer', async () => {
    const down = new Error('502');
    const { find } = remembering([
      ['1.0', down],
      ['1.0', '7'],
    ]);
    await expect(find('version', '1.0', false)).rejects.toBe(down);
    expect(await find('version', '1.0', false)).toBe('7');
  });

  it('and nothing else is remembered', async () => {
    const { quiet, calls } = remembering([]);
    await quiet.jira.newestIssue();
    await quiet.jira.newestIssue();
    expect([quiet.jira.side, calls.length]).toEqual(['jira', 2]);
  });
});
