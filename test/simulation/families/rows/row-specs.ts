/** The pairs of fields that worlds map: each kind of docs/field-conversions.md at least once. */
import { jiraCustom, jiraEstimate, jiraSystem } from './jira-ends';
import { redmineCustom, redmineSystem } from './redmine-ends';
import type { RowSpec } from './row-spec';

const DAYS = ['2026-01-31', '2026-02-01', '2026-03-15'];
const BROWSERS = ['Chrome', 'Firefox', 'Safari'];
const PLATFORMS = ['Linux', 'Windows', 'macOS'];

export const ROW_SPECS: readonly RowSpec[] = [
  {
    what: 'text field ↔ text',
    jira: jiraCustom('Customer', 'textfield'),
    redmine: redmineCustom('Customer'),
    values: { free: (phrase) => phrase },
  },
  {
    what: 'paragraph ↔ long text',
    jira: jiraCustom('Minutes', 'textarea'),
    redmine: redmineCustom('Minutes of meeting'),
    values: { free: (phrase) => phrase },
    row: { redmineType: 'text' },
  },
  {
    what: 'address ↔ link',
    jira: jiraCustom('Ticket', 'url'),
    redmine: redmineCustom('Ticket'),
    values: { free: (phrase) => `https://example.com/${phrase.split(' ', 1)[0]}` },
  },
  {
    what: 'number ↔ whole number',
    jira: jiraCustom('Seats', 'float'),
    redmine: redmineCustom('Seats'),
    values: ['0', '12', '-3'],
    row: { redmineType: 'integer' },
  },
  {
    what: 'text field ↔ whole number',
    jira: jiraCustom('Seats in words', 'textfield'),
    redmine: redmineCustom('Seats'),
    values: ['7', '12', ['a dozen', null]],
    row: { redmineType: 'integer' },
  },
  {
    what: 'number ↔ decimal number',
    jira: jiraCustom('Budget', 'float'),
    redmine: redmineCustom('Budget'),
    values: ['12.5', '1000', '0.25'],
    row: { redmineType: 'number' },
  },
  {
    what: 'date ↔ date',
    jira: jiraCustom('Go-live', 'datepicker'),
    redmine: redmineCustom('Go-live'),
    values: DAYS,
    row: { redmineType: 'date' },
  },
  {
    what: 'date and time ↔ date',
    jira: jiraCustom('Opened at', 'datetime'),
    redmine: redmineCustom('Opened on'),
    values: DAYS,
    row: { redmineType: 'date' },
  },
  {
    what: 'select ↔ list',
    jira: jiraCustom('Severity', 'select', ['Minor', 'Major', 'Blocker', 'Trivial']),
    redmine: redmineCustom('Severity'),
    values: ['Minor', 'Major', 'Blocker', ['Trivial', null]],
    row: {
      values: ['Minor', 'Major', 'Blocker'].map((name) => ({ jira: name, redmine: name })),
      redmineType: 'option',
    },
  },
  {
    what: 'checkboxes ↔ list of several',
    jira: jiraCustom('Browsers', 'multicheckboxes', BROWSERS),
    redmine: redmineCustom('Browsers'),
    values: BROWSERS,
    isList: true,
    row: { redmineType: 'labels' },
  },
  {
    what: 'select of several ↔ list of several',
    jira: jiraCustom('Platforms', 'multiselect', PLATFORMS),
    redmine: redmineCustom('Platforms'),
    values: PLATFORMS,
    isList: true,
    row: { redmineType: 'labels' },
  },
  {
    what: 'labels ↔ list of several',
    jira: jiraSystem('labels', 'labels'),
    redmine: redmineCustom('Tags'),
    values: ['Backend', 'Frontend', 'Urgent'],
    isList: true,
    row: { redmineType: 'labels' },
  },
  {
    what: 'one box to tick ↔ yes or no',
    jira: jiraCustom('Billable', 'multicheckboxes', ['Yes']),
    redmine: redmineCustom('Billable'),
    values: [['Yes', '1']],
    empty: '0',
    row: { redmineType: 'boolean' },
  },
  {
    what: 'radio buttons ↔ key/value list',
    jira: jiraCustom('Channel', 'radiobuttons', ['Shop', 'App']),
    redmine: redmineCustom('Channel'),
    values: [
      ['Shop', '1'],
      ['App', '2'],
    ],
    row: {
      values: [
        { jira: 'Shop', redmine: '1' },
        { jira: 'App', redmine: '2' },
      ],
      redmineType: 'option',
    },
  },
  {
    what: 'person ↔ person',
    jira: jiraCustom('Reviewer', 'userpicker'),
    redmine: redmineCustom('Reviewer'),
    values: [
      ['Ada Lovelace', '5'],
      ['Grace Hopper', '6'],
    ],
    row: { redmineType: 'user' },
  },
  {
    what: 'version ↔ version',
    jira: jiraCustom('Found in', 'version'),
    redmine: redmineCustom('Found in'),
    values: [
      ['1.0', '1'],
      ['2.0', '2'],
    ],
    row: { redmineType: 'version' },
  },
  {
    what: 'choice of two levels ↔ text',
    jira: jiraCustom('Area', 'cascadingselect', ['Web - Basket', 'App - Login']),
    redmine: redmineCustom('Area'),
    values: ['Web - Basket', 'App - Login'],
  },
  {
    what: 'fix versions ↔ target version',
    jira: jiraSystem('fixVersions', 'named'),
    redmine: redmineSystem('fixed_version', 'fixed_version_id'),
    values: [
      ['1.0', '1'],
      ['2.0', '2'],
    ],
    isOneOfList: true,
  },
  {
    what: 'components ↔ category',
    jira: jiraSystem('components', 'named'),
    redmine: redmineSystem('category', 'category_id'),
    values: [
      ['Checkout', '1'],
      ['Catalogue', '2'],
    ],
    isOneOfList: true,
  },
  {
    what: 'start date ↔ start date',
    jira: jiraCustom('Start date', 'datepicker'),
    redmine: redmineSystem('start_date', 'start_date'),
    values: DAYS,
  },
  {
    what: 'estimate ↔ estimated hours',
    jira: jiraEstimate,
    redmine: redmineSystem('estimated_hours', 'estimated_hours'),
    values: [
      ['5400', '1.5'],
      ['7200', '2'],
      ['900', '0.25'],
    ],
  },
  {
    what: 'number ↔ done ratio',
    jira: jiraCustom('Progress', 'float'),
    redmine: redmineSystem('done_ratio', 'done_ratio'),
    values: ['40', '70', '100'],
    empty: '0',
  },
];
