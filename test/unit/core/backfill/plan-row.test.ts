import { describe, expect, it } from 'vitest';
import { exportHeading, exportRow } from '../../../../src/core/backfill/export-rows';
import {
  isOfKind,
  issuesOf,
  type PlanRow,
  type RowDetail,
  type RowOutcome,
} from '../../../../src/core/backfill/plan-row';

const JIRA = { id: '101', key: 'WEB-1', title: 'one', seen: 'a' };
const REMOTE = { id: '7', key: '#7', title: 'say "hi"', seen: 'b' };
const BASE = { number: 3, level: 1, details: [] };
const DONE = { kind: 'done', linkId: 'main:7', atMs: 0 } as const;

const ROWS = {
  pair: { ...BASE, kind: 'pair', jira: JIRA, remote: REMOTE },
  'create-in-jira': { ...BASE, kind: 'create-in-jira', remote: REMOTE },
  'create-in-remote': { ...BASE, kind: 'create-in-remote', jira: JIRA },
  'skip in Jira': { ...BASE, kind: 'skip', reason: 'private', jira: JIRA },
  'skip in Redmine': { ...BASE, kind: 'skip', reason: 'private', remote: REMOTE },
} as const satisfies Record<string, PlanRow>;

describe('the issues of a row', () => {
  it.each<[keyof typeof ROWS, object]>([
    ['pair', { jira: JIRA, remote: REMOTE }],
    ['create-in-jira', { remote: REMOTE }],
    ['create-in-remote', { jira: JIRA }],
    ['skip in Jira', { jira: JIRA }],
    ['skip in Redmine', { remote: REMOTE }],
  ])('%s', (name, issues) => {
    expect(issuesOf(ROWS[name])).toEqual(issues);
  });
});

it('is of its own kind and of those of its details', () => {
  const details: RowDetail[] = [
    { kind: 'lossy', field: 'description', what: ['panels'] },
    { kind: 'conflict', field: 'summary', jira: 'J', remote: 'R' },
  ];
  const row = { ...ROWS.pair, details };
  expect(
    (['pair', 'skip', 'lossy', 'conflict', 'change'] as const).filter((kind) =>
      isOfKind(row, kind),
    ),
  ).toEqual(['pair', 'lossy', 'conflict']);
});

describe('a row in a spreadsheet', () => {
  const line = (row: PlanRow, outcome: RowOutcome = { kind: 'waiting' }) =>
    exportRow({ row, outcome });

  it('stands below a heading that names the columns', () => {
    expect(exportHeading()).toBe(
      'row,kind,jira,jiraTitle,redmine,redmineTitle,level,details,outcome,message\r\n',
    );
  });

  it.each<[keyof typeof ROWS, string]>([
    ['pair', '"3","pair","WEB-1","one","#7","say ""hi""","1","","waiting",""\r\n'],
    ['create-in-jira', '"3","create-in-jira","","","#7","say ""hi""","1","","waiting",""\r\n'],
    ['create-in-remote', '"3","create-in-remote","WEB-1","one","","","1","","waiting",""\r\n'],
    ['skip in Jira', '"3","skip","WEB-1","one","","","1","private","waiting",""\r\n'],
  ])('says both issues as far as there are two: %s', (name, expected) => {
    expect(line(ROWS[name])).toBe(expected);
  });

  it('has a line in its cell for each detail', () => {
    const details: RowDetail[] = [
      { kind: 'change', side: 'remote', field: 'summary', from: 'a', to: null },
      { kind: 'change', side: 'jira', field: 'summary', from: null, to: 'b' },
      { kind: 'conflict', field: 'due', jira: 'J', remote: null },
      { kind: 'conflict', field: 'due', jira: null, remote: 'R' },
      { kind: 'lossy', field: 'description', what: ['panels', 'macros'] },
      { kind: 'person-not-mapped', side: 'jira', field: 'assignee', value: 'Eve' },
      { kind: 'value-not-mapped', side: 'remote', field: 'status', value: 'New' },
      { kind: 'attachments', side: 'jira', count: 2, bytes: 30, tooLarge: 1 },
    ];
    expect(line({ ...ROWS['create-in-jira'], details })).toContain(
      [
        '"change remote summary: a → ',
        'change jira summary:  → b',
        'conflict due: J | ',
        'conflict due:  | R',
        'lossy description: panels, macros',
        'person-not-mapped jira assignee: Eve',
        'value-not-mapped remote status: New',
        'attachments to jira: 2, 30 bytes, 1 too large"',
      ].join('\n'),
    );
  });

  it.each<[RowOutcome, string]>([
    [DONE, '"done","main:7"'],
    [{ kind: 'skipped', reason: 'private' }, '"skipped","private"'],
    [{ kind: 'undone', kept: ['a: read only', 'b: edited'] }, '"undone","a: read only\nb: edited"'],
    [{ kind: 'left', was: DONE, reason: 'edited' }, '"left","edited"'],
    [{ kind: 'failed', message: '[jira] 500' }, '"failed","[jira] 500"'],
    [{ kind: 'undone' }, '"undone",""'],
  ])('ends with what became of it: %j', (outcome, end) => {
    expect(line(ROWS.pair, outcome).endsWith(`,${end}\r\n`)).toBe(true);
  });
});
