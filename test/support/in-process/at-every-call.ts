/** Plays one scene again and again; each time another call of the app is struck. */
import type { CallEffect, HostCall } from '../../../dev/forge-host/faults';
import { kindOf } from '../../simulation/faults/place';
import {
  type InProcessOptions,
  type InProcessWorld,
  openInProcessWorld,
} from './open-in-process-world';

/** What befalls a call, after what people do just before it. */
export type Blow = (world: InProcessWorld) => CallEffect | undefined;

/** Once the call was carried out: what it did is done, and nobody noted it. */
export const KILLED: CallEffect = { kind: 'crash', when: 'after' };

export const BLOWS: readonly (readonly [what: string, blow: Blow])[] = [
  ['after which the function is killed', () => KILLED],
  ['whose answer is lost', () => ({ kind: 'drop-response' })],
  ['that is carried out late', () => ({ kind: 'carry-out-late', delayMs: 20_000 })],
];

/** One of the calls of what is passed to it is struck. @returns whether it ended well nevertheless */
export type Struck = (work: () => Promise<unknown>) => Promise<boolean>;

export interface Ended<T> {
  /** The call that was struck. */
  readonly call: string;
  readonly end: T;
}

/**
 * @param scene returns how all ended
 * @returns one end for each call that there is in what the scene passes to `struck`
 */
export async function atEveryCall<T>(
  blow: Blow,
  scene: (world: InProcessWorld, struck: Struck) => Promise<T>,
  options: InProcessOptions & { readonly isStruck?: (call: HostCall) => boolean } = {},
): Promise<readonly Ended<T>[]> {
  const { isStruck = () => true, ...worldOptions } = options;
  const ends: Ended<T>[] = [];
  for (;;) {
    let left = ends.length;
    let isArmed = false;
    let call: string | undefined;
    const world = openInProcessWorld({
      ...worldOptions,
      onCall: (hostCall) => {
        const { functionKey, target, method, path } = hostCall;
        if (!isArmed || call !== undefined || !isStruck(hostCall)) return undefined;
        left -= 1;
        if (left >= 0) return undefined;
        call = `${functionKey} ${target} ${method} ${path}`;
        return blow(world);
      },
    });
    const struck: Struck = async (work) => {
      isArmed = true;
      const isDone = await work().then(
        () => true,
        () => false,
      );
      await world.settle();
      isArmed = false;
      return isDone;
    };
    const end = await scene(world, struck);
    world.host.stop();
    if (call === undefined) return ends;
    ends.push({ call, end });
  }
}

/** At those only that write: a run that is killed at a read leaves what the write before it left. */
export const atEveryWrite: typeof atEveryCall = (blow, scene, options = {}) =>
  atEveryCall(blow, scene, { ...options, isStruck: (call) => kindOf(call) === 'write' });
