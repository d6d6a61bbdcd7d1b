import { describe, expect, it } from 'vitest';
import { findOverlaps } from '../../../../src/core/configuration/find-overlaps';
import type { ScopeRules, SideScope } from '../../../../src/core/mapping';
import { aMapping } from '../../../support/builders';

const two = (one: Partial<ScopeRules>, other: Partial<ScopeRules>, more = {}) =>
  findOverlaps([
    aMapping({ id: 'one', scope: { leaving: 'pause', ...one } }),
    aMapping({ id: 'two', scope: { leaving: 'pause', ...other }, ...more }),
  ]).map(({ path, message }) => `${path}: ${message.split('. ')[0]}`);

const jql = (query: string): SideScope => ({ terms: [], query });
const trackers = (...values: string[]): SideScope => ({ terms: [{ key: 'tracker', values }] });

/** Two queries, and whether they are known to have no issue in common. */
const QUERIES: readonly (readonly [string, string, boolean])[] = [
  ['issuetype = Bug', 'type = Task', true],
  ['issuetype = Bug', 'issuetype = bug', false],
  ['issuetype in (Bug, "Sub task")', "issuetype in ('sub task', Epic)", false],
  ['issuetype in (Bug, Sub task)', 'issuetype in ("Sub task")', false],
  ['issuetype in ( Bug , Task )', 'issuetype=Task', false],
  ['issuetype in (Bug, Story)', 'labels = a AND issuetype in (Task, Epic)', true],
  ['issuetype = Bug', 'issuetype != Bug', true],
  ['issuetype in (Bug, Task)', 'issuetype != Bug', false],
  ['issuetype != Bug', 'issuetype in (Bug, Task)', false],
  ['issuetype not in (Bug, Task)', 'issuetype = Task', true],
  ['issuetype Not  In (Bug, Task)', 'issuetype = Task', true],
  ['issuetype != Bug', 'issuetype != Task', false],
  ['issuetype != Bug', 'issuetype != Bug', false],
  ['issuetype = Bug OR labels = a', 'issuetype = Task', false],
  ['issuetype = Bug || labels = a', 'issuetype = Task', false],
  ['NOT issuetype = Bug', 'issuetype = Task', false],
  ['! issuetype = Bug', 'issuetype = Task', false],
  // What else a query says changes nothing, nor does where it stands.
  ['priority = High and issuetype = Bug', 'issuetype = Task', true],
  ['issuetype = Bug AND priority = High', 'priority = Low AND issuetype = Bug', true],
  ['priority = Bug', 'issuetype = Task', false],
  ['project = WEB AND issuetype = Bug', 'project = WEB AND issuetype = Task', true],
  ['issuetype = Bug ORDER BY created', 'issuetype = Task', false],
  ['issuetype = Bug order  by created', 'issuetype = Task', false],
  // Of several labels an issue may have both.
  ['labels = a', 'labels = b', false],
  // 10001 may be what the other calls Bug.
  ['issuetype = 10001', 'issuetype = Bug', false],
  ['issuetype = 10001', 'issuetype = 10002', true],
  ['issuetype = "Bug 2"', 'issuetype = "2nd bug"', true],
  // A person has a name, an address and an accountId.
  ['assignee = "Ada Lovelace"', 'assignee = "Bob"', true],
  ['assignee = "Ada Lovelace"', 'assignee = "ada@example.com"', false],
  ['assignee = "ada@example.com"', 'assignee = 5b10a2844c20165700ede21f', false],
  ['reporter = "712020:f58131cb"', 'reporter = "Ada Lovelace"', false],
  ['reporter = "712020:f58131cb"', 'reporter = 5b10a2844c20165700ede21f', true],
  ['assignee = currentUser()', 'assignee = ada', false],
  ['assignee in (currentUser(), ada)', 'assignee = bob', false],
  ['status is EMPTY', 'status = Done', false],
  ['resolution in (Fixed, empty)', 'resolution = Done', false],
  ['status = ""', 'status = Done', false],
  ['status in (Done, "")', 'status = "To Do"', false],
  ['status > Done', 'status = Done', false],
  ['status = "In (review)"', 'status = Done', false],
  ['status was Done', 'status = "To Do"', false],
  // Words in quotes and brackets are no terms.
  ['summary ~ "a AND issuetype = Bug AND b"', 'issuetype = Task', false],
  ["summary ~ 'a AND issuetype = Bug AND b'", 'issuetype = Task', false],
  ['summary ~ "a \\" AND issuetype = Bug AND labels = \\"b"', 'issuetype = Task', false],
  ["summary ~ 'this OR that' AND type = Bug", 'type = Task', true],
  ['summary ~ "not empty" AND type = Bug', 'type = Task', true],
  ['(issuetype = Bug) AND priority = High', 'priority = Low', true],
  [
    '(labels = a AND issuetype = Bug AND labels = b) AND priority = High',
    'issuetype = Task',
    false,
  ],
  ['status in ("Sand", Band)', 'status = Land', true],
  ['"issuetype" = Bug', 'type = Task', true],
  ['type = Android', 'type = Task', true],
  ['type = " Bug "', 'type = Bug', false],
];

describe('mappings that overlap', () => {
  it('are named both, with the project that they share', () => {
    expect(findOverlaps([aMapping({ id: 'one' }), aMapping({ id: 'two' })])).toEqual([
      {
        path: 'mappings[1]',
        message:
          'Mappings "one" and "two" overlap: both may cover an issue of the Jira project WEB. Valid: for each a JQL under scope.jira that names one of these with = or in and no value of the other: issuetype, priority, status, resolution, assignee, reporter.',
      },
    ]);
    const elsewhere = { jira: { projectId: '20000', projectKey: 'APP' } };
    expect(two({}, {}, elsewhere)).toEqual([
      'mappings[1]: Mappings "one" and "two" overlap: both may cover an issue of the Redmine project web-shop',
    ]);
  });

  it.each([
    [trackers('1'), trackers('2'), true],
    [trackers('1', '2'), trackers('3'), true],
    [trackers('1', '2'), trackers('2', '3'), false],
    [trackers('1', '2'), trackers('2'), false],
    [trackers('1'), { terms: [{ key: 'status', values: ['2'] }] }, false],
    [trackers('1'), { terms: [{ key: 'status', values: ['2'] }, ...trackers('3').terms] }, true],
    [
      { terms: [{ key: 'category', values: ['1'] }] },
      { terms: [{ key: 'category', values: ['2'] }] },
      true,
    ],
    [trackers('1'), undefined, false],
    [undefined, trackers('1'), false],
  ] as const)('%j and %j in Redmine: apart %s', (one, other, apart) => {
    const found = two(
      { jira: jql('type = Bug'), ...(one ? { remote: one } : {}) },
      { jira: jql('type = Task'), ...(other ? { remote: other } : {}) },
    );
    expect(found.length === 0).toBe(apart);
  });

  it('are not those over projects of one number in two Redmines, nor those of two Jiras', () => {
    const scope = { jira: jql('type = Bug') };
    const siteUrl = { jira: 'https://acme.atlassian.net', remote: 'https://b' };
    expect(two(scope, { jira: jql('type = Task') }, { siteUrl })).toEqual([]);
  });

  it('name the first of several that they overlap with', () => {
    const found = findOverlaps(['one', 'two', 'three'].map((id) => aMapping({ id })));
    expect(found.map(({ path, message }) => `${path}: ${message.split(' overlap')[0]}`)).toEqual([
      'mappings[1]: Mappings "one" and "two"',
      'mappings[2]: Mappings "one" and "three"',
    ]);
  });

  it.each(QUERIES)('%s and %s: apart %s', (one, other, apart) => {
    const remote = { one: { remote: trackers('1') }, other: { remote: trackers('2') } };
    const found = two({ jira: jql(one), ...remote.one }, { jira: jql(other), ...remote.other });
    expect(found.length === 0).toBe(apart);
  });

  it('are told apart on either side: one is not enough where both projects are shared', () => {
    const [bugs, tasks] = [jql('type = Bug'), jql('type = Task')];
    expect(two({ jira: bugs }, { jira: tasks })).toEqual([
      'mappings[1]: Mappings "one" and "two" overlap: both may cover an issue of the Redmine project web-shop',
    ]);
    const elsewhere = { remote: { projectId: '2', projectKey: 'other' } };
    expect(two({ jira: bugs }, { jira: tasks }, elsewhere)).toEqual([]);
  });

  it('are those over one Jira project with two Redmines, too', () => {
    const elsewhere = { siteUrl: { jira: 'https://acme.atlassian.net', remote: 'https://b' } };
    expect(two({}, {}, { connectionId: 'second', ...elsewhere })).toHaveLength(1);
  });

  it('are not told apart by saved queries, nor by custom fields that may hold several values', () => {
    const jira = [{ jira: jql('type = Bug') }, { jira: jql('type = Task') }] as const;
    const saved = (query: string) => ({ terms: [], query });
    const field = (value: string) => ({ terms: [{ key: 'cf_1', values: [value] }] });
    expect(
      two({ ...jira[0], remote: saved('1') }, { ...jira[1], remote: saved('2') }),
    ).toHaveLength(1);
    expect(
      two({ ...jira[0], remote: field('a') }, { ...jira[1], remote: field('b') }),
    ).toHaveLength(1);
  });
});
