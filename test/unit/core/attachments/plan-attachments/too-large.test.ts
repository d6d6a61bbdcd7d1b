import { describe, expect, it } from 'vitest';
import { anAttachment, anAttachmentPair } from '../../../../support/builders';
import { plan } from './plan';

describe('attachments', () => {
  it('that are too large are linked to, once, or skipped', () => {
    const large = { id: '1', sizeBytes: 101 };
    expect(plan({ jira: [large] }).writes).toEqual([
      { kind: 'link', origin: 'jira', original: anAttachment('jira', large) },
    ]);
    expect(plan({ jira: [large], rules: { tooLarge: 'skip' } }).writes).toEqual([]);
    expect(plan({ jira: [large], notes: [{ id: '70', copyOf: 'file 1' }] })).toEqual({
      pairs: [anAttachmentPair({ remote: '70', digest: '', is: 'link' })],
      adopted: [anAttachmentPair({ remote: '70', digest: '', is: 'link' })],
      writes: [],
    });
  });

  it('take the comment along that links to them when they are deleted or turn private', () => {
    const pair = anAttachmentPair({ remote: '70', is: 'link' });
    const takeBack = [{ kind: 'take-back', pair }];
    expect(plan({ pairs: [pair] }).writes).toEqual(takeBack);
    expect(plan({ jira: [{ id: '1', restricted: true }], pairs: [pair] }).writes).toEqual(takeBack);
  });

  it('that are just as large as is allowed cross, and their links are not looked for', () => {
    const { adopted, writes } = plan({
      jira: [{ id: '1', sizeBytes: 100 }],
      notes: [{ id: '70', copyOf: 'file 1' }],
    });
    expect({ adopted, kinds: writes.map(({ kind }) => kind) }).toEqual({
      adopted: [],
      kinds: ['copy'],
    });
  });

  it('that grew too large under a new name keep the copy that they have', () => {
    const large = { id: '1', name: 'new.txt', sizeBytes: 101 };
    expect(
      plan({ jira: [large], remote: [{ id: '2', isCopy: true }], pairs: [{}] }).writes,
    ).toEqual([]);
  });

  it('that are too large are all linked to, whatever they are called', () => {
    const large = { sizeBytes: 101 };
    const { writes } = plan({
      jira: [
        { id: '1', ...large },
        { id: '3', ...large },
      ],
    });
    expect(writes.map(({ kind }) => kind)).toEqual(['link', 'link']);
  });
});
