/** The twin that an issue would get, as it would be read right after its birth. */
import type { Mapping } from '../mapping';
import { type FieldValues, otherSide, type Snapshot } from '../model';

/** No tracker gives it. */
export const IMAGINED_ID = '0';

export function imagineTwin(
  mapping: Mapping,
  source: Snapshot,
  fields: FieldValues,
  nowMs: number,
): Snapshot {
  const side = otherSide(source.side);
  return {
    side,
    issueId: IMAGINED_ID,
    key: '',
    url: '',
    projectId: mapping[side].projectId,
    title: source.title,
    statusName: '',
    assigneeName: null,
    author: { id: '', name: '' },
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    restricted: source.restricted,
    fields,
    labels: {},
    comments: [],
    attachments: [],
    relations: [],
    timeEntries: null,
    history: [],
    lastEntryId: 0,
    marker: null,
    readAtMs: nowMs,
    clockOffsetMs: 0,
  };
}
