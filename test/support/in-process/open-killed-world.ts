/** A world whose app can be killed at each `await` of a piece of work that changes nothing. */
import { listAppFrames } from '../killed/list-app-frames';
import { noteKilled } from '../killed/note-killed';
import { KILLED } from './at-every-call';
import {
  type InProcessOptions,
  type InProcessWorld,
  openInProcessWorld,
} from './open-in-process-world';

export interface KilledWorld {
  readonly world: InProcessWorld;
  /**
   * Works again and again, killed each time at an `await` at which it was not killed before, and after
   * each kill once undisturbed.
   */
  atEveryAwaitOf<T>(work: () => Promise<T>): Promise<{
    /** What the work answers that is not killed. */
    readonly undisturbed: T;
    /** What it answers after each kill. */
    readonly again: readonly T[];
  }>;
}

export function openKilledWorld(options: InProcessOptions = {}): KilledWorld {
  const struck = new Set<string>();
  let isArmed = false;
  let isKilled = false;
  const world = openInProcessWorld({
    ...options,
    onCall: () => {
      if (!isArmed || isKilled) return undefined;
      const frames = listAppFrames();
      if (frames.every((frame) => struck.has(frame))) return undefined;
      for (const frame of frames) struck.add(frame);
      noteKilled(frames);
      isKilled = true;
      return KILLED;
    },
  });
  return {
    world,
    async atEveryAwaitOf(theWork) {
      const work = async () => {
        // Forge takes no more than a thousand requests to storage a second.
        await world.host.advance(1000);
        return theWork();
      };
      const undisturbed = await work();
      const again = [];
      for (;;) {
        isArmed = true;
        isKilled = false;
        await work().catch((error: unknown) => {
          if (!isKilled) throw error;
        });
        isArmed = false;
        if (!isKilled) return { undisturbed, again };
        again.push(await work());
      }
    },
  };
}
