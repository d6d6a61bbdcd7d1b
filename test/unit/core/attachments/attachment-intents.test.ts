import { describe, expect, it } from 'vitest';
import { attachmentIntentsOf } from '../../../../src/core/attachments/attachment-intents';
import { anAttachment, anAttachmentPair, aSnapshot } from '../../../support/builders';

describe('what is announced before files are posted', () => {
  it('is what identifies them, of copies and links', () => {
    const original = anAttachment('jira', { id: '1', name: 'a', sizeBytes: 7 });
    expect(
      attachmentIntentsOf(
        [
          { kind: 'copy', origin: 'jira', original, lookAlikes: [], replaces: null },
          { kind: 'link', origin: 'remote', original: { ...original, id: '2' } },
          { kind: 'take-back', pair: anAttachmentPair() },
        ],
        [],
        { jira: aSnapshot('jira'), remote: aSnapshot('remote') },
        5,
      ),
    ).toEqual([
      { origin: 'jira', attachmentId: '1', atMs: 5, name: 'a', sizeBytes: 7 },
      { origin: 'remote', attachmentId: '2', atMs: 5, name: 'a', sizeBytes: 7 },
    ]);
  });
});
