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
  ['issuetype in (Bug, Story)', 'labels = a AND issuetype in (Task, Epic)', true],
  ['issuetype = Bug', 'issuetype != Bug', true],
  ['issuetype in (Bug, Task)', 'issuetype != Bug', false],
  ['issuetype not in (Bug, Task)', 'issuetype = Task', true],
  ['issuetype != Bug', 'issuetype != Task', false],
  ['issuetype = Bug OR labels = a', 'issuetype = Task', false],
  ['NOT issuetype = Bug', 'issuetype = Task', false],
  // Of several labels an issue may have both.
  ['labels = a', 'labels = b', false],
  // 10001 may be what the other calls Bug.
  ['issuetype = 10001', 'issuetype = Bug', false],
  ['issuetype = 10001', 'issuetype = 10002', true],
  ['assignee = currentUser()', 'assignee = ada', false],
  ['status is EMPTY', 'status = Done', false],
  ['summary ~ "a AND issuetype = Bug"', 'issuetype = Task', false],
  ['(issuetype = Bug) AND priority = High', 'priority = Low', true],
];

describe('mappings that overlap', () => {
  it('are named both, with the project that they share', () => {
    expect(two({}, {})).toEqual([
      'mappings[1]: Mappings "one" and "two" overlap: both may cover an issue of the Jira project WEB',
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
