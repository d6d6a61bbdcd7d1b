import { describe, expect, it } from 'vitest';
import { shortenSha256 } from '../../../../src/core/digest';
import type { AttachmentPair } from '../../../../src/core/link';
import type { AdfDocument, Attachment, RichText } from '../../../../src/core/model';
import { type ReadIssue, RetryLaterError } from '../../../../src/ports';
import { type aPairAtWork, change } from '../../../support/a-pair-at-work';
import { aPairWithFiles, SHA256 } from '../../../support/a-pair-with-files';
import {
  aComment,
  aLink,
  anAttachment,
  anAttachmentPair,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

const DIGEST = shortenSha256(SHA256);
const A = { fields: { summary: 'a' } };

const PAIR: AttachmentPair = anAttachmentPair({ jira: '1', remote: '91', digest: DIGEST });
const FILE = anAttachment('jira', { id: '1' });

const methodsOf = (pair: ReturnType<typeof aPairAtWork>) =>
  pair.calls.map(([side, method]) => `${side} ${method}`);
const READ = ['jira readIssue', 'remote readIssue'];

describe('a new file', () => {
  it('is announced, copied, read back, and told', async () => {
    const pair = aPairWithFiles({ jira: { attachments: [FILE] } });
    const outcome = await pair.sync();
    expect([outcome, methodsOf(pair)]).toEqual([
      { kind: 'synced' },
      [...READ, 'remote addAttachments', 'jira openAttachment', 'remote readIssue'],
    ]);
    expect(
      pair.saves.map(({ link, attachments, audit }) => ({
        intents: link.attachmentIntents,
        attachments,
        audit,
      })),
    ).toEqual([
      {
        intents: [{ origin: 'jira', attachmentId: '1', atMs: NOW_MS, name: 'a.txt', sizeBytes: 3 }],
        attachments: undefined,
        audit: [],
      },
      {
        intents: undefined,
        attachments: [PAIR],
        audit: [
          {
            atMs: NOW_MS,
            kind: 'attachment-copied',
            linkId: 'main:12',
            mappingId: 'web',
            side: 'remote',
            field: 'attachment',
            from: '1',
            to: DIGEST,
            cause: 'jira',
          },
        ],
      },
    ]);
  });

  it('is known by what is read where the tracker tells no id', async () => {
    const pair = aPairWithFiles({ jira: { attachments: [FILE] } }, false);
    await pair.sync();
    expect(pair.saves.at(-1)?.attachments).toEqual([PAIR]);
  });

  it('is read back once with the comment that follows it', async () => {
    const comment = aComment('jira', { id: '500' });
    const pair = aPairWithFiles({ jira: { attachments: [FILE], comments: [comment] } });
    expect([await pair.sync(), methodsOf(pair)]).toEqual([
      { kind: 'synced' },
      [
        ...READ,
        'remote addAttachments',
        'jira openAttachment',
        'remote addComment',
        'remote readIssue',
      ],
    ]);
    expect(pair.saves.flatMap(({ attachments }) => attachments ?? [])).toEqual([PAIR]);
  });

  it('is read back at once where a value is written after it', async () => {
    const pair = aPairWithFiles({ jira: { fields: { summary: 'b' }, attachments: [FILE] } });
    expect([await pair.sync(), methodsOf(pair)]).toEqual([
      { kind: 'synced' },
      [
        ...READ,
        'remote addAttachments',
        'jira openAttachment',
        'remote readIssue',
        'remote writeIssue',
        'remote readIssue',
      ],
    ]);
  });

  it('is read back with all comments, for those that its announcement is looked for among', async () => {
    const pair = aPairWithFiles({ jira: { attachments: [FILE] }, remote: { lastEntryId: 7 } });
    await pair.sync({ newestCommentsOnly: true });
    expect(pair.calls.at(-1)).toEqual([
      'remote',
      'readIssue',
      '12',
      { newestCommentsOnly: true, sinceEntryId: 7 },
    ]);
  });

  it('crosses both ways at once, and both sides are read back', async () => {
    const own = anAttachment('remote', { id: '2', name: 'b.txt' });
    const pair = aPairWithFiles({
      jira: { attachments: [FILE] },
      remote: { attachments: [own] },
    });
    await pair.sync();
    expect(methodsOf(pair).slice(-2)).toEqual(READ);
    expect(pair.saves.at(-1)?.attachments).toEqual([
      { ...PAIR, origin: 'remote', jira: '91', remote: '2', name: 'b.txt' },
      PAIR,
    ]);
  });

  it('is a problem where the tracker refuses it', async () => {
    const pair = aPairWithFiles({
      jira: { attachments: [FILE] },
      answers: () => ({
        remote: { addAttachments: () => [{ kind: 'refused', message: 'too large' }] },
      }),
    });
    await pair.sync();
    expect(pair.saves.at(-1)?.link.problems.map(({ kind }) => kind)).toEqual([
      'attachment-refused',
    ]);
  });
});

describe('files that look the same', () => {
  const alike = (count: number): Attachment[] =>
    Array.from({ length: count }, (_, at) => anAttachment('jira', { id: String(at + 1) }));

  it('go one a round, and what is left after four waits for the next run', async () => {
    const pair = aPairWithFiles({ jira: { attachments: alike(6) } });
    const outcome = await pair.sync();
    expect([
      outcome,
      methodsOf(pair).filter((method) => method === 'remote addAttachments').length,
      pair.saves.at(-1)?.attachments?.length,
    ]).toEqual([
      new RetryLaterError('link main:12 was edited while it was written', 1, 'not-done'),
      1,
      4,
    ]);
  });

  it('leave the pair under the rules of before until all are through', async () => {
    const pair = aPairWithFiles({ mapping: { version: 2 }, jira: { attachments: alike(6) } });
    await pair.sync();
    expect(pair.saves.at(-1)?.link.mappingVersion).toBe(1);
  });
});

describe('what a person types while a file crosses', () => {
  it('is seen by the read that follows, with the history of before', async () => {
    const pair = aPairWithFiles({
      jira: { attachments: [FILE] },
      remote: {
        history: [
          {
            id: 1,
            atMs: NOW_MS,
            author: { id: '5', name: 'Ada' },
            changes: [{ field: 'summary', from: 'a', to: 'b' }],
          },
        ],
        lastEntryId: 1,
        fields: { summary: 'b' },
      },
      answers: (issues) => ({
        jira: {
          openAttachment: () => {
            change(issues, 'remote', { summary: 'c' });
            return new Response('abc').body;
          },
        },
      }),
    });
    await pair.sync();
    expect(pair.writes().filter(([, method]) => method === 'writeIssue')).toEqual([
      ['jira', 'writeIssue', { issueId: '10100', fields: { summary: 'c' } }],
    ]);
  });

  it('is weighed against what was typed before, by when each was typed', async () => {
    const typed = (atMs: number, to: string) => ({
      fields: { summary: to },
      history: [anEntry(1, 'summary', 'a', to, 'ada', atMs)],
      lastEntryId: 1,
    });
    const pair = aPairWithFiles({
      mapping: { fields: [aRow({ onConflict: 'newest' })] },
      jira: { ...typed(NOW_MS - 60_000, 'older'), attachments: [FILE] },
      remote: typed(NOW_MS, 'newer'),
    });
    await pair.sync();
    expect(pair.calls.filter(([, method]) => method === 'writeIssue')).toEqual([
      ['jira', 'writeIssue', { issueId: '10100', fields: { summary: 'newer' } }],
    ]);
  });

  it('is waited for where the issue cannot be read any more', async () => {
    let reads = 0;
    const pair = aPairWithFiles({
      jira: { attachments: [FILE] },
      answers: () => ({
        remote: {
          readIssue: (): ReadIssue => {
            reads += 1;
            return reads === 1
              ? { kind: 'found', snapshot: aSnapshot('remote', A) }
              : { kind: 'hidden' };
          },
        },
      }),
    });
    expect(await pair.sync()).toEqual(
      new RetryLaterError(
        '[remote] #12 of link main:12 could not be read back: hidden',
        null,
        'not-done',
      ),
    );
  });
});

/** A text that shows a file by its media id. */
function showing(id: string): RichText {
  const doc: AdfDocument = {
    type: 'doc',
    version: 1,
    content: [
      {
        type: 'mediaSingle',
        content: [{ type: 'media', attrs: { type: 'file', id, collection: '' } }],
      },
    ],
  };
  return { format: 'adf', doc };
}

describe('an image in a text', () => {
  it('is asked for with twenty others at most, since a person waits', async () => {
    const files = Array.from({ length: 25 }, (_, at) =>
      anAttachment('jira', { id: `${at}`, name: `${at}.png` }),
    );
    const pair = aPairWithFiles({
      mapping: { fields: [aRow({ field: 'description', kind: 'text' })], attachments: null },
      stored: { link: aLink({ jira: { description: null }, remote: { description: null } }) },
      jira: { fields: { description: showing('m-1') }, attachments: files },
      remote: { fields: { description: null } },
      answers: () => ({ jira: { findMediaIds: () => new Map() } }),
    });
    await pair.sync();
    const asked = pair.calls.flatMap(([, method, ids]) => (method === 'findMediaIds' ? [ids] : []));
    expect(asked).toEqual([files.slice(0, 20).map(({ id }) => id)]);
  });

  it('crosses as the file that it is, whose media id is asked for once and kept', async () => {
    const pair = aPairWithFiles({
      mapping: { fields: [aRow({ field: 'description', kind: 'text' })] },
      stored: { link: aLink({ jira: { description: null }, remote: { description: null } }) },
      jira: {
        fields: { description: showing('m-1') },
        attachments: [{ ...FILE, name: 'a.png' }],
      },
      remote: { fields: { description: null } },
      answers: () => ({ jira: { findMediaIds: () => new Map([['1', 'm-1']]) } }),
    });
    await pair.sync();
    expect([
      pair.calls.filter(([, method]) => method === 'findMediaIds'),
      pair.calls.filter(([, method]) => method === 'writeIssue'),
      pair.saves.at(-1)?.attachments,
    ]).toEqual([
      [['jira', 'findMediaIds', ['1']]],
      [['remote', 'writeIssue', { issueId: '12', fields: { description: textile('!a.png!') } }]],
      [{ ...PAIR, name: 'a.png', media: 'm-1' }],
    ]);
  });
});
