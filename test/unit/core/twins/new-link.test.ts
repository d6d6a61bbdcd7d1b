import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../../src/core/digest';
import type { BaseValue } from '../../../../src/core/link';
import type { Direction, FieldRow, Mapping } from '../../../../src/core/mapping';
import type { Side, Snapshot } from '../../../../src/core/model';
import { listAgreedTexts, newLink, newTwinLink } from '../../../../src/core/twins/new-link';
import {
  aBase,
  adf,
  adfText,
  aLink,
  aMapping,
  anAttachment,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

const mapping = aMapping({ fields: [aRow()] });

function basesOf(link: ReturnType<typeof newLink>) {
  return { jira: link.sides.jira.fields, remote: link.sides.remote.fields };
}

describe('the first base of a pair', () => {
  const snapshots = {
    jira: aSnapshot('jira', { fields: { summary: 'J' } }),
    remote: aSnapshot('remote', { fields: { summary: 'R' } }),
  };

  it('agrees on what is the same', () => {
    const same = { ...snapshots, remote: aSnapshot('remote', { fields: { summary: 'J' } }) };
    expect(basesOf(newLink(mapping, same, 'ask', NOW_MS))).toEqual({
      jira: { summary: 'J' },
      remote: { summary: 'J' },
    });
  });

  it("leaves the seed's value to win", () => {
    expect(basesOf(newLink(mapping, snapshots, 'jira', NOW_MS))).toEqual({
      jira: {},
      remote: { summary: 'R' },
    });
  });

  it('leaves every difference to be asked about', () => {
    expect(basesOf(newLink(mapping, snapshots, 'ask', NOW_MS))).toEqual({ jira: {}, remote: {} });
  });
});

describe('the first base of a new twin', () => {
  const edited = aSnapshot('remote', {
    fields: { summary: 'typed at once' },
    history: [anEntry(1, 'summary', 'J', 'typed at once')],
  });

  it('takes an edit before the first read for an edit, and not for what the twin was born with', () => {
    const snapshots = { jira: aSnapshot('jira', { fields: { summary: 'J' } }), remote: edited };
    expect(basesOf(newTwinLink(mapping, snapshots, 'jira', NOW_MS).link)).toEqual({
      jira: { summary: 'J' },
      remote: { summary: 'J' },
    });
  });

  it('takes edits of both before the first read for two edits', () => {
    const original = aSnapshot('jira', {
      fields: { summary: 'typed meanwhile' },
      history: [anEntry(1, 'summary', 'J', 'typed meanwhile')],
    });
    const { link } = newTwinLink(mapping, { jira: original, remote: edited }, 'jira', NOW_MS);
    expect(basesOf(link)).toEqual({ jira: {}, remote: { summary: 'J' } });
  });

  it('knows the original for unchanged where the twin could not take its value', () => {
    const original = aSnapshot('jira', { fields: { summary: 'never crossed' } });
    const { link } = newTwinLink(mapping, { jira: original, remote: edited }, 'jira', NOW_MS);
    expect(basesOf(link)).toEqual({
      jira: { summary: 'never crossed' },
      remote: { summary: 'J' },
    });
  });

  it('keeps the text that both were born with, so that the edit of the twin is seen as one', () => {
    const text = aMapping({ fields: [aRow({ field: 'description', kind: 'text' })] });
    const jira = aSnapshot('jira', { fields: { description: adfText('born') } });
    const remote = aSnapshot('remote', {
      fields: { description: textile('born and typed on') },
      history: [anEntry(1, 'description', 'born', 'born and typed on')],
    });
    expect(newTwinLink(text, { jira, remote }, 'jira', NOW_MS).texts).toEqual({
      description: { adf: adf('born'), source: 'born' },
    });
  });
});

describe('who watches a new twin', () => {
  const watchers = aRow({ field: 'watchers', jira: 'watchers', remote: 'watchers', kind: 'users' });

  it('came after its birth, since no create call carries them', () => {
    const snapshots = {
      jira: aSnapshot('jira', { fields: { watchers: '["ada"]' } }),
      remote: aSnapshot('remote', { fields: { watchers: null } }),
    };
    const watched = aMapping({ fields: [watchers] });
    expect(basesOf(newTwinLink(watched, snapshots, 'remote', NOW_MS).link)).toEqual({
      jira: { watchers: null },
      remote: { watchers: null },
    });
  });
});

describe('a new link', () => {
  it('is one that was never saved, of the two issues as they were read', () => {
    const jira = aSnapshot('jira', { lastEntryId: 4, readAtMs: NOW_MS - 2 });
    const remote = aSnapshot('remote', { issueId: '77', key: '#77', updatedAtMs: NOW_MS - 3 });
    expect(newLink(aMapping({ fields: [], version: 6 }), { jira, remote }, 'ask', NOW_MS)).toEqual({
      ...aLink({}, { id: 'main:77', version: 0, mappingVersion: 6 }),
      sides: {
        jira: aBase('jira', { lastEntryId: 4, readAtMs: NOW_MS - 2 }),
        remote: aBase('remote', { issueId: '77', key: '#77', updatedAtMs: NOW_MS - 3 }),
      },
    });
  });
});

describe('what a new twin was born with', () => {
  const text = aRow({ field: 'description', kind: 'text' });
  const baseOf = (row: FieldRow, twin: Snapshot, source: Snapshot, born: Side = 'remote') => {
    const snapshots = { [twin.side]: twin, [source.side]: source } as Record<Side, Snapshot>;
    const { link } = newTwinLink(aMapping({ fields: [row] }), snapshots, source.side, NOW_MS);
    return link.sides[born].fields[row.field];
  };
  const edit = (field: string, from: string | null) => ({
    fields: { [field]: 'typed' },
    history: [anEntry(1, 'another', 'x', 'y'), anEntry(2, field, from, 'typed')],
  });

  it.each<[string, FieldRow, string | null, BaseValue | undefined]>([
    ['a line', aRow(), 'born', 'born'],
    ['an empty line', aRow(), '', null],
    ['nothing', aRow(), null, null],
    ['a text', text, 'born', toBaseValue(textile('born'))],
    ['an empty text', text, '', null],
  ])('is %s where the first edit replaced that', (_what, row, from, born) => {
    const twin = aSnapshot('remote', edit(row.field, from));
    expect(baseOf(row, twin, aSnapshot('jira'))).toEqual(born);
  });

  it('is not known of a document, of which the history shows only the words', () => {
    const twin = aSnapshot('jira', {
      ...edit('description', 'born'),
      fields: { description: adfText('typed') },
    });
    const source = aSnapshot('remote', { fields: { description: textile('born') } });
    expect([baseOf(text, twin, source, 'jira'), baseOf(text, twin, source, 'remote')]).toEqual([
      undefined,
      toBaseValue(textile('born')),
    ]);
  });
});

describe('a text of a new twin that shows files', () => {
  const text = aRow({ field: 'description', kind: 'text' });
  const shows = textile('see !a.png!');
  const file = anAttachment('remote', { name: 'a.png', mimeType: 'image/png' });

  const isRepeated = (mapping: Partial<Mapping>, body = shows, side: Side = 'remote') => {
    const snapshots = {
      jira: aSnapshot('jira', { fields: { description: adfText('see') } }),
      remote: aSnapshot('remote', { fields: { description: body }, attachments: [file] }),
    };
    const { link } = newTwinLink(
      aMapping({ fields: [text, aRow()], ...mapping }),
      snapshots,
      side,
      NOW_MS,
    );
    return link.sides.remote.fields.description === null;
  };
  const attachments = (direction: Direction) => ({
    attachments: {
      direction,
      maxBytes: 1,
      tooLarge: 'skip',
      renames: true,
      deletions: true,
    } as const,
  });

  it.each<[string, () => boolean, boolean]>([
    ['crosses once more when the files are there', () => isRepeated({}), true],
    ['crosses once where it shows none', () => isRepeated({}, textile('see it')), false],
    ['crosses once where files do not', () => isRepeated({ attachments: null }), false],
    ['crosses once where files only go there', () => isRepeated(attachments('toRemote')), false],
    [
      'crosses once where it does not flow to Jira',
      () => isRepeated({ fields: [{ ...text, direction: 'toRemote' }] }),
      false,
    ],
    [
      'crosses once to Redmine, which takes texts before files',
      () => isRepeated({}, shows, 'jira'),
      false,
    ],
  ])('%s', (_what, repeated, expected) => {
    expect(repeated()).toBe(expected);
  });
});

describe('the texts that both are born with', () => {
  it('are those that each side has', () => {
    const fields = [
      aRow(),
      ...['both', 'one', 'none'].map((field) => aRow({ field, kind: 'text' })),
    ];
    const link = aLink({
      jira: { summary: 'a', both: 'digest:1', one: 'digest:1', none: null },
      remote: { summary: 'a', both: 'digest:2', one: null, none: null },
    });
    expect(listAgreedTexts(aMapping({ fields }), link)).toEqual(['both']);
  });
});
