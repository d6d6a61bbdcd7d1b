import { describe, expect, it } from 'vitest';
import type { ProjectMetadata } from '../../../../src/core/metadata';
import type { FieldValue } from '../../../../src/core/model';
import { imagineTwin } from '../../../../src/core/trial/imagine-twin';
import { addNames, nameChoices, showValue } from '../../../../src/core/values/show-values';
import { adfText, aMapping, aRow, aSnapshot, NOW_MS, textile } from '../../../support/builders';

const aProject = (project: Partial<ProjectMetadata> = {}): ProjectMetadata => ({
  projectId: '1',
  projectKey: 'WEB',
  siteUrl: '',
  fields: [],
  issueTypes: [],
  statuses: [],
  priorities: [],
  relationTypes: [],
  activities: [],
  ...project,
});

const STATUS = aRow({ field: 'status', jira: 'status', remote: 'status', kind: 'option' });
const IMPACT = aRow({ field: 'impact', jira: 'customfield_1', remote: 'cf_3', kind: 'options' });

it('names what the fields can hold: lists of the project, options of fields, people', () => {
  const mapping = aMapping({
    fields: [
      STATUS,
      { ...STATUS, field: 'priority' },
      { ...STATUS, field: 'issuetype' },
      IMPACT,
      aRow(),
      aRow({ field: 'assignee', kind: 'user' }),
    ],
    people: [{ jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'A. L.', remoteLogin: null }],
  });
  const jira = aProject({
    statuses: [{ id: '10', name: 'To Do' }],
    priorities: [{ id: '3', name: 'Medium' }],
    issueTypes: [{ id: '7', name: 'Task' }],
    fields: [
      { key: 'summary', name: 'Summary', kind: 'line' },
      {
        key: 'customfield_1',
        name: 'Impact',
        kind: 'options',
        options: [{ id: '1', name: 'Low' }],
      },
    ],
  });
  expect(nameChoices(mapping, { jira, remote: aProject() })).toEqual({
    jira: {
      status: { 10: 'To Do' },
      priority: { 3: 'Medium' },
      issuetype: { 7: 'Task' },
      impact: { 1: 'Low' },
      summary: {},
      assignee: { ada: 'Ada' },
    },
    remote: {
      status: {},
      priority: {},
      issuetype: {},
      impact: {},
      summary: {},
      assignee: { 5: 'A. L.' },
    },
  });
});

it('adds the names that the issues themselves tell', () => {
  const mapping = aMapping({ fields: [STATUS, IMPACT] });
  const names = { jira: { status: { 10: 'To Do' } }, remote: { status: { 1: 'New' } } };
  const jira = aSnapshot('jira', {
    fields: { status: '11', impact: '["1"]' },
    labels: { status: 'Doing' },
    names: { impact: { 1: 'Low' } },
  });
  expect(addNames(names, mapping, { jira })).toEqual({
    jira: { status: { 10: 'To Do', 11: 'Doing' }, impact: { 1: 'Low' } },
    remote: { status: { 1: 'New' } },
  });
});

describe('a value as people read it', () => {
  const names = {
    jira: { status: { 10: 'To Do' }, impact: { 1: 'Low', 2: 'High' } },
    remote: { status: { 10: 'Other' } },
  };

  it.each<[string, FieldValue, ReturnType<typeof aRow>, string | null]>([
    ['nothing', null, STATUS, null],
    ['an empty line', '', aRow(), null],
    ['a choice', '10', STATUS, 'To Do'],
    ['a choice that nobody named', '11', STATUS, '11'],
    ['a list', '["1","3","2"]', IMPACT, 'Low, 3, High'],
    ['a line that looks like a list', '["1"]', aRow(), '["1"]'],
    ['a document', adfText('one', 'two'), aRow({ kind: 'text' }), 'one\n\ntwo'],
    ['a text of Redmine', textile('*one*'), aRow({ kind: 'text' }), '*one*'],
    ['500 characters', 'x'.repeat(500), aRow(), 'x'.repeat(500)],
    ['more', 'x'.repeat(501), aRow(), `${'x'.repeat(500)}…`],
  ])('%s', (_what, value, row, expected) => {
    expect(showValue(names, row, 'jira', value)).toBe(expected);
  });
});

it('imagines a twin: of the other project, with these fields and nothing else', () => {
  const source = aSnapshot('jira', {
    title: 'as it is',
    restricted: true,
    labels: { status: 'To Do' },
    lastEntryId: 9,
  });
  expect(imagineTwin(aMapping(), source, { summary: 'as it is' }, NOW_MS)).toEqual({
    side: 'remote',
    issueId: '0',
    key: '',
    url: '',
    projectId: '1',
    title: 'as it is',
    statusName: '',
    assigneeName: null,
    author: { id: '', name: '' },
    createdAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    restricted: true,
    fields: { summary: 'as it is' },
    labels: {},
    comments: [],
    attachments: [],
    relations: [],
    timeEntries: null,
    history: [],
    lastEntryId: 0,
    marker: null,
    readAtMs: NOW_MS,
    clockOffsetMs: 0,
  });
});
