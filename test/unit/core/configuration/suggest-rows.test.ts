import { describe, expect, it } from 'vitest';
import {
  suggestFields,
  suggestNamed,
  suggestPeople,
} from '../../../../src/core/configuration/suggest-rows';
import type { FieldMetadata, KnownPerson } from '../../../../src/core/metadata';
import { aProjectPair } from '../../../support/a-project';

describe('suggested fields', () => {
  const suggest = (jira: readonly FieldMetadata[], remote: readonly FieldMetadata[]) =>
    suggestFields(aProjectPair({ jira: { fields: jira }, remote: { fields: remote } }));

  it('are those that trackers are born with, then those that are called alike', () => {
    expect(
      suggest(
        [
          { key: 'issuetype', name: 'Type', kind: 'option' },
          { key: 'status', name: 'Status', kind: 'option' },
          { key: 'watches', name: 'Watchers', kind: 'users' },
          { key: 'customfield_1', name: 'Severity', kind: 'option' },
          { key: 'summary', name: 'Summary', kind: 'line' },
          { key: 'parent', name: 'Parent', kind: 'issue' },
          { key: 'components', name: 'Components', kind: 'options' },
          { key: 'customfield_2', name: 'Subject', kind: 'line' },
          { key: 'customfield_3', name: 'Owner', kind: 'user' },
          { key: 'customfield_4', name: 'Until', kind: 'date' },
        ],
        [
          { key: 'tracker', name: 'Type', kind: 'option' },
          { key: 'status', name: 'Status', kind: 'option' },
          { key: 'watchers', name: 'Watchers', kind: 'users' },
          { key: 'subject', name: 'Subject', kind: 'line' },
          { key: 'cf_1', name: 'severity', kind: 'option' },
          { key: 'parent', name: 'Parent task', kind: 'issue' },
          { key: 'is_private', name: 'Private', kind: 'boolean' },
          { key: 'cf_2', name: 'Summary', kind: 'line' },
          { key: 'cf_3', name: 'Owner', kind: 'date' },
          { key: 'cf_4', name: 'Until', kind: 'date' },
        ],
      ),
    ).toEqual({
      rows: [
        { jira: 'summary', redmine: 'subject', why: 'known' },
        { jira: 'parent', redmine: 'parent', why: 'known' },
        { jira: 'customfield_1', redmine: 'cf_1', why: 'same' },
        { jira: 'customfield_4', redmine: 'cf_4', why: 'same' },
      ],
      left: {
        jira: ['components', 'customfield_2', 'customfield_3'],
        remote: ['is_private', 'cf_2', 'cf_3'],
      },
    });
  });

  it('do not take a field of the other side for theirs that has the same key', () => {
    const description: FieldMetadata = { key: 'description', name: 'Description', kind: 'text' };
    expect(suggest([description], [{ ...description, key: 'subject' }]).rows).toEqual([
      { jira: 'description', redmine: 'subject', why: 'same' },
    ]);
  });

  it.each<readonly [string, Partial<FieldMetadata>, Partial<FieldMetadata>, boolean]>([
    ['both ways', { kind: 'line' }, { kind: 'line' }, true],
    ['to Redmine only', { kind: 'date' }, { kind: 'text' }, true],
    ['to Jira only', { kind: 'text' }, { kind: 'date' }, true],
    ['not at all', { kind: 'user' }, { kind: 'date' }, false],
    ['to Jira, since Redmine sets it', { kind: 'date' }, { kind: 'date', readOnly: true }, true],
    ['to Redmine, since Jira sets it', { kind: 'date', readOnly: true }, { kind: 'date' }, true],
    ['to a side that sets it', { kind: 'date' }, { kind: 'text', readOnly: true }, false],
    ['from the side that sets it only', { kind: 'text', readOnly: true }, { kind: 'date' }, false],
  ])('of one name that can cross %s', (_how, jira, remote, suggested) => {
    const field = { key: 'x', name: 'Same', kind: 'line' } as const;
    const { rows } = suggest([{ ...field, ...jira }], [{ ...field, key: 'y', ...remote }]);
    expect(rows).toEqual(suggested ? [{ jira: 'x', redmine: 'y', why: 'same' }] : []);
  });
});

describe('suggested values', () => {
  it('are named as configurations name them, with those that are left', () => {
    expect(
      suggestNamed(
        [
          { id: '1', name: 'To Do' },
          { id: '2', name: 'Blocked' },
          { id: '3', name: 'Done' },
        ],
        [
          { id: '1', name: 'done' },
          { id: '2', name: 'New' },
          { id: '3', name: 'Rejected' },
        ],
      ),
    ).toEqual({
      rows: [
        { jira: 'To Do', redmine: 'New', why: 'known' },
        { jira: 'Done', redmine: 'done', why: 'same' },
      ],
      left: { jira: ['Blocked'], remote: ['Rejected'] },
    });
  });
});

describe('suggested people', () => {
  const jira = (id: string, name: string, email?: string): KnownPerson => ({
    id,
    name,
    ...(email === undefined ? {} : { email }),
  });
  const remote = (id: string, name: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
    id,
    name,
    ...more,
  });

  it('are found by address, else by login, else by name', () => {
    expect(
      suggestPeople(
        [
          jira('a1', 'Grace Hopper'),
          jira('a2', 'Ada Lovelace', 'Ada@example.com'),
          jira('a3', 'Alan', 'turing@example.com'),
          jira('a4', 'Edsger Dijkstra', 'ed@example.com'),
          jira('a5', 'Nobody'),
        ],
        [
          remote('5', 'A. Lovelace', { email: 'ada@EXAMPLE.com', login: 'ada' }),
          remote('6', 'A. Turing', { email: null, login: 'Turing' }),
          remote('7', 'grace hopper', { login: 'gh' }),
          remote('8', 'Edsger Dijkstra', { login: null }),
          remote('9', 'Someone'),
        ],
      ),
    ).toEqual({
      rows: [
        { jira: 'Ada@example.com', redmine: '5', why: 'email' },
        { jira: 'turing@example.com', redmine: '6', why: 'login' },
        { jira: 'a1', redmine: '7', why: 'same' },
        { jira: 'ed@example.com', redmine: '8', why: 'same' },
      ],
      left: { jira: ['Nobody'], remote: ['Someone'] },
    });
  });

  it('are nobody where two may be meant, and each person once', () => {
    expect(
      suggestPeople(
        [
          jira('a1', 'One', 'ada@example.com'),
          jira('a2', 'Two', 'ada@example.org'),
          jira('a3', 'Three', 'bob@example.com'),
        ],
        [
          remote('5', 'Ada', { login: 'ada' }),
          remote('6', 'Bob', { login: 'bob' }),
          remote('7', 'Other Bob', { login: 'bob' }),
        ],
      ),
    ).toEqual({
      rows: [{ jira: 'ada@example.com', redmine: '5', why: 'login' }],
      left: { jira: ['Two', 'Three'], remote: ['Bob', 'Other Bob'] },
    });
  });

  it('are nobody more where somebody was found by a surer way', () => {
    expect(
      suggestPeople(
        [jira('a1', 'Ada Lovelace', 'ada@example.com'), jira('a2', 'Ada King')],
        [
          remote('5', 'Ada King', { email: 'ada@example.com' }),
          remote('6', 'Somebody', { login: 'ada' }),
          remote('7', 'Ada Lovelace'),
        ],
      ),
    ).toEqual({
      rows: [{ jira: 'ada@example.com', redmine: '5', why: 'email' }],
      left: { jira: ['Ada King'], remote: ['Somebody', 'Ada Lovelace'] },
    });
  });

  it('are nobody for empty addresses and logins', () => {
    expect(
      suggestPeople(
        [jira('a1', 'One', ''), jira('a2', 'Two')],
        [remote('5', 'Five', { email: '', login: '' }), remote('6', 'Six', { email: null })],
      ).rows,
    ).toEqual([]);
  });
});
