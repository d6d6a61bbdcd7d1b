/** Plays one scene again and again; each time another call of the app is struck. */
import type { CallEffect, HostCall } from '../../../dev/forge-host/faults';
import { kindOf } from '../../simulation/faults/place';
import { listAppFrames } from '../killed/list-app-frames';
import { noteKilled } from '../killed/note-killed';
import {
  type InProcessOptions,
  type InProcessWorld,
  openInProcessWorld,
} from './open-in-process-world';

/** What befalls a call, after what people do just before it. */
export type Blow = (world: InProcessWorld) => CallEffect | undefined;

/** Once the call was carried out: what it did is done, and nobody noted it. */
export const KILLED: CallEffect = { kind: 'crash', when: 'after' };

/** As it stands in `BLOWS`. */
export const KILL: Blow = () => KILLED;

export const BLOWS: readonly (readonly [what: string, blow: Blow])[] = [
  ['after which the function is killed', KILL],
  ['whose answer is lost', () => ({ kind: 'drop-response' })],
  ['that is carried out late', () => ({ kind: 'carry-out-late', delayMs: 20_000 })],
];

/**
 * One of the calls of what is passed to it is struck.
 * @returns whether it ended well nevertheless
 * @throws what the work throws where none of its calls was struck
 */
export type Struck = (work: () => Promise<unknown>) => Promise<boolean>;

/** @returns how all ended */
export type Scene<T> = (world: InProcessWorld, struck: Struck) => Promise<T>;

export interface Ended<T> {
  /** The call that was struck. */
  readonly call: string;
  readonly end: T;
}

/** @returns one end for each call that there is in what the scene passes to `struck` */
export async function atEveryCall<T>(
  blow: Blow,
  scene: Scene<T>,
  options: InProcessOptions = {},
): Promise<readonly Ended<T>[]> {
  const every = oneAfterAnother(() => true);
  return (await playAgain(blow, scene, options, every)).ends;
}

/**
 * At those only that write, for a run that is killed at a read leaves what the write before it left;
 * with `KILL` itself at each `await` of the app as well.
 */
export async function atEveryWrite<T>(
  blow: Blow,
  scene: Scene<T>,
  options: InProcessOptions = {},
): Promise<readonly Ended<T>[]> {
  const isWrite = (call: HostCall) => kindOf(call) === 'write';
  const { ends } = await playAgain(blow, scene, options, oneAfterAnother(isWrite));
  return blow === KILL ? [...ends, ...(await atEveryAwait(scene, options)).ends] : ends;
}

/**
 * The app is killed once at each `await` at which it waits for a call, wherever it first stands there.
 * @param options of: the files whose awaits are meant. Default: all
 * @returns how the scene ends undisturbed, and each end
 */
export function atEveryAwait<T>(
  scene: Scene<T>,
  options: InProcessOptions & { readonly of?: RegExp } = {},
): Promise<Ends<T>> {
  const { of = /^/, ...worldOptions } = options;
  const struck = new Set<string>();
  return playAgain(KILL, scene, worldOptions, () => (_call, frames) => {
    const isFresh = frames.some((frame) => of.test(frame) && !struck.has(frame));
    if (isFresh) for (const frame of frames) struck.add(frame);
    return isFresh;
  });
}

interface Ends<T> {
  readonly undisturbed: T;
  readonly ends: readonly Ended<T>[];
}

/** Asked for each play: which of its calls is struck. */
type Choice = () => (call: HostCall, frames: readonly string[]) => boolean;

/** The first of those that are meant, with the next play the second, and so on. */
function oneAfterAnother(isMeant: (call: HostCall) => boolean): Choice {
  let plays = 0;
  return () => {
    let left = plays;
    plays += 1;
    return (call) => {
      if (!isMeant(call)) return false;
      left -= 1;
      return left < 0;
    };
  };
}

async function playAgain<T>(
  blow: Blow,
  scene: Scene<T>,
  options: InProcessOptions,
  choice: Choice,
): Promise<Ends<T>> {
  const ends: Ended<T>[] = [];
  for (;;) {
    const isChosen = choice();
    let isArmed = false;
    let call: string | undefined;
    const world = openInProcessWorld({
      ...options,
      onCall: (hostCall) => {
        if (!isArmed || call !== undefined) return undefined;
        const frames = listAppFrames();
        if (!isChosen(hostCall, frames)) return undefined;
        const { functionKey, target, method, path } = hostCall;
        call = `${functionKey} ${target} ${method} ${path}`;
        const effect = blow(world);
        if (effect?.kind === 'crash') noteKilled(frames);
        return effect;
      },
    });
    const struck: Struck = async (work) => {
      isArmed = true;
      const before = call;
      const isDone = await work().then(
        () => true,
        (error: unknown) => {
          if (call === before) throw error;
          return false;
        },
      );
      await world.settle();
      isArmed = false;
      return isDone;
    };
    const end = await scene(world, struck);
    world.host.stop();
    if (call === undefined) return { undisturbed: end, ends };
    ends.push({ call, end });
  }
}
