import { describe, expect, it } from 'vitest';
import type { ConfigurationMistake } from '../../../../src/core/configuration/configuration';
import type { PersonRow } from '../../../../src/core/mapping';
import { addByEmail, matchPeople } from '../../../../src/sync/configuration/match-people';
import { aProjectPair } from '../../../support/a-project';
import { aDocument, aReader } from '../../../support/import-readers';

const ADA = { id: 'acc-1', name: 'Ada' };
const ADA_L = { id: '5', name: 'Ada L', login: 'ada', email: 'ada@acme.com' };
const GRACE = { id: '6', name: 'Grace H' };

type Names = Pick<PersonRow, 'jiraName' | 'remoteName'> & Partial<PersonRow>;

const row = (jira: string, remote: string, names: Names): PersonRow => {
  return { jira, remote, remoteLogin: null, ...names };
};

async function match(
  users: readonly { readonly jira: string; readonly redmine: string | number }[],
  readers = aReader({ jira: { ada: ADA }, remote: { ada: ADA_L, '6': GRACE } }),
) {
  const mistakes: ConfigurationMistake[] = [];
  return { rows: await matchPeople(aDocument({ users }), readers, mistakes), mistakes };
}

describe('the people of a configuration', () => {
  it('are found on both sides, in Redmine by a number as well', async () => {
    const users = [
      { jira: 'ada', redmine: 'ada' },
      { jira: 'ada', redmine: 6 },
    ];
    expect(await match(users)).toEqual({
      rows: [
        row('acc-1', '5', { jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'ada' }),
        row('acc-1', '6', { jiraName: 'Ada', remoteName: 'Grace H' }),
      ],
      mistakes: [],
    });
  });

  it('are each a mistake where a side does not know them, and no row then', async () => {
    const users = [
      { jira: 'ada', redmine: 'nobody' },
      { jira: 'linus', redmine: 'ada' },
    ];
    expect(await match(users)).toEqual({
      rows: [],
      mistakes: [
        {
          path: 'users[0].redmine',
          message:
            'Redmine has no person "nobody" that the key may see. Valid: a login, where the key may see it, a full name or a numeric id of a member of the project.',
        },
        {
          path: 'users[1].jira',
          message:
            'Jira has no person "linus" that the app may see. Valid: an e-mail address, an accountId or a full name.',
        },
      ],
    });
  });

  it('are asked for twenty at a time, each once and in their order', async () => {
    let [open, most] = [0, 0];
    const findPerson = async (name: string) => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return { id: `acc-${name}`, name };
    };
    const users = Array.from({ length: 45 }, (_, at) => ({ jira: `${at}`, redmine: 'ada' }));
    const { rows } = await match(
      users,
      aReader({ remote: { ada: ADA_L } }, { jira: { findPerson } }),
    );
    expect([most, rows.map(({ jira }) => jira)]).toEqual([
      20,
      users.map(({ jira }) => `acc-${jira}`),
    ]);
  });
});

describe('members of a project are paired by their addresses', () => {
  const byHand = [row('acc-9', '9', { jiraName: 'Linus', remoteName: 'Linus T' })];
  const add = (
    readers: ReturnType<typeof aReader>,
    matchPeople?: 'email',
    rows: Parameters<typeof addByEmail>[3] = byHand,
  ) => addByEmail(aDocument({ matchPeople }), readers, aProjectPair(), rows);

  it('where the configuration says so, after the rows by hand', async () => {
    const jira = { 'ada@acme.com': ADA };
    const readers = aReader({ jira, remote: { ada: ADA_L, grace: GRACE } });
    const ada = row('acc-1', '5', { jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'ada' });
    expect([
      await add(readers, 'email'),
      await addByEmail(aDocument({ matchPeople: 'email' }), readers, aProjectPair()),
      readers.asked,
    ]).toEqual([
      [...byHand, ada],
      [ada],
      [
        'remote people of 1',
        'jira person ada@acme.com',
        'remote people of 1',
        'jira person ada@acme.com',
      ],
    ]);
  });

  it('not where it does not, and nobody is asked', async () => {
    const readers = aReader({ remote: { ada: ADA_L } });
    expect([await add(readers), readers.asked]).toEqual([byHand, []]);
  });

  it.each([
    ['who has a row already, in Redmine', { 'l@acme.com': ADA }, { id: '9', name: 'Linus T' }],
    ['who has a row already, in Jira', { 'l@acme.com': { id: 'acc-9', name: 'Linus' } }, {}],
    ['whom Jira does not know', {}, {}],
    ['whose address Redmine does not show', { '': ADA, 'l@acme.com': ADA }, { email: null }],
  ])('but nobody %s', async (_what, jira, member) => {
    const linus = { id: '7', name: 'L', email: 'l@acme.com', ...member };
    const readers = aReader({ jira, remote: { linus } });
    expect(await add(readers, 'email')).toEqual(byHand);
  });

  it('without a login where Redmine tells none', async () => {
    const jira = { 'g@acme.com': ADA };
    const readers = aReader({ jira, remote: { grace: { ...GRACE, email: 'g@acme.com' } } });
    expect(await add(readers, 'email', [])).toEqual([
      row('acc-1', '6', { jiraName: 'Ada', remoteName: 'Grace H' }),
    ]);
  });

  it('fifty at most', async () => {
    const members = Array.from({ length: 52 }, (_, at) => [
      `${at}`,
      { id: `${at}`, name: '', email: `${at}@acme.com` },
    ]);
    const readers = aReader({ remote: Object.fromEntries(members) });
    await add(readers, 'email');
    expect(readers.asked.filter((one) => one.startsWith('jira person'))).toHaveLength(50);
  });
});
