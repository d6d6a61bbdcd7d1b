import { describe, expect, it } from 'vitest';
import { type Alarm, planAlarms, type ToldAlarm } from '../../../src/core/notices/alarm';
import { composeNote } from '../../../src/core/notices/compose-note';
import { findAlarms } from '../../../src/core/notices/find-alarms';
import { collectNews, findEditor, findStoppedEdits } from '../../../src/core/notices/news';
import { noticeIdOf } from '../../../src/core/notices/notice-mark';
import { wordAlarm, wordConflicts } from '../../../src/core/notices/words';
import { findOriginal } from '../../../src/redmine/copy-link';
import { aLink, aMapping, aSnapshot, NOW_MS } from '../../support/builders';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const down: Alarm = {
  id: 'tracker-down:remote:main',
  kind: 'tracker-down',
  what: 'Acme',
  sinceMs: NOW_MS,
  count: null,
  words: '503',
};
const told: ToldAlarm = {
  id: down.id,
  kind: 'tracker-down',
  what: 'Acme',
  sinceMs: NOW_MS,
  issueId: '1',
  issueKey: 'OPS-1',
  toldAtMs: NOW_MS,
  times: 1,
  goneAtMs: null,
};

function plan(alarms: readonly Alarm[], standing: readonly ToldAlarm[], afterMs: number) {
  const nowMs = NOW_MS + afterMs;
  const steps = planAlarms(alarms, standing, {
    nowMs,
    remindAfterMs: 24 * HOUR_MS,
    unsure: new Set(),
  });
  return steps.map(({ kind }) => kind);
}

describe('an alarm', () => {
  it('of an outage is told after a quarter of an hour, any other at once', () => {
    expect(plan([down], [], 14 * MINUTE_MS)).toEqual([]);
    expect(plan([down], [], 15 * MINUTE_MS)).toEqual(['tell']);
    expect(plan([{ ...down, kind: 'access-refused' }], [], 0)).toEqual(['tell']);
  });

  it('is told once, and again after a day, two days, four days', () => {
    expect(plan([down], [told], 23 * HOUR_MS)).toEqual([]);
    expect(plan([down], [told], 24 * HOUR_MS)).toEqual(['remind']);
    expect(plan([down], [{ ...told, times: 2 }], 47 * HOUR_MS)).toEqual([]);
    expect(plan([down], [{ ...told, times: 2 }], 48 * HOUR_MS)).toEqual(['remind']);
    expect(plan([down], [{ ...told, times: 3 }], 96 * HOUR_MS)).toEqual(['remind']);
  });

  it('is over once it was gone for a quarter of an hour, and the same where it comes back before', () => {
    const gone = { ...told, goneAtMs: NOW_MS };
    expect(plan([], [told], 0)).toEqual(['note-gone']);
    expect(plan([], [gone], 10 * MINUTE_MS)).toEqual([]);
    expect(plan([down], [gone], 10 * MINUTE_MS)).toEqual(['note-back']);
    expect(plan([], [gone], 15 * MINUTE_MS)).toEqual(['close']);
  });

  it('stands where not all of its kind could be read', () => {
    const steps = planAlarms([], [told], {
      nowMs: NOW_MS,
      remindAfterMs: HOUR_MS,
      unsure: new Set(['tracker-down'] as const),
    });
    expect(steps).toEqual([]);
  });

  it('is found for trackers, mappings and the collector, however many events it brought', () => {
    const mapping = aMapping({ paused: true, pausedFor: 'twenty deletions' });
    const letter = { mappingId: mapping.id, failedAtMs: NOW_MS, message: '422 no' };
    const found = findAlarms({
      circuits: {
        jira: { kind: 'failing', failures: 2, issueIds: [] },
        'remote:main': {
          kind: 'open',
          cause: 'access',
          openedAtMs: NOW_MS,
          retryAtMs: NOW_MS,
          message: '401',
        },
      },
      connectionNames: new Map([['main', 'Acme']]),
      mappings: [mapping],
      letters: [letter, { ...letter, failedAtMs: NOW_MS - 1, message: 'older' }],
      links: [],
      isCut: { letters: false, links: false },
      collectorFailure: { message: 'no', sinceMs: NOW_MS },
    });
    expect(found.map(({ id, count, words }) => [id, count, words])).toEqual([
      ['access-refused:remote:main', null, '401'],
      [`mapping-paused:${mapping.id}`, null, 'twenty deletions'],
      [`changes-failed:${mapping.id}`, 2, '422 no'],
      ['collector-stands', null, 'no'],
    ]);
  });

  it('is told in the language that was chosen', () => {
    expect(wordAlarm(down, 'en').summary).toBe('Redmine Sync: Acme does not answer');
    expect(wordAlarm(down, 'ja').summary).toBe('Redmine Sync: Acme が応答しません');
  });
});

describe('what single people are told', () => {
  const mapping = aMapping({ notices: { conflicts: ['a1'], authors: { jira: 'comment' } } });
  const entry = { linkId: 'main:12', mappingId: mapping.id, field: 'status', atMs: NOW_MS };

  it('is one for a pair in conflict and one for an edit, where the mapping wants it', () => {
    const records = [
      { entries: [{ ...entry, kind: 'conflict-found' as const }] },
      { entries: [{ ...entry, kind: 'conflict-found' as const, field: 'summary' }] },
      { entries: [{ ...entry, kind: 'problem-found' as const }] },
      { entries: [{ ...entry, kind: 'problem-found' as const, mappingId: 'other' }] },
      { entries: [{ ...entry, kind: 'field-written' as const }] },
    ];
    expect(collectNews(records, [mapping]).map(({ kind }) => kind)).toEqual(['conflict', 'edit']);
    expect(collectNews(records, [aMapping()])).toEqual([]);
  });

  it('goes to the last person who edited the field, never to the app', () => {
    const link = aLink(
      {},
      {
        problems: [
          {
            kind: 'write-not-taken',
            side: 'remote',
            field: 'status',
            value: '2',
            message: 'no',
            foundAtMs: NOW_MS,
          },
        ],
      },
    );
    const [edit] = findStoppedEdits(link, { kind: 'edit', ...entry });
    expect(edit).toEqual({
      trouble: 'write-not-taken',
      side: 'jira',
      field: 'status',
      itemId: null,
    });
    if (!edit) return;
    const change = { field: 'status', from: '1', to: '2' };
    const by = (id: string, at: number) => ({
      id: at,
      atMs: at,
      author: { id, name: id },
      changes: [change],
    });
    const snapshot = aSnapshot('jira', { history: [by('ada', 1), by('grace', 2), by('app', 3)] });
    const isOurs = (id: string) => id === 'app';
    expect(findEditor(snapshot, edit, isOurs)?.person.id).toBe('grace');
    const untouched = aSnapshot('jira', { history: [], author: { id: 'app', name: 'App' } });
    expect(findEditor(untouched, edit, isOurs)).toBeNull();
  });

  it('is a comment that names itself as none to carry, in both trackers', () => {
    const person = { id: '5', name: 'Ada' };
    const note = composeNote(mapping, 'remote', person, 'WEB-1', 'x.1', [
      'it did not cross.',
      'Bye.',
    ]);
    expect(note.format === 'adf' ? '' : note.source).toContain('it did not cross.');
    expect(note.format === 'adf' ? '' : findOriginal(note.source, mapping.siteUrl.jira)).toBe(
      noticeIdOf('x.1'),
    );
  });

  it('names twenty pairs of a mail and counts the rest', () => {
    const line = { jiraKey: 'WEB-1', remoteKey: '#1', fields: ['summary'] };
    const { lines } = wordConflicts(Array(23).fill(line), 'en');
    expect(lines).toHaveLength(23);
    expect(lines.at(-2)).toBe('… and 3 more.');
  });
});
