import { describe, expect, it } from 'vitest';
import { anAttachmentPair } from '../../../../support/builders';
import { aCopy, plan } from './plan';

describe('attachments', () => {
  it('are copied to the other side, from each side', () => {
    const jira = { id: '1', name: 'one' };
    const remote = { id: '2', name: 'two' };
    expect(plan({ jira: [jira], remote: [remote] })).toEqual({
      pairs: [],
      adopted: [],
      writes: [aCopy('jira', jira), aCopy('remote', remote)],
    });
  });

  it.each([
    { direction: 'toJira', origins: ['remote'] },
    { direction: 'toRemote', origins: ['jira'] },
  ] as const)(
    'are copied only where the mapping lets them flow: $direction',
    ({ direction, origins }) => {
      const { writes } = plan({
        jira: [{ id: '1', name: 'one' }],
        remote: [{ id: '2', name: 'two' }],
        rules: { direction },
      });
      expect(writes.map((write) => write.kind === 'copy' && write.origin)).toEqual(origins);
    },
  );

  it('do not cross where they are switched off, and what is known of them stays', () => {
    const pairs = [{ jira: '7', remote: '8' }];
    expect(plan({ jira: [{ id: '1' }], pairs, rules: null })).toEqual({
      pairs: [anAttachmentPair({ jira: '7', remote: '8' })],
      adopted: [],
      writes: [],
    });
  });

  it('are not copied twice', () => {
    const remote = [{ id: '2', isCopy: true, copyOf: '1' }];
    const known = plan({ jira: [{ id: '1' }], remote, pairs: [{}] });
    expect(known).toEqual({ pairs: [anAttachmentPair()], adopted: [], writes: [] });
  });

  it('that we made are never taken for originals', () => {
    expect(plan({ jira: [{ id: '1', isCopy: true }] }).writes).toEqual([]);
  });

  it('that were refused are left until they are gone', () => {
    const pairs = [{ remote: '', is: 'refused' as const }];
    expect(plan({ jira: [{ id: '1' }], pairs }).writes).toEqual([]);
    expect(plan({ pairs }).pairs).toEqual([]);
  });

  it.each<[string, Parameters<typeof plan>[0], readonly ReturnType<typeof anAttachmentPair>[]]>([
    [
      'a copy that stands',
      { jira: [{ id: '1' }], remote: [{ id: '2' }], pairs: [{}] },
      [anAttachmentPair()],
    ],
    [
      'a file of both sides that stands',
      {
        jira: [{ id: '1' }],
        remote: [{ id: '2' }],
        pairs: [{ is: 'found' }],
      },
      [anAttachmentPair({ is: 'found' })],
    ],
    [
      'a file of both sides that is gone across',
      {
        jira: [{ id: '1' }],
        pairs: [{ is: 'found' }],
      },
      [anAttachmentPair({ is: 'ended', remote: '' })],
    ],
    [
      'a file of both sides that is gone here, and was a copy of ours across',
      {
        remote: [{ id: '2', isCopy: true }],
        pairs: [{ is: 'found' }],
      },
      [],
    ],
    ['a file of both sides that is gone', { pairs: [{ is: 'found' }] }, []],
    [
      'a refusal whose copy could not be deleted',
      {
        remote: [{ id: '2', isCopy: true }],
        pairs: [{ is: 'refused' }],
      },
      [anAttachmentPair({ is: 'refused' })],
    ],
    [
      'a pair that has ended',
      {
        jira: [{ id: '1' }],
        pairs: [{ remote: '', is: 'ended' }],
      },
      [anAttachmentPair({ remote: '', is: 'ended' })],
    ],
    [
      'a pair that has ended, and whose original is gone',
      {
        pairs: [{ remote: '', is: 'ended' }],
      },
      [],
    ],
    [
      'a comment that links to a large file',
      {
        jira: [{ id: '1', sizeBytes: 101 }],
        pairs: [{ remote: '70', is: 'link' }],
      },
      [anAttachmentPair({ remote: '70', is: 'link' })],
    ],
  ])('of which is known %s', (_what, world, pairs) => {
    expect(plan(world)).toEqual({ pairs, adopted: [], writes: [] });
  });
});
