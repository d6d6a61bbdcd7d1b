import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../src/core/model';
import {
  findSentSide,
  forgetMove,
  listMovedSides,
  noteMove,
  settleMove,
} from '../../../src/core/moved-by-us';
import { aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../support/builders';

const APP = aMapping({
  id: 'app',
  jira: { projectId: '10001', projectKey: 'APP' },
  remote: { projectId: '2', projectKey: 'app-shop' },
  fields: [
    aRow(),
    aRow({ field: 'components', jira: 'components', remote: 'category', kind: 'option' }),
    aRow({
      field: 'duedate',
      jira: 'duedate',
      remote: 'due_date',
      kind: 'date',
      direction: 'toJira',
    }),
  ],
});

const AGREED = { summary: 'a', components: '3', duedate: '2031-01-01' };

type Change = HistoryEntry['changes'][number];

/** Our move of the twin from project 1 to 2, and what it did. */
function aMove(changes: readonly Change[], entry: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 40,
    atMs: NOW_MS,
    author: { id: '9', name: 'Jira Sync' },
    changes,
    movedTo: '2',
    ...entry,
  };
}

function settle(history: readonly HistoryEntry[], mapping = APP) {
  const remote = aSnapshot('remote', { projectId: '2', history });
  return settleMove({
    mapping,
    link: aLink({ jira: AGREED, remote: AGREED }, { mappingId: 'app' }),
    snapshots: { jira: aSnapshot('jira', { projectId: '10001', fields: AGREED }), remote },
    side: 'remote',
    authorship: (personId) => (personId === '9' ? 'maybe-ours' : 'not-ours'),
    nowMs: NOW_MS,
  });
}

describe('the note of a move', () => {
  const link = aLink({ jira: AGREED, remote: AGREED });
  const noted = noteMove(link, 'remote', APP, NOW_MS);
  const at = (jira: string, remote: string) => ({
    jira: aSnapshot('jira', { projectId: jira }),
    remote: aSnapshot('remote', { projectId: remote }),
  });

  it('names the project, once, and is taken off again', () => {
    const note = { side: 'remote', field: 'project', value: '2', source: '10001', atMs: NOW_MS };
    expect(noted).toEqual({ ...link, sent: [note] });
    expect(noteMove(noted, 'remote', APP, NOW_MS)).toEqual(noted);
    expect(forgetMove(noted)).toEqual(link);
  });

  it('leaves what else was sent', () => {
    const sent = [
      { side: 'jira', field: 'summary', value: 'b', source: 'b', atMs: NOW_MS },
    ] as const;
    expect(forgetMove(noteMove({ ...link, sent }, 'remote', APP, NOW_MS))).toEqual({
      ...link,
      sent,
    });
  });

  it('tells the app from people', () => {
    const web = aMapping();
    expect([
      findSentSide(noted, at('10001', '2')),
      findSentSide(noted, at('10001', '1')),
      listMovedSides(web, noted, at('10001', '2')),
      listMovedSides(web, link, at('10001', '2')),
      listMovedSides(web, noted, at('10000', '3')),
    ]).toEqual(['remote', null, ['jira'], ['jira', 'remote'], ['remote']]);
  });
});

describe('after our move', () => {
  const dropped = { field: 'components', from: '3', to: null };

  it('what it dropped is written there again', () => {
    const settled = settle([aMove([dropped])]);
    expect(settled).toEqual({
      link: aLink(
        { jira: { summary: 'a', duedate: '2031-01-01' }, remote: { ...AGREED, components: null } },
        { mappingId: 'app' },
      ),
      history: [aMove([])],
      conflicts: [],
    });
  });

  it('what people had typed there unseen is a conflict', () => {
    const typed = { field: 'components', from: '3', to: '4' };
    const theirs = { id: 39, author: { id: '5', name: 'Ada Lovelace' } };
    const { movedTo: _, ...edit } = aMove([typed], theirs);
    const settled = settle([edit, aMove([{ ...dropped, from: '4' }])]);
    const conflict = {
      field: 'components',
      kind: 'overwritten',
      jira: '3',
      remote: '4',
      labels: { jira: null, remote: null },
      foundAtMs: NOW_MS,
      jiraAuthor: null,
      remoteAuthor: null,
    };
    expect([settled?.conflicts, settled?.link.conflicts, settled?.history]).toEqual([
      [conflict],
      [conflict],
      [edit, aMove([])],
    ]);
  });

  it('it gives way where the policy says so', () => {
    const fields = APP.fields.map((row) => ({ ...row, onConflict: 'jira' as const }));
    const settled = settle([aMove([{ ...dropped, from: '4' }])], { ...APP, fields });
    expect([settled?.conflicts, settled?.link.sides.jira.fields]).toEqual([
      [],
      { summary: 'a', duedate: '2031-01-01' },
    ]);
  });

  it('what only that side tells is a conflict, since nothing writes it there again', () => {
    const settled = settle([aMove([{ field: 'duedate', from: '2031-01-01', to: null }])]);
    expect(settled?.conflicts.map(({ field, remote }) => [field, remote])).toEqual([
      ['duedate', '2031-01-01'],
    ]);
  });

  it('what was never agreed on is left to the plan', () => {
    const settled = settle([aMove([{ field: 'priority', from: '1', to: '2' }])]);
    expect(settled?.link).toEqual(aLink({ jira: AGREED, remote: AGREED }, { mappingId: 'app' }));
  });

  it('there and back, the first and the last value count', () => {
    const settled = settle([
      aMove([{ field: 'components', from: '3', to: null }]),
      aMove([{ field: 'components', from: null, to: '7' }], { id: 41, movedTo: '1' }),
    ]);
    expect([settled?.conflicts, settled?.link.sides.remote.fields.components]).toEqual([[], '7']);
  });

  it('nothing is ours that somebody else moved', () => {
    expect(settle([aMove([dropped], { author: { id: '5', name: 'Ada Lovelace' } })])).toBeNull();
  });
});
