import { describe, expect, it } from 'vitest';
import type {
  ConfigurationMistake,
  ConfiguredConnection,
} from '../../../../src/core/configuration/configuration';
import { PermanentError, RetryLaterError } from '../../../../src/ports';
import type { ImportPorts } from '../../../../src/sync/configuration/import-ports';
import { openConnections } from '../../../../src/sync/configuration/open-connections';
import { aConnection, aReader } from '../../../support/import-readers';

const READER = aReader();

async function open(connections: readonly ConfiguredConnection[], failure?: Error) {
  const mistakes: ConfigurationMistake[] = [];
  const ports = {
    openReaders: async () => {
      if (failure) throw failure;
      return READER;
    },
  } as unknown as ImportPorts;
  return { opened: await openConnections(ports, connections, mistakes), mistakes };
}

describe('a connection is opened', () => {
  it('where it answers', async () => {
    expect(await open([aConnection(), aConnection({ id: 'second' })])).toEqual({
      opened: new Map([
        ['main', READER],
        ['second', READER],
      ]),
      mistakes: [],
    });
  });

  it('not without a key; the others are', async () => {
    const { apiKey: _none, ...keyless } = aConnection();
    expect(await open([keyless, aConnection({ id: 'second' })])).toEqual({
      opened: new Map([['second', READER]]),
      mistakes: [
        {
          path: 'connections[0].apiKey',
          message: 'An API key is needed; none is stored for this connection.',
        },
      ],
    });
  });

  const key =
    'Valid: the API key of an active Redmine user, from "My account"; the REST web service must be switched on under Administration, Settings, API.';
  const url = 'Valid: the address of a Redmine that answers now.';
  it.each([
    [
      'the key, where it is refused',
      new PermanentError('[redmine] GET /users/current.json: 401 Unauthorized', 'access'),
      'apiKey',
      key,
    ],
    [
      'the address, where anything else is refused',
      new PermanentError('[redmine] GET /401.json: 404', 'refused'),
      'url',
      url,
    ],
    [
      'the address, where nobody answers',
      new RetryLaterError('[redmine] GET /x: 401', null, 'not-done'),
      'url',
      url,
    ],
  ])('or it is a mistake of %s', async (_what, failure, where, valid) => {
    expect(await open([aConnection()], failure)).toEqual({
      opened: new Map(),
      mistakes: [{ path: `connections[0].${where}`, message: `${failure.message}. ${valid}` }],
    });
  });

  it('or not at all, where the mistake is ours', async () => {
    const broken = new TypeError('?');
    await expect(open([aConnection()], broken)).rejects.toBe(broken);
  });
});
