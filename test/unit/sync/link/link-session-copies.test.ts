import { describe, expect, it } from 'vitest';
import { shortenSha256 } from '../../../../src/core/digest';
import { RetryLaterError } from '../../../../src/ports';
import { APP } from '../../../support/a-pair-at-work';
import { aPairWithFiles, SHA256 } from '../../../support/a-pair-with-files';
import {
  aComment,
  anAttachment,
  anAttachmentPair,
  anEntry,
  NOW_MS,
} from '../../../support/builders';

const DIGEST = shortenSha256(SHA256);
const PAIR = anAttachmentPair({ jira: '1', remote: '91', digest: DIGEST });
const FILE = anAttachment('jira', { id: '1' });
const LATER = new RetryLaterError('[remote] no answer', null, 'unknown');

describe('a file’s copy', () => {
  const copy = anAttachment('remote', { id: '91', isCopy: true });

  it('is taken back with its original, and noted where no answer came', async () => {
    const pair = aPairWithFiles({
      stored: { attachments: [PAIR] },
      remote: { attachments: [copy] },
      answers: () => ({ remote: { deleteAttachment: () => Promise.reject(LATER) } }),
    });
    expect(await pair.sync()).toBe(LATER);
    expect(pair.saves.map(({ link }) => link.sent)).toEqual([
      [{ side: 'remote', field: 'attachment', value: '91', source: null, atMs: NOW_MS }],
    ]);
  });

  it('that a lost run left behind is told once, and what else it left behind later', async () => {
    const marked = { ...copy, copyOf: '1' };
    const own = anAttachment('jira', { id: '3', name: 'c.txt' });
    const pair = aPairWithFiles({
      jira: { attachments: [FILE, own] },
      remote: { attachments: [marked] },
    });
    await pair.sync();
    expect(
      pair.saves.flatMap(({ audit }) => audit.map(({ from, cause }) => [from, cause])),
    ).toEqual([
      ['1', 'recovered'],
      ['3', 'jira'],
    ]);
  });

  it('that another run told of, which lost the race, is not told again', async () => {
    const marked = { ...copy, copyOf: '1' };
    const pair = aPairWithFiles({
      jira: { attachments: [FILE] },
      remote: { attachments: [marked] },
    });
    const told = {
      atMs: NOW_MS,
      kind: 'attachment-copied',
      linkId: 'main:12',
      mappingId: 'web',
      side: 'remote',
      field: 'attachment',
      from: '1',
      to: DIGEST,
      cause: 'jira',
    } as const;
    await pair.sync({ audit: [told] });
    expect(pair.saves.flatMap(({ audit }) => audit)).toEqual([told]);
  });

  it('is told with what else a lost run did, each once, where a comment follows a new file', async () => {
    const own = anAttachment('jira', { id: '3', name: 'c.txt' });
    const pair = aPairWithFiles({
      jira: {
        fields: { summary: 'b' },
        attachments: [FILE, own],
        comments: [aComment('jira', { id: '500' })],
      },
      remote: {
        fields: { summary: 'b' },
        history: [anEntry(1, 'summary', 'a', 'b', APP.id)],
        lastEntryId: 1,
        attachments: [{ ...copy, copyOf: '1' }],
      },
    });
    await pair.sync();
    const told = pair.saves.flatMap(({ audit }) => audit.map(({ kind, from }) => [kind, from]));
    expect(told).toEqual([
      ['attachment-copied', '1'],
      ['attachment-copied', '3'],
      ['field-written', 'a'],
      ['comment-copied', '500'],
    ]);
  });
});
