import { describe, expect, it } from 'vitest';
import { anAttachmentPair } from '../../../../support/builders';
import { plan } from './plan';

describe('attachments', () => {
  it('take their copy along when they are deleted', () => {
    const pair = anAttachmentPair();
    expect(plan({ remote: [{ id: '2', isCopy: true, copyOf: '1' }], pairs: [pair] })).toEqual({
      pairs: [pair],
      adopted: [],
      writes: [{ kind: 'take-back', pair }],
    });
  });

  it('leave their copy where the mapping says so, and it is no original then', () => {
    const remote = [{ id: '2', isCopy: true, copyOf: '1' }];
    expect(plan({ remote, pairs: [{}], rules: { deletions: false } })).toEqual({
      pairs: [],
      adopted: [],
      writes: [],
    });
  });

  it('get no second copy where somebody deleted the first', () => {
    expect(plan({ jira: [{ id: '1' }], pairs: [{}] })).toEqual({
      pairs: [anAttachmentPair({ remote: '', is: 'ended' })],
      adopted: [],
      writes: [],
    });
  });

  it('of two that were deleted each take their own copy along', () => {
    const sent = { origin: 'remote', atMs: 0, name: 'a.txt', sizeBytes: 3 } as const;
    const intents = [
      { ...sent, attachmentId: '1' },
      { ...sent, attachmentId: '5' },
    ];
    const jira = [
      { id: '2', isCopy: true },
      { id: '3', isCopy: true },
    ];
    expect(plan({ jira, intents }).adopted.map((pair) => [pair.remote, pair.jira])).toEqual([
      ['1', '2'],
      ['5', '3'],
    ]);
  });
});
