import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/core/configuration/configuration';
import { DEFAULT_LIMITS } from '../../../../src/core/configuration/limits';
import { RetryLaterError } from '../../../../src/ports';
import type {
  ConnectionReaders,
  ImportPorts,
} from '../../../../src/sync/configuration/import-ports';
import { matchConfiguration } from '../../../../src/sync/configuration/match-configuration';
import {
  aConfiguredMapping,
  aConnection,
  aDocument,
  aReader,
  MARK,
} from '../../../support/import-readers';

const PEOPLE = {
  jira: { ada: { id: 'acc-1', name: 'Ada' }, 'g@acme.com': { id: 'acc-2', name: 'Grace' } },
  remote: {
    ada: { id: '5', name: 'Ada L' },
    grace: { id: '6', name: 'Grace H', email: 'g@acme.com' },
  },
};

async function match(
  document: Partial<Configuration>,
  readers: Readonly<Record<string, ConnectionReaders>> = { main: aReader(PEOPLE) },
) {
  const ports: ImportPorts = {
    openReaders: async ({ id }) => {
      const found = readers[id];
      if (!found) throw new RetryLaterError('[redmine] 503', null, 'not-done');
      return found;
    },
    findMapping: async () => null,
  };
  return matchConfiguration(ports, aDocument(document));
}

async function mistakesOf(...args: Parameters<typeof match>): Promise<readonly string[]> {
  const matched = await match(...args);
  if (matched.kind !== 'mistakes') throw new Error('there was no mistake');
  return matched.mistakes.map(({ path, message }) => `${path}: ${message}`);
}

describe('a configuration is taken over', () => {
  it('each mapping by the readers, the people and the limits of its connection', async () => {
    const main = aReader(PEOPLE);
    const matched = await match(
      {
        connections: [aConnection({ textFormat: 'markdown', requestsPerMinute: 60 })],
        users: [{ jira: 'ada', redmine: 'ada' }],
        matchPeople: 'email',
      },
      { main },
    );
    expect(matched).toMatchObject({
      kind: 'imported',
      mappings: [
        {
          id: 'web',
          connectionId: 'main',
          textFormat: 'markdown',
          enabledAt: MARK,
          limits: { ...DEFAULT_LIMITS, remoteRequestsPerMinute: 60 },
          people: [{ jira: 'acc-1' }, { jira: 'acc-2' }],
        },
      ],
      connections: [
        {
          configured: aConnection({ textFormat: 'markdown', requestsPerMinute: 60 }),
          remoteUser: { id: '1', name: 'Jira Sync' },
        },
      ],
    });
    // Members of the project are found before all others, so it is read first.
    expect(main.asked.slice(0, 2)).toEqual(['remote project web-shop', 'jira person ada']);
  });

  it('one moment serves all mappings of a connection, and another those of another', async () => {
    const readers = { main: aReader(), second: aReader() };
    const mapping = aConfiguredMapping;
    await match(
      {
        connections: [aConnection(), aConnection({ id: 'second' })],
        mappings: [
          mapping({ scope: { jira: 'issuetype = Bug', redmine: { trackers: ['Bug'] } } }),
          mapping({ id: 'b', scope: { jira: 'issuetype = Task' } }),
          mapping({ id: 'c', connection: 'second' }),
        ],
      },
      readers,
    );
    const { main, second } = readers;
    expect([main, second].map(({ asked }) => asked.filter((one) => one === 'now'))).toEqual([
      ['now'],
      ['now'],
    ]);
  });

  it('people are looked for among the members of their own connection’s projects', async () => {
    const readers = { main: aReader(PEOPLE), second: aReader(PEOPLE) };
    await match(
      {
        connections: [aConnection(), aConnection({ id: 'second' })],
        users: [{ jira: 'ada', redmine: 'ada' }],
      },
      readers,
    );
    expect([readers.main.asked[0], readers.second.asked[0]]).toEqual([
      'remote project web-shop',
      'jira person ada',
    ]);
  });
});

describe('a configuration with a mistake changes nothing and says', () => {
  it.each<[string, Partial<Configuration>, readonly string[]]>([
    [
      'which ids are used twice',
      {
        connections: [aConnection(), aConnection()],
        mappings: [aConfiguredMapping(), aConfiguredMapping()],
      },
      [
        'connections[1].id: "main" is used twice.',
        'mappings[1].id: "web" is used twice.',
        expect.stringContaining('mappings[1]: Mappings "web" and "web" overlap'),
      ],
    ],
    [
      'which connection does not exist, and which do',
      { mappings: [aConfiguredMapping({ connection: 'old' })] },
      ['mappings[0].connection: "old" does not exist. Valid: main.'],
    ],
    [
      'which connection does not answer, and nothing of its mappings',
      {
        connections: [aConnection({ id: 'away' })],
        mappings: [aConfiguredMapping({ connection: 'away' })],
      },
      ['connections[0].url: [redmine] 503. Valid: the address of a Redmine that answers now.'],
    ],
    [
      'which project is unknown, and what is wrong with the mappings after it',
      {
        mappings: [
          aConfiguredMapping({ jiraProject: 'OLD' }),
          aConfiguredMapping({ id: 'b', statuses: [{ jira: 'Doing', redmine: 'New' }] }),
        ],
      },
      [
        'mappings[0].jiraProject: "OLD" does not exist. Valid: WEB, ELSE.',
        'mappings[1].statuses[0].jira: "Doing" does not exist. Valid: To Do, Done.',
      ],
    ],
    [
      'which mappings overlap',
      { mappings: [aConfiguredMapping(), aConfiguredMapping({ id: 'b' })] },
      [expect.stringContaining('mappings[1]: Mappings "web" and "b" overlap')],
    ],
  ])('%s', async (_what, document, expected) => {
    expect(await mistakesOf(document)).toEqual(expected);
  });

  it('who is missing, once for all connections', async () => {
    const nobody = 'Jira has no person "eve" that the app may see.';
    const mistakes = await mistakesOf(
      {
        connections: [aConnection(), aConnection({ id: 'second' })],
        users: [
          { jira: 'eve', redmine: 'ada' },
          { jira: 'eve', redmine: 'ada' },
        ],
      },
      { main: aReader(PEOPLE), second: aReader(PEOPLE) },
    );
    expect(mistakes).toEqual([
      expect.stringContaining(`users[0].jira: ${nobody}`),
      expect.stringContaining(`users[1].jira: ${nobody}`),
    ]);
  });
});
