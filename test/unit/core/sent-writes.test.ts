import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../src/core/digest';
import { accountOwnWrites } from '../../../src/core/history/account-own-writes';
import type { Link, SentWrite } from '../../../src/core/link';
import {
  addSent,
  addSentDeletion,
  addSentFiles,
  addSentTime,
  answerSent,
  forgetSentDeletion,
  isSentDeletion,
  waitForSentMs,
} from '../../../src/core/sent-writes';
import {
  aComment,
  adfText,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../support/builders';

const row = aRow({ field: 'description', kind: 'text' });
const mapping = aMapping({ fields: [row] });
const before = {
  jira: aSnapshot('jira', { fields: { description: adfText('first') } }),
  remote: aSnapshot('remote', { fields: { description: textile('base') } }),
};
const write = { side: 'remote', field: 'description', value: textile('first') } as const;
const noted = addSent(
  aLink(),
  { fieldWrites: [write], commentWrites: [] },
  mapping,
  before,
  NOW_MS,
);

describe('a write that was answered', () => {
  it.each([
    ['stays known as told where it was taken', ['description'], [], [{ isTold: true }]],
    ['is forgotten where it was refused', [], ['description'], []],
  ])('%s', (_what, taken, refused, sent) => {
    const [note] = noted.sent ?? [];
    expect(answerSent(noted, 'remote', taken, refused).sent).toEqual(
      sent.map((more) => ({ ...note, ...more })),
    );
    expect(answerSent(noted, 'jira', taken, refused).sent).toEqual([note]);
  });
});

describe('a write that was never answered', () => {
  it('is waited for until it cannot be carried out any more', () => {
    expect([0, 59_000, 60_000].map((ms) => waitForSentMs(noted, NOW_MS + ms))).toEqual([
      60_000, 1_000, 0,
    ]);
  });

  it('is known for ours where its source has moved on since', () => {
    const accounted = accountOwnWrites({
      mapping,
      row,
      bases: noted.sides,
      snapshots: {
        jira: aSnapshot('jira', { fields: { description: adfText('second') } }),
        remote: aSnapshot('remote', {
          fields: { description: textile('first') },
          history: [anEntry(1, 'description', 'base', 'first')],
        }),
      },
      authorship: { jira: () => 'not-ours', remote: () => 'maybe-ours' },
      baseText: undefined,
      sent: noted.sent,
    });
    expect(accounted).toEqual({
      kind: 'agreed',
      agreed: { remote: toBaseValue(textile('first')), jira: toBaseValue(adfText('first')) },
      isUnsaved: true,
    });
  });

  it('is waited for where it was the edit of a copy, which would undo the next one', () => {
    const edit = { kind: 'edit', origin: 'jira', original: aComment('jira'), copyId: '2' } as const;
    const copy = { kind: 'copy', origin: 'jira', original: aComment('jira') } as const;
    const plan = { fieldWrites: [], commentWrites: [edit, copy] };
    const pair = { origin: 'jira', jira: '5', remote: '6', digest: '', is: 'copy' } as const;
    const time = addSentTime(aLink(), [{ kind: 'take-back', pair }], NOW_MS);
    const sent = { side: 'remote', source: null, atMs: NOW_MS };
    expect([addSent(aLink(), plan, mapping, before, NOW_MS).sent, time.sent]).toEqual([
      [{ ...sent, field: 'comment', value: '2' }],
      [{ ...sent, field: 'time', value: '6' }],
    ]);
  });

  it('is waited for where it was the end of a file’s copy, which another original may inherit', () => {
    const original = anAttachment('jira', { id: '1' });
    const link = { kind: 'link', origin: 'jira', original } as const;
    const copy = { kind: 'copy', origin: 'jira', original, lookAlikes: [] } as const;
    const writes = [
      link,
      { ...copy, replaces: null },
      { ...copy, replaces: '7' },
      { kind: 'take-back', pair: anAttachmentPair({ origin: 'remote', jira: '8' }) },
    ] as const;
    const sent = { field: 'attachment', source: null, atMs: NOW_MS };
    expect(addSentFiles(aLink(), writes, NOW_MS).sent).toEqual([
      { ...sent, side: 'remote', value: '7' },
      { ...sent, side: 'jira', value: '8' },
    ]);
  });

  it('is waited for and known for ours where it was the deletion of an issue, unless that was refused', () => {
    const link = addSentDeletion(aLink(), 'remote', NOW_MS);
    const look = (one: Link) => [
      waitForSentMs(one, NOW_MS),
      isSentDeletion(one, 'remote'),
      isSentDeletion(one, 'jira'),
    ];
    expect([look(link), look(forgetSentDeletion(link, 'remote')), look(noted)]).toEqual([
      [60_000, true, false],
      [0, false, false],
      [60_000, false, false],
    ]);
  });

  it('is kept once where it is sent again', () => {
    const again = addSent(
      noted,
      { fieldWrites: [write], commentWrites: [] },
      mapping,
      before,
      NOW_MS + 1,
    );
    expect(again.sent?.map(({ atMs }) => atMs)).toEqual([NOW_MS + 1]);
  });

  it('is not waited for where nothing was sent', () => {
    expect(waitForSentMs(aLink(), NOW_MS)).toBe(0);
  });

  it.each([
    ['side', 'jira'],
    ['field', 'summary'],
    ['value', 'another'],
  ])('is kept beside one of another %s', (key, value) => {
    const other = { ...noted.sent?.[0], [key]: value } as SentWrite;
    const same = { ...noted.sent?.[0] } as SentWrite;
    const sent = [other, same];
    const { sent: kept } = addSent(
      { ...noted, sent },
      { fieldWrites: [write], commentWrites: [] },
      mapping,
      before,
      NOW_MS + 1,
    );
    expect(kept).toEqual([other, { ...same, atMs: NOW_MS + 1 }]);
  });

  it('is noted with what it was made of, by the row of its field', () => {
    const rows = aMapping({ fields: [aRow(), row] });
    const gone = { side: 'remote', field: 'gone', value: 'x' } as const;
    expect(
      addSent(aLink(), { fieldWrites: [gone, write], commentWrites: [] }, rows, before, NOW_MS)
        .sent,
    ).toEqual([
      {
        side: 'remote',
        field: 'description',
        value: toBaseValue(textile('first')),
        source: toBaseValue(adfText('first')),
        atMs: NOW_MS,
      },
    ]);
  });
});
