import { expect, it } from 'vitest';
import { readPairs } from '../../../../src/core/backfill/read-pairs';
import { aScannedIssue } from '../../../support/a-scanned-issue';

const anIssue = (id: string, key: string, isLinked = false) => aScannedIssue(id, { key, isLinked });

const ISSUES = {
  jira: [anIssue('101', 'WEB-1'), anIssue('102', 'WEB-2'), anIssue('103', 'WEB-3', true)],
  remote: [anIssue('11', '#11'), anIssue('12', '#12'), anIssue('13', '#13', true)],
};

it.each<[string, string, ReturnType<typeof readPairs>]>([
  [
    'pairs below a heading, in either country’s signs and any case',
    'Jira;Redmine\nweb-1;#11\n WEB-2 ; 12 \n',
    {
      pairs: [
        { jira: '101', remote: '11', line: 2 },
        { jira: '102', remote: '12', line: 3 },
      ],
      mistakes: [],
    },
  ],
  [
    'nothing but headings',
    'Jira,Redmine\nJira,Redmine\n',
    {
      pairs: [],
      mistakes: [],
    },
  ],
  [
    'no heading below a pair',
    'WEB-1,11\nJira,Redmine\n',
    {
      pairs: [{ jira: '101', remote: '11', line: 1 }],
      mistakes: [{ line: 2, reason: 'there is no issue "Jira" in the scope of the mapping' }],
    },
  ],
  [
    'what is not there, has a twin, or stands there already',
    'WEB-9,11\nWEB-1,99\nWEB-3,11\nWEB-1,13\nWEB-1,11\nWEB-2,11\nWEB-1,12\nWEB-2\n,11\nWEB-2,1#2\n',
    {
      pairs: [{ jira: '101', remote: '11', line: 5 }],
      mistakes: [
        { line: 1, reason: 'there is no issue "WEB-9" in the scope of the mapping' },
        { line: 2, reason: 'there is no issue "99" in the scope of the mapping' },
        { line: 3, reason: 'WEB-3 has a twin already' },
        { line: 4, reason: '#13 has a twin already' },
        { line: 6, reason: '#11 stands in an earlier line' },
        { line: 7, reason: 'WEB-1 stands in an earlier line' },
        { line: 8, reason: 'there is no issue "" in the scope of the mapping' },
        { line: 9, reason: 'there is no issue "" in the scope of the mapping' },
        { line: 10, reason: 'there is no issue "1#2" in the scope of the mapping' },
      ],
    },
  ],
])('a list of pairs: %s', (_what, csv, read) => {
  expect(readPairs(csv, ISSUES)).toEqual(read);
});
