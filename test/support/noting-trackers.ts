/** Trackers for tests of `sync/` that need two or three of their calls, and which ones they were. */
import type { Side } from '../../src/core/model';
import type { Tracker, Trackers } from '../../src/ports';

/** What a tracker answers, by its method. */
export type Answers = {
  readonly [Method in keyof Tracker]?: Tracker[Method] extends (
    ...given: infer Given
  ) => infer Answer
    ? (...given: Given) => Awaited<Answer> | Answer
    : never;
};

/** A call as it was made: the side, the method, and what it was given. */
export type NotedCall = readonly [side: Side, method: string, ...given: readonly unknown[]];

/**
 * Both trackers, which note what they are asked; what nobody gave an answer for is refused. Whose an
 * entry is they answer at once and without a note: nobody's of ours, unless said otherwise.
 */
export function notingTrackers(answers: Readonly<Partial<Record<Side, Answers>>>): {
  readonly trackers: Trackers;
  readonly calls: readonly NotedCall[];
} {
  const calls: NotedCall[] = [];
  const open = (side: Side) =>
    new Proxy({} as Tracker, {
      get(_target, method: string) {
        if (method === 'side') return side;
        const answer = answers[side]?.[method as keyof Tracker] as
          | ((...given: readonly unknown[]) => unknown)
          | undefined;
        if (method === 'authorship') return answer ?? (() => 'not-ours');
        return async (...given: readonly unknown[]) => {
          calls.push([side, method, ...given]);
          if (!answer) throw new Error(`${method} of ${side} was not to be called`);
          return answer(...given);
        };
      },
    });
  return { trackers: { jira: open('jira'), remote: open('remote') }, calls };
}
