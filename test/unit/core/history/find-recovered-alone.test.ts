import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../../src/core/digest';
import type { Authorship } from '../../../../src/core/history/find-overwritten';
import { findRecoveredAlone } from '../../../../src/core/history/find-recovered-alone';
import type { SentWrite } from '../../../../src/core/link';
import type { HistoryEntry } from '../../../../src/core/model';
import {
  aBase,
  aLink,
  aMapping,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

const noted = (more: Partial<SentWrite> = {}): SentWrite => ({
  side: 'remote',
  field: 'summary',
  value: 'b',
  source: 'b',
  atMs: NOW_MS,
  ...more,
});

/** Redmine's issue is left, with a base that knows its history up to entry 3. */
function find(
  history: readonly HistoryEntry[],
  sent: readonly SentWrite[] = [],
  whose: Authorship = 'ours',
) {
  const mapping = aMapping({
    fields: [aRow({ field: 'summary' }), aRow({ field: 'description', kind: 'text' })],
  });
  const link = aLink(
    {},
    {
      sides: {
        jira: aBase('jira'),
        remote: aBase('remote', { fields: { summary: 'a', description: 'old' }, lastEntryId: 3 }),
      },
      sent,
    },
  );
  const left = aSnapshot('remote', { fields: { description: textile('new') }, history });
  return findRecoveredAlone(mapping, link, left, (id) => (id === 'grace' ? 'not-ours' : whose));
}

const WRITTEN = { kind: 'field-written', side: 'remote', field: 'summary', from: 'a', to: 'b' };
const byUs = (id: number, field = 'summary') => anEntry(id, field, 'a', 'b', 'app');

describe('what a run that was cut off wrote to the issue that is left', () => {
  it('is told, without what people wrote and what is saved', () => {
    expect(find([byUs(3), byUs(4), anEntry(5, 'summary', 'b', 'c')])).toEqual([WRITTEN]);
  });

  it('is told once', () => {
    expect(find([byUs(4)], [noted({ isTold: true })])).toEqual([]);
  });

  it('is ours where the key is a person’s, too, if it was noted', () => {
    expect([find([byUs(4)], [], 'maybe-ours'), find([byUs(4)], [noted()], 'maybe-ours')]).toEqual([
      [],
      [WRITTEN],
    ]);
  });

  it('is told of a text as it stands; what an older entry wrote cannot be told', () => {
    const text = { ...WRITTEN, field: 'description' };
    expect(find([byUs(4, 'description'), byUs(5, 'description')])).toEqual([
      { ...text, from: null, to: null },
      { ...text, from: 'old', to: toBaseValue(textile('new')) },
    ]);
  });
});
