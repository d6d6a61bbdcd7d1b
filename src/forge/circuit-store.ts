/** The circuits of all trackers: one small document, absent while every tracker is well. */
import { kvs } from '@forge/kvs';
import type { Circuits } from '../core/failing/circuit';
import type { Store } from '../ports';
import { CIRCUITS_KEY, probeKey } from './keys';
import { readAgain } from './read-again';
import { setOnce } from './set-once';
import { circuitsSchema } from './stored/circuits';
import { versioned } from './stored/versioned';

type CircuitStore = Pick<Store, 'loadCircuits' | 'saveCircuits' | 'claimProbe'>;

export const circuitStore: CircuitStore = {
  async loadCircuits() {
    return readCircuits(await readAgain(() => kvs.get(CIRCUITS_KEY)));
  },

  async saveCircuits(circuits) {
    if (Object.keys(circuits).length === 0) await kvs.delete(CIRCUITS_KEY);
    else await kvs.set(CIRCUITS_KEY, versioned({ circuits }));
  },

  claimProbe: (probe) => setOnce(probeKey(probe), versioned({}), 1),
};

/** @param stored what lies under `CIRCUITS_KEY`; `undefined`: every circuit is closed */
export function readCircuits(stored: unknown): Circuits {
  return stored === undefined ? {} : circuitsSchema.parse(stored).circuits;
}
