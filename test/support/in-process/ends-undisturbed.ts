/** A scene ends as it does undisturbed, at whichever `await` the app was killed. */
import { expect } from 'vitest';
import { atEveryAwait, type Scene, type Struck } from './at-every-call';

/** @returns that end */
export async function expectUndisturbed<T>(
  scene: Scene<T>,
  options: Parameters<typeof atEveryAwait>[1] = {},
): Promise<T> {
  const { undisturbed, ends } = await atEveryAwait(scene, options);
  expect(ends).toEqual(ends.map(({ call }) => ({ call, end: undisturbed })));
  expect(ends.length).toBeGreaterThan(0);
  return undisturbed;
}

/** Whoever is not answered asks again. */
export const askAgain =
  (struck: Struck) =>
  async (work: () => Promise<unknown>): Promise<void> => {
    if (!(await struck(work))) await struck(work);
  };
