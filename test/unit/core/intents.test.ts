import { describe, expect, it } from 'vitest';
import { addIntents, findTakenBack, keepIntents } from '../../../src/core/intents';
import type { CommentIntent, TimeIntent } from '../../../src/core/link';
import { aComment, aPair, NOW_MS } from '../../support/builders';

const MINUTE_MS = 60_000;
const idOf = ({ commentId }: CommentIntent) => commentId;

function anIntent(commentId: string, ageMs: number): CommentIntent {
  return { origin: 'jira', commentId, atMs: NOW_MS - ageMs };
}

const nothing = { pairs: [], shown: { jira: [], remote: [] }, nowMs: NOW_MS };

describe('an intent of before', () => {
  const young = anIntent('1', MINUTE_MS);
  const old = anIntent('1', 60 * MINUTE_MS);

  it('stays while its copy may still come, whatever else is announced', () => {
    const news = anIntent('2', 0);
    expect(addIntents([young], [news], idOf, nothing)).toEqual([young, news]);
  });

  it('goes once its copy cannot come any more', () => {
    expect(keepIntents([old], idOf, nothing)).toEqual([]);
  });

  it('stays while its copy is there and is no pair', () => {
    const shown = { jira: [], remote: [aComment('remote', { copyOf: '1' })] };
    expect(keepIntents([old], idOf, { ...nothing, shown })).toEqual([old]);
  });

  it('goes once its copy is a pair', () => {
    const pairs = [aPair({ origin: 'jira', jira: '1' })];
    expect(keepIntents([young], idOf, { ...nothing, pairs })).toEqual([]);
  });

  it('that took a copy back stays while its pair does, unless the copy still stands', () => {
    const tookBack: TimeIntent = { origin: 'jira', entryId: '1', atMs: 0, takesBack: '700' };
    const keep = (pair: Parameters<typeof aPair>[0], shown: readonly string[] = []) =>
      keepIntents([tookBack], ({ entryId }) => entryId, {
        pairs: [aPair({ jira: '1', ...pair })],
        shown: { jira: [], remote: shown.map((id) => aComment('remote', { id })) },
        nowMs: NOW_MS,
      }).length;
    expect([keep({}), keep({}, ['700']), keep({ remote: '701' }), keep({ jira: '5' })]).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('gives way where the same is announced anew', () => {
    const again = anIntent('1', 0);
    expect(addIntents([young], [again], idOf, nothing)).toEqual([again]);
  });

  it('goes to the millisecond', () => {
    const last = { ...nothing, nowMs: young.atMs + 10 * MINUTE_MS };
    expect([
      keepIntents([young], idOf, { ...last, nowMs: last.nowMs - 1 }),
      keepIntents([young], idOf, last),
    ]).toEqual([[young], []]);
  });

  it('has nothing to do with pairs, copies and intents of others', () => {
    const others = {
      ...nothing,
      pairs: [aPair({ origin: 'jira', jira: '2', remote: '1' })],
      shown: { jira: [], remote: [aComment('remote', { copyOf: '2' })] },
    };
    expect([keepIntents([young], idOf, others), keepIntents([old], idOf, others)]).toEqual([
      [young],
      [],
    ]);
    const across: CommentIntent = { ...young, origin: 'remote' };
    const news = [across, anIntent('2', 0)];
    expect(addIntents([young], news, idOf, nothing)).toEqual([young, ...news]);
    expect(addIntents([young], [anIntent('2', 0), young], idOf, nothing)).toHaveLength(2);
  });
});

describe('a copy that a run took back before it was cut off', () => {
  const pair = { origin: 'jira', jira: '1', remote: '700' } as const;
  const tookBack = { origin: 'jira', atMs: 0, takesBack: '700' } as const;
  const find = ({
    intents = [tookBack] as readonly {
      origin: 'jira' | 'remote';
      atMs: number;
      takesBack?: string;
    }[],
    pairs = [] as readonly { jira: string; remote: string }[],
    shown = [] as readonly string[],
  }) =>
    findTakenBack(intents, [pair], pairs, {
      jira: [{ id: '700' }],
      remote: shown.map((id) => ({ id })),
    });

  it('ends its pair', () => {
    expect(find({})).toEqual([pair]);
    expect(find({ shown: ['701'] })).toEqual([pair]);
  });

  it('ends no pair whose copy stands, or which another run goes on with', () => {
    expect([
      find({ shown: ['701', '700'] }),
      find({ pairs: [{ jira: '9', remote: '9' }, pair] }),
    ]).toEqual([[], []]);
  });

  it('is not taken for one where only one end is the same', () => {
    const pairs = [
      { jira: '1', remote: '701' },
      { jira: '2', remote: '700' },
    ];
    expect(find({ pairs })).toEqual([pair]);
  });

  it('is told by its own intent alone', () => {
    const others = [
      { ...tookBack, takesBack: '701' },
      { ...tookBack, origin: 'remote' as const },
    ];
    expect(find({ intents: others })).toEqual([]);
  });
});
