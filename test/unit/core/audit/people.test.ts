import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import {
  isAccountId,
  peopleOfEntry,
  peopleOfLink,
  peopleOfMapping,
  replaceInLink,
  replaceInMapping,
  withoutPerson,
} from '../../../../src/core/audit/people';
import type { Configuration } from '../../../../src/core/configuration/configuration';
import type { Conflict } from '../../../../src/core/link';
import { anAuditEntry } from '../../../support/an-audit-entry';
import { aLink, aMapping, aRow } from '../../../support/builders';

const ADA = '5b10a2844c20165700ede21g';
const BOB = '557058:f58131cb-b67d-43c7-b30d-6b58d40bd077';
const EVE = 'qm:6a0c0c1e-0000:1';

const person = (jira: string) => ({
  jira,
  remote: '5',
  jiraName: jira,
  remoteName: 'x',
  remoteLogin: null,
});
const USERS = aRow({
  field: 'assignee',
  kinds: { jira: 'user', remote: 'user' },
  values: [ADA, BOB].map((jira) => ({ jira, remote: '7', direction: 'both' })),
});
const WATCHERS = aRow({ field: 'watchers', kinds: { jira: 'users', remote: 'users' } });
const WORDS = aRow({ values: [{ jira: EVE, remote: '7', direction: 'both' }] });
const NOTICES = { conflicts: [BOB, ADA], authors: {} };
const MAPPING = aMapping({
  people: [person(EVE), person(ADA)],
  fields: [USERS, WATCHERS, WORDS],
  notices: NOTICES,
});

const aConflict = (conflict: Partial<Conflict>): Conflict => ({
  field: 'assignee',
  kind: 'both-changed',
  jira: BOB,
  remote: '5',
  labels: { jira: 'Bob', remote: 'Grace' },
  foundAtMs: 1,
  jiraAuthor: null,
  remoteAuthor: null,
  ...conflict,
});

it('knows an accountId from a cause of our own', () => {
  const texts = [ADA, BOB, EVE, 'sweep', 'recovered-write', '12345678901', null, `${ADA} ${BOB}`];
  expect(texts.map(isAccountId)).toEqual([true, true, true, false, false, false, false, false]);
});

describe('the people that the app keeps', () => {
  it('in a mapping are those of its texts, its notices and its fields that hold people', () => {
    expect(peopleOfMapping(MAPPING)).toEqual([EVE, ADA, BOB, ADA, ADA, BOB]);
    expect(peopleOfMapping(aMapping())).toEqual([]);
  });

  it('in a link are its author, those in its fields, and those in conflict', () => {
    const link = aLink(
      { jira: { assignee: BOB, watchers: JSON.stringify([EVE]), summary: ADA } },
      {
        conflicts: [
          aConflict({ jiraAuthor: { id: ADA, name: 'Ada' } }),
          aConflict({ remoteAuthor: { id: BOB, name: 'Bob' } }),
        ],
      },
    );
    expect([
      peopleOfLink(link, MAPPING),
      peopleOfLink(link, undefined),
      peopleOfLink(aLink({}, {}), MAPPING),
    ]).toEqual([[BOB, EVE, ADA], [ADA], []]);
  });

  it.each<[string, Partial<AuditEntry>, readonly string[]]>([
    ['who caused it', { cause: ADA }, [ADA]],
    [
      'who was there and who came',
      { field: 'assignee', side: 'jira', from: BOB, to: ADA },
      [BOB, ADA],
    ],
    [
      'all of a list',
      { field: 'watchers', side: null, to: JSON.stringify([BOB, EVE]) },
      [BOB, EVE],
    ],
    ['nobody of the other side', { field: 'assignee', side: 'remote', from: BOB }, []],
    ['nobody that a title names', { field: 'summary', side: 'jira', from: BOB }, []],
  ])('in an entry are %s', (_what, entry, people) => {
    const told = anAuditEntry({ from: null, to: null, ...entry });
    expect(peopleOfEntry(told, MAPPING)).toEqual(people);
  });

  it('in an entry of no mapping are who caused it alone', () => {
    const told = anAuditEntry({ field: 'assignee', side: 'jira', from: BOB, cause: EVE });
    expect(peopleOfEntry(told, undefined)).toEqual([EVE]);
  });
});

describe('a person who is erased', () => {
  it('is nowhere in a mapping any more', () => {
    expect(replaceInMapping(MAPPING, ADA, null)).toEqual({
      ...MAPPING,
      people: [person(EVE)],
      notices: { ...NOTICES, conflicts: [BOB] },
      fields: [
        { ...USERS, values: [{ jira: BOB, remote: '7', direction: 'both' }] },
        WATCHERS,
        WORDS,
      ],
    });
    const { notices: _none, ...quiet } = MAPPING;
    expect(replaceInMapping(quiet, EVE, null)).toEqual({ ...quiet, people: [person(ADA)] });
  });

  it('stands for nobody any more where people have no row, who are reviewed again', () => {
    const row = { ...USERS, values: [] };
    const standing = { unmapped: 'default', defaults: { jira: ADA, remote: '5' } } as const;
    const kept = { unmapped: 'clear', defaults: { jira: ADA } } as const;
    const mapping = aMapping({
      people: [person(ADA)],
      fields: [{ ...row, ...standing }, { ...row, ...kept }, { ...WORDS, ...standing }, WATCHERS],
    });
    const field = { jira: 'assignee', redmine: 'assigned_to' };
    const words = { unmapped: 'default', default: { jira: 'Ada', redmine: 'ada' } } as const;
    const document = {
      users: [{ jira: 'Ada', redmine: 'ada' }],
      mappings: [
        {
          id: 'web',
          fields: [
            { ...field, ...words },
            { ...field, unmapped: 'clear', default: { jira: 'Ada' } },
            { ...field, ...words },
            field,
          ],
        },
      ],
    } as unknown as Configuration;
    expect({
      found: peopleOfMapping(mapping),
      mapping: replaceInMapping(mapping, ADA, null),
      document: withoutPerson(document, [mapping], ADA),
      ofNobody: withoutPerson(document, [mapping], BOB),
    }).toEqual({
      found: [ADA, ADA, ADA],
      mapping: {
        ...mapping,
        people: [],
        fields: [row, { ...row, unmapped: 'clear' }, { ...WORDS, ...standing }, WATCHERS],
      },
      document: {
        users: [],
        mappings: [
          {
            id: 'web',
            fields: [field, { ...field, unmapped: 'clear' }, { ...field, ...words }, field],
          },
        ],
      },
      ofNobody: document,
    });
  });

  it('leaves a mapping as it is that does not know them', () => {
    const other = aMapping({ people: [person(EVE)] });
    expect(replaceInMapping(other, ADA, null)).toBe(other);
  });

  it('is nowhere in the configuration any more, which names people in the same order', () => {
    const document = {
      users: [{ jira: 'Eve' }, { jira: 'Ada' }, { jira: 'Zoe' }],
      mappings: [
        { id: 'web', fields: [], notices: { conflicts: ['Bob', 'Ada'], authors: {} } },
        { id: 'other', fields: [], notices: { conflicts: ['Bob', 'Ada'] } },
        { id: 'quiet', fields: [] },
      ],
    } as unknown as Configuration;
    const quiet = aMapping({ id: 'quiet' });
    expect([
      withoutPerson(document, [MAPPING, quiet], ADA),
      withoutPerson(document, [aMapping({ notices: { conflicts: [ADA], authors: {} } })], ADA),
    ]).toEqual([
      {
        users: [{ jira: 'Eve' }, { jira: 'Zoe' }],
        mappings: [
          { id: 'web', fields: [], notices: { conflicts: ['Bob'], authors: {} } },
          ...document.mappings.slice(1),
        ],
      },
      {
        users: document.users,
        mappings: [
          { id: 'web', fields: [], notices: { conflicts: ['Ada'], authors: {} } },
          ...document.mappings.slice(1),
        ],
      },
    ]);
    expect(withoutPerson(document, [quiet], ADA)).toBe(document);
  });
});

describe('a person who has another name by now, or none', () => {
  const now = { id: 'erased', name: 'Somebody' };

  it('has it in a mapping', () => {
    const { people } = replaceInMapping(MAPPING, ADA, { id: ADA, name: 'Ada L.' });
    expect(people).toEqual([person(EVE), { ...person(ADA), jiraName: 'Ada L.' }]);
  });

  it('has it in the conflicts of a link, whose problems are found again', () => {
    const problem = {
      kind: 'value-not-mapped',
      side: 'jira',
      field: 'assignee',
      value: BOB,
      message: 'Bob',
      foundAtMs: 1,
    } as const;
    const byBob = aConflict({ jira: ADA, jiraAuthor: { id: BOB, name: 'Bob' } });
    const byAda = aConflict({ jira: ADA, jiraAuthor: { id: ADA, name: 'Ada' } });
    const link = aLink(
      {},
      { conflicts: [aConflict({}), byBob, byAda], problems: [problem, { ...problem, value: ADA }] },
    );
    expect(replaceInLink(link, BOB, now)).toEqual({
      ...link,
      conflicts: [
        aConflict({ labels: { jira: 'Somebody', remote: 'Grace' } }),
        { ...byBob, jiraAuthor: now },
        byAda,
      ],
      problems: [{ ...problem, value: ADA }],
    });
    const problemOnly = aLink({}, { problems: [problem] });
    expect(replaceInLink(problemOnly, BOB, now).problems).toEqual([]);
    const conflictOnly = aLink({}, { conflicts: [byBob] });
    expect(replaceInLink(conflictOnly, BOB, now).conflicts).toEqual([
      { ...byBob, jiraAuthor: now },
    ]);
  });

  it('is not looked for in a link that does not know them', () => {
    const link = aLink({}, { conflicts: [aConflict({})] });
    expect(replaceInLink(link, EVE, now)).toBe(link);
  });
});
