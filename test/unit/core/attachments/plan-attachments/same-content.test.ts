import { describe, expect, it } from 'vitest';
import { anAttachment, anAttachmentPair } from '../../../../support/builders';
import { aCopy, plan } from './plan';

describe('attachments', () => {
  it('are not taken for a copy of the same content that is taken back at once', () => {
    const again = { id: '3' };
    const { writes } = plan({ jira: [again], remote: [{ id: '2', isCopy: true }], pairs: [{}] });
    expect(writes).toEqual([{ kind: 'take-back', pair: anAttachmentPair() }, aCopy('jira', again)]);
  });

  it('are compared first with what looks the same across', () => {
    const twin = { id: '2', name: 'a.txt', sizeBytes: 3 };
    const { writes } = plan({
      jira: [{ id: '1' }],
      remote: [twin, { id: '3', sizeBytes: 4 }, { id: '4', name: 'b.txt', copyOf: '9' }],
      rules: { direction: 'toRemote' },
    });
    expect(writes).toEqual([
      {
        ...aCopy('jira', { id: '1' }),
        lookAlikes: [{ attachment: anAttachment('remote', twin), digest: '' }],
      },
    ]);
  });

  it('that look the same are carried one at a time, so that the next can be compared', () => {
    const { writes } = plan({
      jira: [{ id: '1' }, { id: '3' }, { id: '5', name: 'other' }],
      remote: [{ id: '2' }],
    });
    expect(writes.map((write) => write.kind === 'copy' && write.original.id)).toEqual(['1', '5']);
  });

  it('are compared with a copy whose content is known', () => {
    const { writes } = plan({
      jira: [{ id: '1' }, { id: '3' }],
      remote: [{ id: '2', isCopy: true, copyOf: '1' }],
      pairs: [{ digest: 'known' }],
    });
    expect(writes).toMatchObject([{ original: { id: '3' }, lookAlikes: [{ digest: 'known' }] }]);
  });

  it('hand their copy on to another original of the same content', () => {
    const { pairs, writes } = plan({
      jira: [{ id: '3' }],
      remote: [{ id: '2', isCopy: true }],
      pairs: [{}, { jira: '3', is: 'found' }],
    });
    expect({ pairs, writes }).toEqual({
      pairs: [anAttachmentPair({ jira: '3', is: 'copy' })],
      writes: [],
    });
  });

  it('that were the same file on both sides do not come back once one of them is deleted', () => {
    const { pairs, writes } = plan({ remote: [{ id: '2' }], pairs: [{ is: 'found' }] });
    expect({ pairs, writes }).toEqual({
      pairs: [anAttachmentPair({ origin: 'remote', jira: '', is: 'ended' })],
      writes: [],
    });
  });

  it('hand their copies on one by one', () => {
    const { pairs, writes } = plan({
      jira: [{ id: '3' }],
      remote: [
        { id: '2', isCopy: true },
        { id: '4', isCopy: true },
      ],
      pairs: [{}, { jira: '5', remote: '2' }, { jira: '3', is: 'found' }],
    });
    const left = anAttachmentPair({ jira: '5', remote: '2' });
    expect({ pairs, writes }).toEqual({
      pairs: [left, anAttachmentPair({ jira: '3', is: 'copy' })],
      writes: [{ kind: 'take-back', pair: left }],
    });
  });

  it('are compared with no private file, and with no copy that is known', () => {
    const left = { name: 'b.txt', isCopy: true } as const;
    const { writes } = plan({
      jira: [{ id: '1' }, { id: '5', restricted: true, name: 'c' }],
      remote: [
        { id: '2', restricted: true },
        { id: '3', ...left },
        { id: '4', ...left, sizeBytes: 4 },
        { id: '6', ...left, copyOf: '9' },
        { id: '7', ...left },
      ],
      pairs: [{ jira: '5', remote: '7', is: 'refused' }],
      rules: { direction: 'toRemote' },
    });
    expect(writes).toMatchObject([
      { original: { id: '1' }, lookAlikes: [{ attachment: { id: '3' } }] },
    ]);
  });

  it('that look the same by another name in another tracker are held, too', () => {
    const { writes } = plan({
      jira: [{ id: '1', name: 'a:b' }],
      remote: [
        { id: '2', name: 'a_b' },
        { id: '3', name: 'a_b', sizeBytes: 4 },
      ],
    });
    expect(writes.map((write) => write.kind === 'copy' && write.original.id)).toEqual(['1', '3']);
  });

  it('hand their copy on to nobody who has one of their own', () => {
    const pair = anAttachmentPair();
    const { writes } = plan({
      jira: [{ id: '3' }, { id: '5' }],
      remote: [{ id: '2', isCopy: true }, { id: '4', isCopy: true }, { id: '6' }],
      pairs: [pair, { jira: '3', remote: '4' }, { jira: '5', remote: '6', is: 'found' }],
    });
    expect(writes).toEqual([{ kind: 'take-back', pair }]);
  });
});
