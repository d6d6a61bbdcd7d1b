import { describe, expect, it } from 'vitest';
import { noteExistingPairs } from '../../../../src/core/configuration/note-existing-pairs';
import type { FieldRow, Mapping } from '../../../../src/core/mapping';
import { aMapping, aRow } from '../../../support/builders';

const ROW: FieldRow = aRow({
  field: 'severity',
  jira: 'severity',
  remote: 'cf_1',
  kind: 'option',
  direction: 'toRemote',
  values: [{ jira: 'a', remote: '1', direction: 'both' }],
});
const withRow = (row: Partial<FieldRow> = {}) => aMapping({ fields: [{ ...ROW, ...row }] });
const CHANGED = [{ kind: 'changed-row', jira: 'severity', redmine: 'cf_1' }];
const SCOPE = { jira: { terms: [], query: 'type = Bug' }, leaving: 'unlink' } as const;

describe('what new rules mean for pairs that exist', () => {
  it.each<readonly [string, Mapping, readonly object[]]>([
    ['nothing where they say the same', withRow(), []],
    ['nothing where a row has another policy', withRow({ onConflict: 'newest' }), []],
    ['nothing where a row flows nowhere any more', withRow({ direction: 'toRemote' }), []],
    [
      'a row that is new',
      aMapping({ fields: [ROW, aRow()] }),
      [{ kind: 'new-row', jira: 'summary', redmine: 'subject' }],
    ],
    [
      'a row that joins another field',
      withRow({ remote: 'cf_2' }),
      [{ kind: 'new-row', jira: 'severity', redmine: 'cf_2' }],
    ],
    [
      'a row that reads several fields',
      withRow({ field: '>cf_2', jira: '', remote: 'cf_2' }),
      [{ kind: 'new-row', jira: '>cf_2', redmine: 'cf_2' }],
    ],
    ['a row with other values', withRow({ values: [] }), CHANGED],
    ['a row that flows the other way as well', withRow({ direction: 'both' }), CHANGED],
    ['a row that flows the other way instead', withRow({ direction: 'toJira' }), CHANGED],
    [
      'another scope, before its rows',
      { ...withRow({ values: [] }), scope: SCOPE },
      [{ kind: 'scope', leaving: 'unlink' }, ...CHANGED],
    ],
    [
      'another project in Jira',
      {
        ...withRow(),
        jira: { projectId: '20000', projectKey: 'APP' },
      },
      [{ kind: 'scope', leaving: 'pause' }],
    ],
    [
      'another project in Redmine',
      {
        ...withRow(),
        remote: { projectId: '2', projectKey: 'app' },
      },
      [{ kind: 'scope', leaving: 'pause' }],
    ],
    [
      'nothing where a project is called otherwise',
      {
        ...withRow(),
        jira: { projectId: '10000', projectKey: 'SHOP' },
      },
      [],
    ],
  ])('is %s', (_what, next, notes) => {
    expect(noteExistingPairs(withRow(), next)).toEqual(notes);
  });

  it('is nothing where a direction was narrowed', () => {
    expect(noteExistingPairs(withRow({ direction: 'both' }), withRow())).toEqual([]);
  });

  it('is what becomes of pairs where a scope was given up', () => {
    expect(noteExistingPairs({ ...withRow(), scope: SCOPE }, withRow())).toEqual([
      { kind: 'scope', leaving: 'pause' },
    ]);
  });
});
