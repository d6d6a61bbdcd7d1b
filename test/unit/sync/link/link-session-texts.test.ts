import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import { toBaseValue } from '../../../../src/core/digest';
import type { LinkSave } from '../../../../src/ports';
import { APP, aPairAtWork, change, type GivenPair } from '../../../support/a-pair-at-work';
import {
  aComment,
  adf,
  adfText,
  aLink,
  anEntry,
  aRow,
  NOW_MS,
  textile,
} from '../../../support/builders';

const ROW = aRow({ field: 'description', jira: 'd', remote: 'd', kind: 'text' });
const AGREED = aLink({
  jira: { description: toBaseValue(adfText('one', 'two')) },
  remote: { description: toBaseValue(textile('one\n\ntwo')) },
});
const BASE = { description: { adf: adf('one', 'two'), source: 'one\n\ntwo' } };

function aPairWithText(jira: string[], remote: string, given: GivenPair = {}) {
  const loads: unknown[] = [];
  const pair = aPairAtWork({
    mapping: { fields: [ROW] },
    stored: { link: AGREED },
    jira: { fields: { description: adfText(...jira) } },
    remote: { fields: { description: textile(remote) } },
    store: {
      loadTexts: async (...asked) => {
        loads.push(asked);
        return asked[1].includes('description') ? BASE : {};
      },
    },
    ...given,
  });
  return { pair, loads };
}

describe('the text that both sides agreed on', () => {
  it('is not loaded where neither side changed', async () => {
    const { pair, loads } = aPairWithText(['one', 'two'], 'one\n\ntwo');
    expect([await pair.sync(), loads]).toEqual([{ kind: 'unchanged' }, []]);
  });

  it('is loaded once for all rounds, and replaced with the save', async () => {
    const { pair, loads } = aPairWithText(['one', 'two'], 'one\n\nthree');
    expect([await pair.sync(), loads, pair.saves.map(({ texts }) => texts)]).toEqual([
      { kind: 'synced' },
      [['main:12', ['description']]],
      [{ description: { adf: adf('one', 'three'), source: 'one\n\nthree' } }],
    ]);
  });

  it('is loaded for each field that changes, as it changes', async () => {
    const notes = aRow({ field: 'notes', jira: 'n', remote: 'n', kind: 'text' });
    const { jira, remote } = AGREED.sides;
    const withNotes = aLink({
      jira: { ...jira.fields, notes: null },
      remote: { ...remote.fields, notes: null },
    });
    const { pair, loads } = aPairWithText(['one', 'three'], 'one\n\ntwo', {
      mapping: { fields: [ROW, notes] },
      stored: { link: withNotes },
      answers: (issues) => ({
        remote: {
          writeIssue: ({ fields }) => {
            change(issues, 'remote', fields, APP);
            change(issues, 'remote', { notes: textile('more') });
            return { refused: [] };
          },
        },
      }),
    });
    await pair.sync();
    expect(loads).toEqual([
      ['main:12', ['description']],
      ['main:12', ['notes']],
    ]);
  });

  it('joins what people typed in two places of it', async () => {
    const { pair } = aPairWithText(['ONE', 'two'], 'one\n\nTWO', {
      mapping: { fields: [{ ...ROW, onConflict: 'merge' }] },
    });
    expect([await pair.sync(), pair.issues.jira.fields, pair.issues.remote.fields]).toEqual([
      { kind: 'synced' },
      { description: adfText('ONE', 'TWO') },
      { description: textile('ONE\n\nTWO') },
    ]);
  });

  it('is not loaded again for what somebody types meanwhile', async () => {
    const agreed = { jira: AGREED.sides.jira.fields, remote: AGREED.sides.remote.fields };
    const { pair, loads } = aPairWithText(['one', 'three'], 'one\n\ntwo', {
      mapping: { fields: [ROW, aRow()] },
      stored: {
        link: aLink({
          jira: { ...agreed.jira, summary: 'a' },
          remote: { ...agreed.remote, summary: 'a' },
        }),
      },
      jira: { fields: { summary: 'a', description: adfText('one', 'three') } },
      remote: { fields: { summary: 'b', description: textile('one\n\ntwo') } },
      answers: (issues) => ({
        jira: {
          writeIssue: ({ fields }) => {
            change(issues, 'jira', fields, APP);
            change(issues, 'jira', { description: adfText('one', 'four') });
            return { refused: [] };
          },
        },
      }),
    });
    await pair.sync();
    expect([pair.issues.remote.fields.description, loads.length]).toEqual([
      textile('one\n\nfour'),
      1,
    ]);
  });

  it('does not exist yet where the pair is new', async () => {
    const { pair, loads } = aPairWithText(['one'], 'two', {
      stored: { link: { ...AGREED, version: 0 } },
    });
    await pair.sync();
    expect(loads).toEqual([]);
  });

  it('is what people typed on both sides alike', async () => {
    const { pair } = aPairWithText(['one', 'three'], 'one\n\nthree');
    expect([await pair.sync(), pair.writes(), pair.saves.map(({ texts }) => texts)]).toEqual([
      { kind: 'unchanged' },
      [],
      [{ description: { adf: adf('one', 'three'), source: 'one\n\nthree' } }],
    ]);
  });
});

describe('what a run wrote and did not live to save', () => {
  const LOST: GivenPair = {
    jira: { fields: { summary: 'b' } },
    remote: {
      fields: { summary: 'b' },
      history: [anEntry(1, 'summary', 'a', 'b', APP.id)],
      lastEntryId: 1,
    },
  };
  const TOLD: AuditEntry = {
    atMs: NOW_MS,
    kind: 'field-written',
    linkId: 'main:12',
    mappingId: 'web',
    side: 'remote',
    field: 'summary',
    from: 'a',
    to: 'b',
    cause: 'recovered',
  };

  it.each<['jira' | 'remote', GivenPair]>([
    ['remote', LOST],
    ['jira', { jira: LOST.remote ?? {}, remote: LOST.jira ?? {} }],
  ])('is told by the next one, as the history shows it: in %s', async (side, given) => {
    const pair = aPairAtWork(given);
    expect([await pair.sync(), pair.writes(), pair.saves.map(({ audit }) => audit)]).toEqual([
      { kind: 'synced' },
      [],
      [[{ ...TOLD, side }]],
    ]);
  });

  it('is told once where the run that lost the race handed it on', async () => {
    const pair = aPairAtWork(LOST);
    const handed = { ...TOLD, cause: 'jira' };
    await pair.sync({ audit: [handed] });
    expect(pair.saves.map(({ audit }) => audit)).toEqual([[handed]]);
  });
});

describe('a comment alone', () => {
  it('is announced and copied, and the trail goes on from the announcement', async () => {
    const saves: LinkSave[] = [];
    const trail = { count: 8, digest: 'h' };
    const pair = aPairAtWork({
      jira: { fields: { summary: 'a' }, comments: [aComment('jira', { id: '500' })] },
      remote: { fields: { summary: 'a' } },
      store: {
        saveLink: async (save) => {
          saves.push(save);
          return { ...save.link, version: save.link.version + 1, trail };
        },
      },
      answers: (issues) => ({
        remote: {
          addComment: (_issueId, body) => {
            const copy = aComment('remote', { id: '700', body, copyOf: '500' });
            issues.remote = { ...issues.remote, comments: [copy] };
            return { commentId: '700' };
          },
        },
      }),
    });
    expect([
      await pair.sync(),
      saves.map(({ link, comments }) => [
        link.version,
        link.trail,
        link.commentIntents,
        comments?.map(({ remote }) => remote),
      ]),
    ]).toEqual([
      { kind: 'synced' },
      [
        [3, undefined, [{ origin: 'jira', commentId: '500', atMs: NOW_MS }], undefined],
        [4, trail, [], ['700']],
      ],
    ]);
  });
});
