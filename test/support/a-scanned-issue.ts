import type { ScannedIssue } from '../../src/core/backfill/proposal';

export const DAY_MS = 24 * 60 * 60 * 1000;
export const BORN_MS = Date.parse('2020-01-01T00:00:00Z');

/** An issue as pairing knows it: `#7`, by an author of its own. */
export function aScannedIssue(id: string, more: Partial<ScannedIssue> = {}): ScannedIssue {
  return {
    id,
    key: `#${id}`,
    title: '',
    createdAtMs: BORN_MS,
    author: { id: `author of ${id}`, name: '' },
    parentId: null,
    isLinked: false,
    names: [],
    ...more,
  };
}
