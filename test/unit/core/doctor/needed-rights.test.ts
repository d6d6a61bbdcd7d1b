import { describe, expect, it } from 'vitest';
import { listKnownRights, listMissingRights } from '../../../../src/core/doctor/needed-rights';
import type { FieldRow, Mapping } from '../../../../src/core/mapping';
import { aMapping, aRow } from '../../../support/builders';

const NOTHING: Partial<Mapping> = {
  fields: [],
  create: { jira: false, remote: false },
  comments: null,
  attachments: null,
  relations: null,
  timeEntries: null,
};
const ATTACHMENTS = { maxBytes: 1, tooLarge: 'skip', renames: false, deletions: false } as const;
const TIME = { activityId: '9', activities: [] };
const rows = (...of: readonly Partial<FieldRow>[]) => ({ fields: of.map((row) => aRow(row)) });

/** What each side lacks beyond the sight of its issues, where the app has no right at all. */
function needed(mapping: Partial<Mapping>) {
  const of = aMapping({ ...NOTHING, ...mapping });
  const [seesJira, ...jira] = listMissingRights(of, 'jira', new Set());
  const [seesRemote, ...remote] = listMissingRights(of, 'remote', new Set());
  expect([seesJira, seesRemote]).toEqual(['BROWSE_PROJECTS', 'view_issues']);
  return { jira, remote };
}

const EDIT = 'EDIT_ISSUES';
const PRIVACY = {
  field: 'security',
  jira: 'security',
  remote: 'is_private',
  isPrivacy: true,
} as const;
const WATCHERS = { jira: 'watches', remote: 'watchers' } as const;

describe('the rights that a mapping needs', () => {
  it.each<[string, Partial<Mapping>, readonly string[], readonly string[]]>([
    ['nothing', {}, [], []],
    ['twins in Jira', { create: { jira: true, remote: false } }, ['CREATE_ISSUES'], []],
    ['twins in Redmine', { create: { jira: false, remote: true } }, [], ['add_issues']],
    ['a field both ways', rows({}), [EDIT], ['edit_issues']],
    ['a field to Redmine', rows({ direction: 'toRemote' }), [], ['edit_issues']],
    [
      'fields with rights of their own to Jira',
      rows(
        ...['status', 'assignee', 'duedate', 'reporter'].map(
          (jira) => ({ jira, direction: 'toJira' }) as const,
        ),
      ),
      [EDIT, 'TRANSITION_ISSUES', 'ASSIGN_ISSUES', 'SCHEDULE_ISSUES', 'MODIFY_REPORTER'],
      [],
    ],
    [
      'the same fields to Redmine',
      rows(
        ...['status', 'assignee', 'duedate', 'reporter'].map(
          (jira) => ({ jira, direction: 'toRemote' }) as const,
        ),
      ),
      [],
      ['edit_issues'],
    ],
    ['a parent to Redmine', rows({ remote: 'parent' }), [EDIT], ['edit_issues', 'manage_subtasks']],
    [
      'watchers both ways',
      rows({ ...WATCHERS, jira: 'watchers' }),
      [EDIT, 'MANAGE_WATCHERS'],
      ['edit_issues', 'view_issue_watchers', 'add_issue_watchers'],
    ],
    [
      'watchers that are only read in Redmine',
      rows({ ...WATCHERS, direction: 'toJira' }),
      [EDIT],
      ['view_issue_watchers'],
    ],
    [
      'privacy both ways',
      rows(PRIVACY),
      [EDIT, 'SET_ISSUE_SECURITY'],
      ['edit_issues', 'set_issues_private'],
    ],
    [
      'privacy to Jira',
      rows({ ...PRIVACY, direction: 'toJira' }),
      [EDIT, 'SET_ISSUE_SECURITY'],
      [],
    ],
    [
      'values that are made where they lack',
      rows(
        { jira: 'fixVersions', remote: 'fixed_version', unmapped: 'create' },
        { remote: 'category', unmapped: 'create' },
      ),
      [EDIT, 'ADMINISTER_PROJECTS'],
      ['edit_issues', 'manage_versions', 'manage_categories'],
    ],
    [
      'components that are made in Jira alone',
      rows({ jira: 'components', remote: 'category', unmapped: 'create', direction: 'toJira' }),
      [EDIT, 'ADMINISTER_PROJECTS'],
      [],
    ],
    [
      'versions that are not made',
      rows({ jira: 'fixVersions', remote: 'fixed_version', unmapped: 'review' }),
      [EDIT],
      ['edit_issues'],
    ],
    [
      'comments to Jira',
      { comments: { direction: 'toJira' } },
      ['ADD_COMMENTS', 'EDIT_OWN_COMMENTS', 'DELETE_OWN_COMMENTS'],
      [],
    ],
    [
      'comments to Redmine, private ones as well',
      {
        comments: {
          direction: 'toRemote',
          privateTo: { kind: 'role', id: 'Developers', name: 'Developers' },
        },
      },
      [],
      ['add_issue_notes', 'edit_own_issue_notes', 'view_private_notes', 'set_notes_private'],
    ],
    [
      'files to Jira',
      { attachments: { ...ATTACHMENTS, direction: 'toJira' } },
      ['CREATE_ATTACHMENTS', 'DELETE_OWN_ATTACHMENTS'],
      [],
    ],
    ['files to Redmine', { attachments: { ...ATTACHMENTS, direction: 'toRemote' } }, [], []],
    ['relations to Jira', { relations: { direction: 'toJira', types: [] } }, ['LINK_ISSUES'], []],
    [
      'relations to Redmine',
      { relations: { direction: 'toRemote', types: [] } },
      [],
      ['manage_issue_relations'],
    ],
    [
      'time to Jira, which is read in Redmine',
      { timeEntries: { ...TIME, direction: 'toJira' } },
      ['WORK_ON_ISSUES', 'EDIT_OWN_WORKLOGS'],
      ['view_time_entries'],
    ],
    [
      'time to Redmine',
      { timeEntries: { ...TIME, direction: 'toRemote' } },
      [],
      ['view_time_entries', 'log_time', 'edit_own_time_entries'],
    ],
  ])('%s', (_what, mapping, jira, remote) => {
    expect(needed(mapping)).toEqual({ jira, remote });
  });

  it('are not lacking where the app has them, or the wider one', () => {
    const mapping = aMapping({ ...NOTHING, comments: { direction: 'both' } });
    const missing = (...held: readonly string[]) =>
      listMissingRights(mapping, 'jira', new Set(held));
    expect([
      missing('BROWSE_PROJECTS', 'ADD_COMMENTS', 'EDIT_ALL_COMMENTS', 'DELETE_OWN_COMMENTS'),
      missing('BROWSE_PROJECTS', 'ADD_COMMENTS'),
    ]).toEqual([[], ['EDIT_OWN_COMMENTS', 'DELETE_OWN_COMMENTS']]);
  });

  it('are all asked for that may be named', () => {
    expect(listKnownRights('jira')).toHaveLength(new Set(listKnownRights('jira')).size);
    expect(listKnownRights('jira')).toEqual(
      expect.arrayContaining(['EDIT_ALL_WORKLOGS', 'EDIT_OWN_WORKLOGS', 'BROWSE_PROJECTS']),
    );
    expect(listKnownRights('remote')).toContain('edit_own_issue_notes');
  });
});
