/** Fields that an edit cannot set; the issue renderer knows how each looks. */
import { type FieldKind, FieldRefusal } from '../definition';

export const shownKind: FieldKind = {
  operations: [],
  parse: () => {
    throw new FieldRefusal('This field cannot be set.');
  },
  render: (stored) => stored,
  history: () => [],
};

/** Fields whose entries are added through `update`: comments, worklogs and links. */
export const additiveKind: FieldKind = { ...shownKind, operations: ['add'] };
