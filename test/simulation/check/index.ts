/** The invariants of docs/sync-rules.md, checked from outside once a world has calmed down. */
import { familiesOf } from '../families';
import { findUnbraked } from './brake';
import { findWrongComments } from './comments';
import { findDifferences } from './converge';
import { findLost } from './nothing-lost';
import { findTwice } from './once';
import type { Scene } from './scene';
import { findTouched } from './scope';
import { findUntold } from './told-enough';

/** @returns what is broken, each as a sentence that begins with the invariant's number */
export function findBroken(scene: Scene): readonly string[] {
  return [
    ...findTwice(scene),
    ...findDifferences(scene),
    ...findLost(scene),
    ...findWrongComments(scene),
    ...findTouched(scene),
    ...findUntold(scene),
    ...findUnbraked(scene),
    ...familiesOf(scene.world.choice).flatMap((family) => family.check?.(scene) ?? []),
  ];
}
