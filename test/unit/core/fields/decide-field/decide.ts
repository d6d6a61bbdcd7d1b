/** One field of a pair, and what is decided over it: what a test leaves out is as in a calm pair. */
import { expect } from 'vitest';
import { toBaseValue } from '../../../../../src/core/digest';
import { decideField } from '../../../../../src/core/fields/decide-field';
import type { FieldSituation } from '../../../../../src/core/fields/field-decision';
import type { Conflict } from '../../../../../src/core/link';
import type { FieldRow, Mapping } from '../../../../../src/core/mapping';
import type { FieldValue, HistoryEntry } from '../../../../../src/core/model';
import { aBase, aMapping, aRow, aSnapshot } from '../../../../support/builders';

export interface Case {
  /** Both sides' base; `undefined` leaves it out. */
  readonly base?: { readonly jira?: FieldValue; readonly remote?: FieldValue };
  readonly jira: FieldValue;
  readonly remote: FieldValue;
  readonly row?: Partial<FieldRow>;
  readonly jiraHistory?: readonly HistoryEntry[];
  readonly remoteHistory?: readonly HistoryEntry[];
  readonly jiraClockOffsetMs?: number;
  readonly conflict?: Conflict;
  readonly twins?: FieldSituation['twins'];
  readonly baseText?: FieldSituation['baseText'];
  readonly mapping?: Partial<Mapping>;
}

/** The app's account in both trackers; in Redmine a person may edit with it as well. */
export const APP = 'app';

export function decide(given: Case) {
  const row = aRow(given.row);
  const base = (value: FieldValue | undefined) =>
    value === undefined ? {} : { [row.field]: toBaseValue(value) };
  const situation: FieldSituation = {
    mapping: aMapping({ fields: [row], ...given.mapping }),
    row,
    bases: {
      jira: aBase('jira', { fields: base(given.base?.jira) }),
      remote: aBase('remote', { fields: base(given.base?.remote) }),
    },
    snapshots: {
      jira: aSnapshot('jira', {
        fields: { [row.field]: given.jira },
        history: given.jiraHistory ?? [],
        clockOffsetMs: given.jiraClockOffsetMs ?? 0,
      }),
      remote: aSnapshot('remote', {
        fields: { [row.field]: given.remote },
        history: given.remoteHistory ?? [],
      }),
    },
    authorship: {
      jira: (id) => (id === APP ? 'ours' : 'not-ours'),
      remote: (id) => (id === APP ? 'maybe-ours' : 'not-ours'),
    },
    baseText: given.baseText,
    conflict: given.conflict,
    twins: given.twins,
  };
  return decideField(situation);
}

/** A base on which both sides agree. */
export const AGREED = { jira: 'old', remote: 'old' };

export function conflictOf(conflict: Partial<Conflict> = {}) {
  return {
    field: 'summary',
    kind: 'both-changed',
    jira: 'from Jira',
    remote: 'from Redmine',
    labels: { jira: null, remote: null },
    jiraAuthor: null,
    remoteAuthor: null,
    changedAtMs: expect.any(Object) as never,
    ...conflict,
  } as const;
}
