import { describe, expect, it } from 'vitest';
import { anAttachment, anAttachmentPair } from '../../../../support/builders';
import { aCopy, plan } from './plan';

describe('attachments', () => {
  it('may be what a lost run left behind under a former name', () => {
    const left = { id: '8', name: 'former.txt', isCopy: true, author: { id: 'app', name: 'app' } };
    const { writes } = plan({ remote: [{ id: '2', name: 'new.txt' }], jira: [left] });
    expect(writes).toEqual([
      {
        ...aCopy('remote', { id: '2', name: 'new.txt' }),
        lookAlikes: [{ attachment: anAttachment('jira', left), digest: '' }],
      },
    ]);
  });

  it('are given the copy that a lost run left behind before what somebody attached since', () => {
    const left = { id: '8', isCopy: true } as const;
    const since = { id: '9' };
    const { writes } = plan({ remote: [{ id: '2' }], jira: [since, left] });
    expect(writes).toEqual([
      {
        ...aCopy('remote', { id: '2' }),
        lookAlikes: [left, since].map((file) => ({
          attachment: anAttachment('jira', file),
          digest: '',
        })),
      },
    ]);
  });

  it('whose copy may still come go before what somebody attached since', () => {
    const { writes } = plan({
      jira: [{ id: '9' }],
      remote: [{ id: '2' }],
      intents: [{ origin: 'remote', attachmentId: '2', atMs: 0 }],
    });
    const since = { attachment: anAttachment('jira', { id: '9' }), digest: '' };
    expect(writes).toEqual([{ ...aCopy('remote', { id: '2' }), lookAlikes: [since] }]);
  });

  it('that a lost run copied are paired where the copy says whose it is', () => {
    const remote = [{ id: '2', isCopy: true, copyOf: '1' }];
    expect(plan({ jira: [{ id: '1' }], remote })).toEqual({
      pairs: [anAttachmentPair({ digest: '' })],
      adopted: [anAttachmentPair({ digest: '' })],
      writes: [],
    });
  });

  describe('that were deleted before a lost run had copied them', () => {
    const sent = { attachmentId: '1', atMs: 0, name: 'a.txt', sizeBytes: 3 };
    const inJira = { id: '2', isCopy: true };
    const pair = anAttachmentPair({ origin: 'remote', jira: '2', remote: '1', digest: '' });

    it('have their copy known by what it says, or by what was sent, and taken back', () => {
      const remote = [{ id: '2', isCopy: true, copyOf: '1' }];
      const marked = anAttachmentPair({ digest: '' });
      expect(plan({ remote, intents: [{ ...sent, origin: 'jira' }] })).toEqual({
        pairs: [marked],
        adopted: [marked],
        writes: [{ kind: 'take-back', pair: marked }],
      });
      expect(plan({ jira: [inJira], intents: [{ ...sent, origin: 'remote' }] })).toEqual({
        pairs: [pair],
        adopted: [pair],
        writes: [{ kind: 'take-back', pair }],
      });
    });

    it('have it told of where it stays', () => {
      const intents = [{ ...sent, origin: 'remote' as const }];
      expect(plan({ jira: [inJira], intents, rules: { deletions: false } })).toEqual({
        pairs: [],
        adopted: [pair],
        writes: [],
      });
    });

    it('have it known although another of that name is across', () => {
      const other = { ...pair, jira: '3', remote: '9' };
      const world = { jira: [inJira, { ...inJira, id: '3' }], remote: [{ id: '9' }] };
      const intents = [{ ...sent, origin: 'remote' as const }];
      expect(plan({ ...world, pairs: [other], intents }).adopted).toEqual([pair]);
    });

    it.each([true, false])(
      'have it known beside the one that it was to replace, which goes: deletions follow %s',
      (deletions) => {
        const former = { ...pair, jira: '3', name: 'former.txt' };
        const jira = [inJira, { ...inJira, id: '3', name: 'former.txt' }];
        const intents = [{ ...sent, origin: 'remote' as const }];
        const takeBack = (one: typeof pair) => ({ kind: 'take-back', pair: one });
        expect(plan({ jira, pairs: [former], intents, rules: { deletions } })).toEqual({
          pairs: deletions ? [former, pair] : [former],
          adopted: [pair],
          writes: deletions ? [takeBack(former), takeBack(pair)] : [takeBack(former)],
        });
      },
    );

    it.each([
      ['has ended', { ...pair, jira: '', remote: '9', is: 'ended' }, true],
      ['stands', { ...pair, jira: '3', remote: '9' }, true],
      ['stands under a former name', { ...pair, jira: '3', remote: '9', name: 'b.txt' }, false],
      ['was refused', { ...pair, jira: '', remote: '9', is: 'refused' }, false],
      ['is another’s', { ...pair, jira: '3', remote: '8' }, false],
    ] as const)('where the copy of one that looks the same %s: %s', (_how, other, isKnown) => {
      const jira = [inJira, { ...inJira, id: '3' }];
      const remote = [{ id: '9' }, { id: '8', name: 'c.txt', isCopy: true }];
      const intents = [{ ...sent, origin: 'remote' as const }];
      const world = { jira, remote, pairs: [other], intents };
      expect(plan(world).adopted).toEqual(isKnown ? [pair] : []);
    });

    it.each([
      ['has another size', { jira: [{ ...inJira, sizeBytes: 4 }] }],
      ['says that it is of another', { jira: [{ ...inJira, copyOf: '7' }] }],
      ['is of one that is there', { jira: [inJira], remote: [{ id: '1', name: 'b.txt' }] }],
      [
        'is of one that has a pair',
        {
          jira: [inJira, { id: '3', isCopy: true, name: 'b.txt' }],
          pairs: [{ ...pair, jira: '3' }],
        },
      ],
      ['looks otherwise', { jira: [{ ...inJira, name: 'b.txt' }] }],
      ['may be of another original', { jira: [inJira], remote: [{ id: '9' }] }],
      ['is paired', { jira: [inJira], remote: [{ id: '9' }], pairs: [{ ...pair, remote: '9' }] }],
      ['is a file of people', { jira: [{ id: '2' }], rules: { direction: 'toJira' } }],
    ] as const)('have none where what is across %s', (_says, world) => {
      const intents = [{ ...sent, origin: 'remote' as const }];
      expect(plan({ ...world, intents }).adopted).toEqual([]);
    });
  });

  it.each<[string, Parameters<typeof plan>[0]]>([
    ['whose original is not there', { remote: [{ id: '2', isCopy: true, copyOf: '1' }] }],
    [
      'of a copy',
      {
        jira: [{ id: '1', isCopy: true }],
        remote: [{ id: '2', isCopy: true, copyOf: '1' }],
      },
    ],
    [
      'of another size',
      {
        jira: [{ id: '1', restricted: true }],
        remote: [{ id: '2', isCopy: true, copyOf: '1', sizeBytes: 4 }],
      },
    ],
    [
      'of an original that has one',
      {
        jira: [{ id: '1' }],
        remote: [{ id: '9' }, { id: '2', isCopy: true, copyOf: '1' }],
        pairs: [{ remote: '9' }],
      },
    ],
    [
      'that stands for another',
      {
        jira: [{ id: '3' }, { id: '1', restricted: true }],
        remote: [{ id: '2', isCopy: true, copyOf: '1' }],
        pairs: [{ jira: '3' }],
      },
    ],
  ])('that a lost run left behind are not paired with a copy %s', (_what, world) => {
    expect(plan(world).adopted).toEqual([]);
  });

  it('that a lost run copied are paired from Redmine, too, and each once', () => {
    const copy = { isCopy: true, copyOf: '2' };
    const world = {
      jira: [
        { id: '1', ...copy },
        { id: '3', ...copy },
      ],
      remote: [{ id: '2' }],
    };
    const pair = anAttachmentPair({ origin: 'remote', digest: '' });
    expect(plan(world)).toEqual({ pairs: [pair], adopted: [pair], writes: [] });
  });
});
