/** The Store on Forge's key-value storage. */
import type { Store } from '../ports';
import { circuitStore } from './circuit-store';
import { claimStore } from './claim-store';
import { deadLetterStore } from './dead-letter-store';
import { deletionStore } from './deletion-store';
import { floodStore } from './flood-store';
import { linkStore } from './link-store';
import { mappingStore } from './mapping-store';

export const forgeStore: Store = {
  ...linkStore,
  ...claimStore,
  ...mappingStore,
  ...deadLetterStore,
  ...circuitStore,
  ...floodStore,
  ...deletionStore,
};
