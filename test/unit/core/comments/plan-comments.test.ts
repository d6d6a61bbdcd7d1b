import { describe, expect, it } from 'vitest';
import {
  type CommentWrite,
  forgetCommentRefusals,
  intentsOf,
  isCommentProblemOver,
  planComments,
} from '../../../../src/core/comments/plan-comments';
import { digestText } from '../../../../src/core/digest';
import { addIntents } from '../../../../src/core/intents';
import type { CommentIntent, CommentPair, Problem } from '../../../../src/core/link';
import type { Snapshot } from '../../../../src/core/model';
import { aComment, adfText, aMapping, aPair, aSnapshot, textile } from '../../../support/builders';

const digest = (text: string) => digestText(adfText(text)) ?? '';

function plan({
  jira = [],
  remote = [],
  pairs = [],
  direction = 'both',
  remoteRestricted = false,
  hasOlder = false,
  intents = [],
}: {
  jira?: Parameters<typeof aComment>[1][];
  remote?: Parameters<typeof aComment>[1][];
  pairs?: Parameters<typeof aPair>[0][];
  direction?: 'both' | 'toJira' | 'toRemote';
  remoteRestricted?: boolean;
  /** The read of Redmine left the oldest out. */
  hasOlder?: boolean;
  intents?: readonly CommentIntent[];
}) {
  return planComments(
    aMapping({ comments: { direction } }),
    pairs.map((pair) => aPair(pair)),
    {
      jira: aSnapshot('jira', { comments: jira.map((comment) => aComment('jira', comment)) }),
      remote: aSnapshot('remote', {
        restricted: remoteRestricted,
        ...(hasOlder ? { hasOlderComments: true } : {}),
        comments: remote.map((comment) => aComment('remote', comment)),
      }),
    },
    intents,
  );
}

describe('comments', () => {
  it('are copied to the other side, from each side', () => {
    expect(plan({ jira: [{ id: '1' }], remote: [{ id: '2' }] }).writes).toEqual([
      { kind: 'copy', origin: 'jira', original: aComment('jira', { id: '1' }) },
      { kind: 'copy', origin: 'remote', original: aComment('remote', { id: '2' }) },
    ]);
  });

  it('are copied only where the mapping lets them flow', () => {
    const { writes } = plan({ jira: [{ id: '1' }], remote: [{ id: '2' }], direction: 'toJira' });
    expect(writes.map((write) => write.origin)).toEqual(['remote']);
  });

  it('are not copied twice', () => {
    const pairs = [{ jira: '1', remote: '2', digest: digest('hello') }];
    expect(plan({ jira: [{ id: '1' }], remote: [{ id: '2', copyOf: '1' }], pairs }).writes).toEqual(
      [],
    );
  });

  it('that a lost run copied already are paired, and carried again since they may have changed', () => {
    expect(plan({ jira: [{ id: '1' }], remote: [{ id: '2', copyOf: '1' }] })).toEqual({
      pairs: [{ origin: 'jira', jira: '1', remote: '2', digest: '' }],
      writes: [
        { kind: 'edit', origin: 'jira', original: aComment('jira', { id: '1' }), copyId: '2' },
      ],
    });
  });

  it('carry an edit of the original to the copy', () => {
    const pairs = [{ jira: '1', remote: '2', digest: digest('hello') }];
    const edited = { id: '1', body: adfText('hello again') };
    expect(plan({ jira: [edited], remote: [{ id: '2', copyOf: '1' }], pairs }).writes).toEqual([
      { kind: 'edit', origin: 'jira', original: aComment('jira', edited), copyId: '2' },
    ]);
  });

  it('leave an edited copy alone, and the original as well', () => {
    const pairs = [{ jira: '1', remote: '2', digest: digest('hello') }];
    const copy = { id: '2', copyOf: '1', body: textile('scribbled over') };
    expect(plan({ jira: [{ id: '1' }], remote: [copy], pairs }).writes).toEqual([]);
  });

  it('take the copy back when the original was deleted', () => {
    const pairs = [{ jira: '1', remote: '2', digest: digest('hello') }];
    expect(plan({ remote: [{ id: '2', copyOf: '1' }], pairs }).writes).toEqual([
      { kind: 'take-back', origin: 'jira', originalId: '1', copyId: '2', why: 'original-deleted' },
    ]);
  });

  it('that a lost run copied are taken back where the original was deleted since', () => {
    const intents = [{ origin: 'jira', commentId: '1', atMs: 0 }] as const;
    expect(plan({ remote: [{ id: '2', copyOf: '1' }], intents })).toEqual({
      pairs: [{ origin: 'jira', jira: '1', remote: '2', digest: '' }],
      writes: [
        {
          kind: 'take-back',
          origin: 'jira',
          originalId: '1',
          copyId: '2',
          why: 'original-deleted',
        },
      ],
    });
  });

  it('that are private do not cross', () => {
    expect(plan({ remote: [{ id: '2', restricted: true }] }).writes).toEqual([]);
  });

  it('that turned private are taken back', () => {
    const pairs = [{ origin: 'remote', jira: '1', remote: '2', digest: '' }] as const;
    expect(plan({ remote: [{ id: '2', restricted: true }], pairs: [...pairs] }).writes).toEqual([
      {
        kind: 'take-back',
        origin: 'remote',
        originalId: '2',
        copyId: '1',
        why: 'original-restricted',
      },
    ]);
  });

  it('of an issue that is private do not cross', () => {
    expect(plan({ remote: [{ id: '2' }], remoteRestricted: true }).writes).toEqual([]);
  });

  it('whose copy somebody deleted stay without one', () => {
    const pairs = [{ jira: '1', remote: '2', digest: '', withdrawn: 'copy-gone' }] as const;
    expect(plan({ jira: [{ id: '1' }], pairs: [...pairs] }).writes).toEqual([]);
  });

  it('that are published again get a new copy', () => {
    const pairs = [
      { origin: 'remote', jira: '1', remote: '2', digest: '', withdrawn: 'original-restricted' },
    ] as const;
    expect(plan({ remote: [{ id: '2' }], pairs: [...pairs] })).toEqual({
      pairs: [],
      writes: [{ kind: 'copy', origin: 'remote', original: aComment('remote', { id: '2' }) }],
    });
  });

  describe('that are private', () => {
    const few = { restricted: true, isPrivate: true } as const;
    const pair = { jira: '1', remote: '2', digest: digest('hello') };
    const kinds = (planned: ReturnType<typeof plan>) =>
      planned.writes.map((write) => (write.kind === 'take-back' ? write.why : write.kind));

    it('are copied where the mapping says whom they are for, and only then', () => {
      expect(kinds(plan({ jira: [{ id: '1', ...few }] }))).toEqual(['copy']);
      expect(kinds(plan({ jira: [{ id: '1', restricted: true }] }))).toEqual([]);
    });

    it('have private copies, which their edits reach', () => {
      const copy = { id: '2', copyOf: '1', ...few };
      const remote = [copy];
      const pairs = [{ ...pair, isPrivate: true as const }];
      expect(kinds(plan({ jira: [{ id: '1', ...few }], remote, pairs }))).toEqual([]);
      const edited = { id: '1', ...few, body: adfText('hush') };
      expect(kinds(plan({ jira: [edited], remote, pairs }))).toEqual(['edit']);
    });

    it('take their public copies back before a private one is made, whichever way they flow', () => {
      const jira = [{ id: '1', ...few }];
      const remote = [{ id: '2', copyOf: '1' }];
      const pairs = [pair];
      expect(kinds(plan({ jira, remote, pairs }))).toEqual(['audience-changed']);
      expect(kinds(plan({ jira, remote, pairs, direction: 'toJira' }))).toEqual([
        'audience-changed',
      ]);
      const published = [{ ...pair, isPrivate: true as const }];
      expect(kinds(plan({ jira, remote, pairs: published }))).toEqual(['audience-changed']);
      const withdrawn = [{ ...pair, withdrawn: 'audience-changed' as const }];
      expect(kinds(plan({ jira, pairs: withdrawn }))).toEqual(['copy']);
    });

    it('and are published get a public copy in place of the private one', () => {
      const pairs = [{ ...pair, isPrivate: true as const }];
      const remote = [{ id: '2', copyOf: '1', ...few }];
      expect(kinds(plan({ jira: [{ id: '1' }], remote, pairs }))).toEqual(['audience-changed']);
      expect(kinds(plan({ jira: [{ id: '1' }], remote, pairs, direction: 'toJira' }))).toEqual([]);
    });

    it('leave a public original’s copy as narrow as somebody made it', () => {
      const remote = [{ id: '2', copyOf: '1', ...few }];
      expect(kinds(plan({ jira: [{ id: '1' }], remote, pairs: [pair] }))).toEqual([]);
    });

    it('and were refused across wait until they are public or somebody asks', () => {
      const refused = [{ ...pair, remote: '', withdrawn: 'refused' as const }];
      expect(kinds(plan({ jira: [{ id: '1', ...few }], pairs: refused }))).toEqual([]);
      expect(kinds(plan({ jira: [{ id: '1' }], pairs: refused }))).toEqual(['copy']);
      expect(plan({ jira: [], pairs: refused }).pairs).toEqual([]);
    });
  });

  it('are taken back where a lost run copied them again, and the original is deleted by now', () => {
    const { pairs, writes } = plan({
      remote: [{ id: '9', copyOf: '1' }],
      pairs: [{ jira: '1', remote: '2', withdrawn: 'original-restricted' }],
      intents: [{ origin: 'jira', commentId: '1', atMs: 0 }],
    });
    expect([pairs.map(({ remote }) => remote), writes]).toMatchObject([
      ['9'],
      [{ kind: 'take-back', copyId: '9', why: 'original-deleted' }],
    ]);
  });

  it.each([
    ['deleted', [], 'original-deleted', undefined],
    ['restricted again', [{ id: '1', restricted: true }], 'original-restricted', undefined],
    ['deleted, and no run could say that the copy before went', [], 'original-deleted', 'taken'],
  ] as const)(
    'have the copy taken back that a lost run made in place of another, once they are %s',
    (_says, jira, why, taken) => {
      const { pairs, writes } = plan({
        jira: [...jira],
        remote: [{ id: '9', copyOf: '1' }],
        pairs: [
          {
            jira: '1',
            remote: '2',
            ...(taken ? {} : { withdrawn: 'original-restricted' as const }),
          },
        ],
      });
      expect([pairs.map(({ remote }) => remote), writes]).toMatchObject([
        ['9'],
        [{ kind: 'take-back', copyId: '9', why }],
      ]);
    },
  );

  it('are copied again where a run was cut off twice: when it took a copy back, and when it made the next', () => {
    const tookBack = { origin: 'jira', commentId: '1', atMs: 0, takesBack: '2' } as const;
    const lost = {
      jira: [{ id: '1' }],
      pairs: [{ jira: '1', remote: '2', digest: digest('hello') }],
    };
    const { writes } = plan({ ...lost, intents: [tookBack] });
    const intents = intentsOf(writes, [tookBack], 1);
    expect(plan({ ...lost, intents }).writes).toMatchObject([
      { kind: 'copy', original: { id: '1' } },
    ]);
  });

  it('are copied again where a run that took a copy back was cut off, and the original is open again', () => {
    const { writes } = plan({
      jira: [{ id: '1' }],
      pairs: [{ jira: '1', remote: '2', digest: digest('hello') }],
      intents: [{ origin: 'jira', commentId: '1', atMs: 0, takesBack: '2' }],
    });
    expect(writes).toMatchObject([{ kind: 'copy', original: { id: '1' } }]);
  });

  it('are copied again likewise where the run after that announced another copy and was cut off, too', () => {
    const known = [{ jira: '1', remote: '2', digest: digest('hello') }];
    const hidden = { id: '1', restricted: true };
    const first = plan({
      jira: [hidden],
      remote: [{ id: '2', copyOf: '1' }],
      pairs: known,
    });
    const taken = intentsOf(first.writes, [], 0);
    const second = plan({ jira: [hidden, { id: '5' }], pairs: known, intents: taken });
    const intents = addIntents(
      taken,
      intentsOf(second.writes, taken, 1),
      ({ commentId }) => commentId,
      { pairs: known.map((pair) => aPair(pair)), shown: { jira: [], remote: [] }, nowMs: 1 },
    );
    const { writes } = plan({ jira: [{ id: '1' }], pairs: known, intents });
    expect(writes).toMatchObject([{ kind: 'copy', original: { id: '1' } }]);
  });

  it('are not copied again where a person deleted the copy that came in place of one taken back', () => {
    const { writes } = plan({
      jira: [{ id: '1' }],
      pairs: [{ jira: '1', remote: '3', digest: digest('hello') }],
      intents: [{ origin: 'jira', commentId: '1', atMs: 0, takesBack: '2' }],
    });
    expect(writes).toEqual([]);
  });

  it('that turn restricted are taken back whichever way comments flow now', () => {
    const { writes } = plan({
      jira: [{ id: '1', restricted: true }],
      remote: [{ id: '2', copyOf: '1' }],
      pairs: [{ jira: '1', remote: '2', digest: digest('hello') }],
      direction: 'toJira',
    });
    expect(writes).toMatchObject([{ kind: 'take-back', why: 'original-restricted' }]);
  });
});

describe('pairs of comments that no run could save', () => {
  const HIDDEN = { restricted: true } as const;
  const tookBack = { origin: 'jira', commentId: '1', atMs: 0, takesBack: '2' } as const;
  const announced = { origin: 'jira', commentId: '1', atMs: 0 } as const;
  const sent = digest('hello');

  it.each<[string, Parameters<typeof plan>[0], readonly Partial<CommentPair>[]]>([
    [
      'a copy in Redmine',
      { jira: [{ id: '1' }], remote: [{ id: '2', copyOf: '1' }] },
      [{ jira: '1', remote: '2' }],
    ],
    [
      'a copy in Jira',
      { jira: [{ id: '1', copyOf: '2' }], remote: [{ id: '2' }] },
      [{ origin: 'remote', jira: '1', remote: '2' }],
    ],
    [
      'the first of two copies',
      {
        jira: [{ id: '1' }],
        remote: [
          { id: '2', copyOf: '1' },
          { id: '3', copyOf: '1' },
        ],
      },
      [{ jira: '1', remote: '2' }],
    ],
    [
      'a copy of one that is not there',
      {
        jira: [{ id: '3', ...HIDDEN }],
        remote: [{ id: '2', copyOf: '1' }],
      },
      [],
    ],
    [
      'numbers that the other side uses, too',
      {
        jira: [{ id: '7' }, { id: '5' }],
        remote: [
          { id: '5', copyOf: '7' },
          { id: '7', copyOf: '5' },
        ],
        pairs: [{ jira: '5', remote: '7', digest: sent }],
      },
      [
        { jira: '5', remote: '7', digest: sent },
        { jira: '7', remote: '5' },
      ],
    ],
    [
      'a copy that stands for another',
      {
        jira: [{ id: '1', ...HIDDEN }, { id: '3' }],
        remote: [{ id: '2', copyOf: '1' }],
        pairs: [{ jira: '3', remote: '2', digest: sent }],
      },
      [{ jira: '3', remote: '2', digest: sent }],
    ],
    [
      'a second copy beside the one that is known',
      {
        jira: [{ id: '1' }],
        remote: [
          { id: '9', copyOf: '1' },
          { id: '2', copyOf: '1' },
        ],
        pairs: [{ jira: '1', remote: '2', digest: sent }],
      },
      [{ jira: '1', remote: '2', digest: sent }],
    ],
    [
      'a second copy, where the first was only left out by the read',
      {
        jira: [{ id: '1' }],
        remote: [{ id: '9', copyOf: '1' }],
        pairs: [{ jira: '1', remote: '2', digest: sent }],
        hasOlder: true,
      },
      [{ jira: '1', remote: '2', digest: sent }],
    ],
    [
      'a copy in place of one that is gone',
      {
        jira: [{ id: '1' }],
        remote: [
          { id: '8', copyOf: '6' },
          { id: '9', copyOf: '1' },
        ],
        pairs: [{ jira: '1', remote: '2', digest: sent }],
      },
      [{ jira: '1', remote: '9' }],
    ],
    [
      'a copy that was to go, and stands',
      {
        jira: [{ id: '1' }],
        remote: [{ id: '2', copyOf: '1' }],
        pairs: [{ jira: '1', remote: '2', digest: sent, withdrawn: 'copy-gone' }],
      },
      [{ jira: '1', remote: '2', digest: sent, withdrawn: 'copy-gone' }],
    ],
    [
      'an original that few may see still',
      {
        jira: [
          { id: '3', copyOf: '9' },
          { id: '1', ...HIDDEN },
        ],
        pairs: [{ jira: '1', remote: '2', withdrawn: 'original-restricted' }],
      },
      [{ jira: '1', remote: '2', withdrawn: 'original-restricted' }],
    ],
    [
      'an original that is gone since it was withdrawn',
      {
        jira: [{ id: '3', copyOf: '9' }],
        pairs: [{ jira: '1', remote: '2', withdrawn: 'audience-changed' }],
      },
      [{ jira: '1', remote: '2', withdrawn: 'audience-changed' }],
    ],
    [
      'an original that is gone since its copy was refused',
      {
        jira: [{ id: '3', copyOf: '9' }],
        pairs: [{ jira: '1', remote: '', withdrawn: 'refused' }],
      },
      [],
    ],
    [
      'a refusal of Redmine’s that the read left out',
      {
        remote: [{ id: '9', copyOf: '8' }],
        pairs: [{ origin: 'remote', jira: '', remote: '1', withdrawn: 'refused' }],
        hasOlder: true,
      },
      [{ origin: 'remote', jira: '', remote: '1', withdrawn: 'refused' }],
    ],
    [
      'a copy that was announced to go, and stands',
      {
        jira: [{ id: '1' }],
        remote: [{ id: '2', copyOf: '1' }],
        pairs: [{ jira: '1', remote: '2', digest: sent }],
        intents: [tookBack],
      },
      [{ jira: '1', remote: '2', digest: sent }],
    ],
    [
      'a copy that was announced to go, and may be left out by the read',
      {
        jira: [{ id: '1' }],
        remote: [{ id: '9', copyOf: '8' }],
        pairs: [{ jira: '1', remote: '2', digest: sent }],
        intents: [tookBack],
        hasOlder: true,
      },
      [{ jira: '1', remote: '2', digest: sent }],
    ],
    [
      'a copy that went unannounced, as others did',
      {
        jira: [{ id: '1' }],
        pairs: [{ jira: '1', remote: '2', digest: sent }],
        intents: [
          announced,
          { ...tookBack, commentId: '3', takesBack: '4' },
          { ...tookBack, origin: 'remote', commentId: '2' },
        ],
      },
      [{ jira: '1', remote: '2', digest: sent }],
    ],
    [
      'a copy of one that was announced and deleted',
      {
        jira: [{ id: '6', copyOf: '9' }],
        remote: [
          { id: '8', copyOf: '7' },
          { id: '2', copyOf: '1' },
        ],
        pairs: [{ jira: '5', remote: '', withdrawn: 'copy-gone' }],
        intents: [announced],
      },
      [
        { jira: '5', remote: '', withdrawn: 'copy-gone' },
        { jira: '1', remote: '2' },
      ],
    ],
    [
      'a private copy of one that was announced',
      {
        remote: [{ id: '2', copyOf: '1', ...HIDDEN }],
        intents: [announced],
      },
      [{ jira: '1', remote: '2', isPrivate: true }],
    ],
  ])('know %s', (_what, world, pairs) => {
    expect(plan(world).pairs).toEqual(pairs.map((pair) => aPair(pair)));
  });

  it('carry an edit of a private comment whose copy the read did not show', () => {
    const { writes } = plan({
      jira: [{ id: '1', restricted: true, isPrivate: true }],
      remote: [{ id: '9', copyOf: '8' }],
      pairs: [{ jira: '1', remote: '2', isPrivate: true }],
      hasOlder: true,
    });
    expect(writes).toMatchObject([{ kind: 'edit', copyId: '2' }]);
  });

  it('take nothing back that is older than the oldest that was read, wherever that stands', () => {
    const { writes } = plan({
      remote: [
        { id: '20', copyOf: '8' },
        { id: '10', copyOf: '7' },
      ],
      pairs: [
        { origin: 'remote', jira: '1', remote: '9' },
        { origin: 'remote', jira: '2', remote: '15' },
      ],
      hasOlder: true,
    });
    expect(writes).toMatchObject([{ kind: 'take-back', originalId: '15' }]);
  });
});

describe('what is announced before comments are written', () => {
  const original = aComment('jira', { id: '1' });
  const takeBack = { kind: 'take-back', origin: 'jira', originalId: '1', copyId: '2' } as const;
  const intent = { origin: 'jira', commentId: '1', atMs: 5 } as const;

  it.each<[string, CommentWrite, readonly CommentIntent[], readonly CommentIntent[]]>([
    ['a copy', { kind: 'copy', origin: 'jira', original }, [], [intent]],
    [
      'a copy in place of one that was taken back',
      { kind: 'copy', origin: 'jira', original },
      [
        { ...intent, origin: 'remote', atMs: 1 },
        { ...intent, commentId: '9', atMs: 1 },
        { ...intent, atMs: 1, takesBack: '2' },
      ],
      [{ ...intent, takesBack: '2' }],
    ],
    [
      'a copy, whatever of others was taken back',
      { kind: 'copy', origin: 'jira', original },
      [
        { ...intent, origin: 'remote', takesBack: '2' },
        { ...intent, commentId: '9', takesBack: '2' },
      ],
      [intent],
    ],
    [
      'what is taken back and may return',
      { ...takeBack, why: 'original-restricted' },
      [],
      [{ ...intent, takesBack: '2' }],
    ],
    ['what never will return', { ...takeBack, why: 'original-deleted' }, [], []],
    ['an edit', { kind: 'edit', origin: 'jira', original, copyId: '2' }, [], []],
  ])('is %s', (_what, write, standing, intents) => {
    expect(intentsOf([write], standing, 5)).toEqual(intents);
  });
});

describe('refused comments', () => {
  const refused = aPair({ jira: '1', remote: '', withdrawn: 'refused' });
  const edit = aPair({ jira: '2', remote: '3', digest: 'd', editRefused: true });
  const fine = aPair({ jira: '4', remote: '5', digest: 'd' });
  const problem = {
    kind: 'comment-refused',
    side: 'remote',
    field: 'comment',
    message: '',
    foundAtMs: 1,
  } as const;

  it('are as good as new once somebody asks', () => {
    const { editRefused: _refused, ...asNew } = edit;
    expect(forgetCommentRefusals([refused, edit, fine])).toEqual([{ ...asNew, digest: '' }, fine]);
  });

  it.each<[string, Partial<Problem>, boolean]>([
    ['its copy is still refused', { value: 'jira 1' }, false],
    ['the edit of its copy is', { value: 'jira 2' }, false],
    ['it is across', { value: 'jira 4' }, true],
    ['it is no pair any more', { value: 'jira 9' }, true],
    ['it is of another kind', { kind: 'write-not-taken', value: 'jira 9' }, false],
  ])('have a problem that is over or not: %s', (_what, more, isOver) => {
    const pairs = [fine, refused, edit];
    expect(isCommentProblemOver({ ...problem, value: '', ...more } as Problem, pairs)).toBe(isOver);
  });

  it('have none where the copy was taken back since', () => {
    const pairs = [{ ...edit, withdrawn: 'original-restricted' } as const];
    expect(isCommentProblemOver({ ...problem, value: 'jira 2' }, pairs)).toBe(true);
  });
});

describe('a long thread, of which the read left the oldest comments out', () => {
  const read = (known: readonly CommentPair[], more: Partial<Snapshot>) =>
    planComments(aMapping(), known, {
      jira: aSnapshot('jira', more),
      remote: aSnapshot('remote'),
    }).writes;
  const shown = [aComment('jira', { id: '10', copyOf: '99' })];
  const pairOf = (id: string) => aPair({ jira: id, remote: '2' });

  it('takes back only what was deleted for sure', () => {
    const writes = (id: string, hasOlderComments: boolean) =>
      read([pairOf(id)], { comments: shown, ...(hasOlderComments ? { hasOlderComments } : {}) })
        .length;
    expect([writes('9', true), writes('9', false), writes('11', true)]).toEqual([0, 1, 1]);
  });
});

describe('comments that do not cross', () => {
  it('have pairs all the same, and nothing is written', () => {
    const known = [aPair()];
    expect(
      planComments(aMapping({ comments: null }), known, {
        jira: aSnapshot('jira', { comments: [aComment('jira')] }),
        remote: aSnapshot('remote'),
      }),
    ).toEqual({ pairs: known, writes: [] });
  });
});
