import { describe, expect, it } from 'vitest';
import { attachmentIntentsOf } from '../../../../src/core/attachments/attachment-intents';
import type { AttachmentWrite } from '../../../../src/core/attachments/attachment-write';
import { planAttachments } from '../../../../src/core/attachments/plan-attachments';
import type { AttachmentIntent } from '../../../../src/core/link';
import type { AttachmentRules } from '../../../../src/core/mapping';
import type { Attachment, Comment } from '../../../../src/core/model';
import {
  aComment,
  aMapping,
  anAttachment,
  anAttachmentPair,
  aSnapshot,
} from '../../../support/builders';

const RULES: AttachmentRules = {
  direction: 'both',
  maxBytes: 100,
  tooLarge: 'link',
  renames: true,
  deletions: true,
};

function plan({
  jira = [],
  remote = [],
  pairs = [],
  rules = {},
  notes = [],
  intents = [],
  remoteRestricted = false,
}: {
  jira?: readonly Partial<Attachment>[];
  remote?: readonly Partial<Attachment>[];
  pairs?: readonly Parameters<typeof anAttachmentPair>[0][];
  rules?: Partial<AttachmentRules> | null;
  notes?: Partial<Comment>[];
  intents?: readonly AttachmentIntent[];
  remoteRestricted?: boolean;
}) {
  return planAttachments(
    aMapping({ attachments: rules && { ...RULES, ...rules } }),
    pairs.map((pair) => anAttachmentPair(pair)),
    intents,
    {
      jira: aSnapshot('jira', { attachments: jira.map((file) => anAttachment('jira', file)) }),
      remote: aSnapshot('remote', {
        restricted: remoteRestricted,
        attachments: remote.map((file) => anAttachment('remote', file)),
        comments: notes.map((note) => aComment('remote', note)),
      }),
    },
  );
}

/** A write of a file that looks like none across. */
const aCopy = (side: 'jira' | 'remote', file: Partial<Attachment>) => ({
  kind: 'copy',
  origin: side,
  original: anAttachment(side, file),
  lookAlikes: [],
  replaces: null,
});

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

  it('are not taken for a copy of the same content that is taken back at once', () => {
    const again = { id: '3' };
    const { writes } = plan({ jira: [again], remote: [{ id: '2', isCopy: true }], pairs: [{}] });
    expect(writes).toEqual([{ kind: 'take-back', pair: anAttachmentPair() }, aCopy('jira', again)]);
  });

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

  it('that a lost run copied are paired where the copy says whose it is', () => {
    const remote = [{ id: '2', isCopy: true, copyOf: '1' }];
    expect(plan({ jira: [{ id: '1' }], remote })).toEqual({
      pairs: [anAttachmentPair({ digest: '' })],
      adopted: [anAttachmentPair({ digest: '' })],
      writes: [],
    });
  });

  describe('that turned private, and whose copy is gone', () => {
    const tookBack = { origin: 'jira', attachmentId: '1', atMs: 0, takesBack: '2' } as const;

    it('are announced as taken back where they may return, until another copy is saved', () => {
      const announce = (
        writes: readonly AttachmentWrite[],
        standing: readonly AttachmentIntent[] = [],
      ) => {
        const attachments = [anAttachment('jira', { id: '1', restricted: true })];
        const snapshots = {
          jira: aSnapshot('jira', { attachments }),
          remote: aSnapshot('remote'),
        };
        return attachmentIntentsOf(writes, standing, snapshots, 5);
      };
      const takeBack = (pair: Parameters<typeof anAttachmentPair>[0]) =>
        ({ kind: 'take-back', pair: anAttachmentPair(pair) }) as const;
      const copy = aCopy('jira', { id: '1' }) as AttachmentWrite;
      const sent = { origin: 'jira', attachmentId: '1', atMs: 5, name: 'a.txt', sizeBytes: 3 };
      expect([
        announce([takeBack({}), takeBack({ jira: '9' }), takeBack({ is: 'link' })]),
        announce([copy]),
        announce([copy], [{ ...tookBack, origin: 'remote' }, tookBack]),
      ]).toEqual([[{ ...tookBack, atMs: 5 }], [sent], [{ ...sent, takesBack: '2' }]]);
    });

    it('get another one once they are public again: nobody deleted the one before', () => {
      const { pairs, writes } = plan({ jira: [{ id: '1' }], pairs: [{}], intents: [tookBack] });
      expect([pairs, writes.map(({ kind }) => kind)]).toEqual([[], ['copy']]);
    });

    it('get none where a person deleted another copy', () => {
      const pairs = [{ remote: '4' }];
      const { writes } = plan({ jira: [{ id: '1' }], pairs, intents: [tookBack] });
      expect(writes).toEqual([]);
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

  it('whose way was narrowed keep their copies, but for those of what turned private', () => {
    const pairs = [anAttachmentPair()];
    const remote = [{ id: '2', isCopy: true, copyOf: '1' }];
    const rules = { direction: 'toJira' } as const;
    const restricted = plan({ jira: [{ id: '1', restricted: true }], remote, pairs, rules });
    expect(restricted.writes).toEqual([{ kind: 'take-back', pair: anAttachmentPair() }]);
    expect(plan({ jira: [], remote, pairs, rules }).writes).toEqual([]);
  });

  it('that we made are never taken for originals', () => {
    expect(plan({ jira: [{ id: '1', isCopy: true }] }).writes).toEqual([]);
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

  it('of a restricted issue or a restricted comment stay', () => {
    expect(plan({ remote: [{ id: '2' }], remoteRestricted: true }).writes).toEqual([]);
    expect(plan({ remote: [{ id: '2', restricted: true }] }).writes).toEqual([]);
  });

  it('that turn private are taken back, whatever is said of deletions', () => {
    const pair = anAttachmentPair();
    const { writes } = plan({
      jira: [{ id: '1', restricted: true }],
      remote: [{ id: '2', isCopy: true }],
      pairs: [pair],
      rules: { deletions: false },
    });
    expect(writes).toEqual([{ kind: 'take-back', pair }]);
  });

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

  it('get a new copy where a run took it back and was cut off, once they are public again', () => {
    const { pairs } = plan({ jira: [{ id: '1', restricted: true }], pairs: [{}] });
    expect(pairs).toEqual([]);
    expect(plan({ jira: [{ id: '1' }] }).writes).toMatchObject([{ kind: 'copy' }]);
  });

  it('get no second copy where somebody deleted the first', () => {
    expect(plan({ jira: [{ id: '1' }], pairs: [{}] })).toEqual({
      pairs: [anAttachmentPair({ remote: '', is: 'ended' })],
      adopted: [],
      writes: [],
    });
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

  it('get a copy under their new name, which replaces the old one', () => {
    const renamed = { id: '2', name: 'new.txt' };
    const pairs = [{ origin: 'remote' as const, jira: '1', remote: '2' }];
    const jira = [{ id: '1', isCopy: true }];
    expect(plan({ jira, remote: [renamed], pairs }).writes).toEqual([
      { ...aCopy('remote', renamed), replaces: '1' },
    ]);
    expect(plan({ jira, remote: [renamed], pairs, rules: { renames: false } }).writes).toEqual([]);
  });

  it.each([
    ['the one that was copied', ['new.txt', 'a.txt'], { jira: '1', remote: '4', is: 'copy' }],
    ['the other one', ['a.txt', 'new.txt'], { jira: '1', remote: '2', is: 'copy' }],
  ] as const)(
    'of two that share a copy get another one under a new name: %s',
    (_what, names, left) => {
      const world = {
        jira: [{ id: '1', name: 'a.txt', isCopy: true }],
        remote: ['2', '4'].map((id, at) => ({ id, name: names[at] ?? '' })),
        pairs: ['2', '4'].map((remote, at) => {
          const is = at === 0 ? ('copy' as const) : ('found' as const);
          return { origin: 'remote' as const, jira: '1', remote, name: 'a.txt', is };
        }),
      };
      const { pairs, writes } = plan(world);
      const renamed = world.remote[names.indexOf('new.txt')] ?? {};
      expect({ pairs, writes }).toEqual({
        pairs: [anAttachmentPair({ origin: 'remote', name: 'a.txt', ...left })],
        writes: [aCopy('remote', renamed)],
      });
      const isUnmoved = plan({ ...world, rules: { renames: false } });
      expect(isUnmoved.writes).toEqual([]);
    },
  );

  it('that share a copy and are all renamed get one each, and the shared one goes', () => {
    const shared = { origin: 'remote', jira: '1', name: 'a.txt' } as const;
    const first = { id: '2', name: 'b.txt' };
    const second = { id: '4', name: 'c.txt' };
    const { writes } = plan({
      jira: [{ id: '1', name: 'a.txt', isCopy: true }],
      remote: [first, second],
      pairs: [
        { ...shared, remote: '2', is: 'found' },
        { ...shared, remote: '4', is: 'copy' },
      ],
    });
    expect(writes).toEqual([{ ...aCopy('remote', first), replaces: '1' }, aCopy('remote', second)]);
  });

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

  it('take the comment along that links to them when they are deleted or turn private', () => {
    const pair = anAttachmentPair({ remote: '70', is: 'link' });
    const takeBack = [{ kind: 'take-back', pair }];
    expect(plan({ pairs: [pair] }).writes).toEqual(takeBack);
    expect(plan({ jira: [{ id: '1', restricted: true }], pairs: [pair] }).writes).toEqual(takeBack);
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

  it('that were found on both sides follow no new name', () => {
    const world = { jira: [{ id: '1', name: 'new.txt' }], remote: [{ id: '2' }] };
    expect(plan({ ...world, pairs: [{ is: 'found' }] }).writes).toEqual([]);
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

  it('follow only their own names', () => {
    const world = {
      jira: [{ id: '9', name: 'b.txt' }, { id: '1' }],
      remote: [
        { id: '8', isCopy: true },
        { id: '2', isCopy: true },
      ],
    };
    const pairs = [{ jira: '9', remote: '8', name: 'b.txt', digest: 'b' }, {}];
    expect(plan({ ...world, pairs }).writes).toEqual([]);
    const third = { id: '5', name: 'a.txt' };
    expect(plan({ ...world, jira: [...world.jira, third], pairs }).writes).toMatchObject([
      {
        original: { id: '5' },
        lookAlikes: [{ attachment: { id: '8' }, digest: 'b' }, { digest: 'd' }],
      },
    ]);
  });

  it('are not compared with the copy that they replace', () => {
    const pairs = [{ name: 'a:b' }];
    const { writes } = plan({
      jira: [{ id: '1', name: 'a_b' }],
      remote: [{ id: '2', name: 'a_b', isCopy: true }],
      pairs,
    });
    expect(writes).toEqual([{ ...aCopy('jira', { id: '1', name: 'a_b' }), replaces: '2' }]);
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
