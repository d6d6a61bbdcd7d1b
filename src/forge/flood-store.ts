/** Which mappings' bells are left to the sweep: one small document, absent while the queue has room. */
import { kvs } from '@forge/kvs';
import type { Floods, Store } from '../ports';
import { FLOODS_KEY } from './keys';
import { readAgain } from './read-again';
import { floodsSchema } from './stored/upkeep';
import { versioned } from './stored/versioned';

type FloodStore = Pick<Store, 'loadFloods' | 'saveFloods'>;

export const floodStore: FloodStore = {
  async loadFloods() {
    return readFloods(await readAgain(() => kvs.get(FLOODS_KEY)));
  },

  async saveFloods(floods) {
    const isOver = Object.keys(floods.mappings).length === 0 && floods.nextSweepAtMs === null;
    if (isOver) await kvs.delete(FLOODS_KEY);
    else await kvs.set(FLOODS_KEY, versioned(floods));
  },
};

/** @param stored what lies under `FLOODS_KEY` */
export function readFloods(stored: unknown): Floods {
  return stored === undefined ? { mappings: {}, nextSweepAtMs: null } : floodsSchema.parse(stored);
}
