/** Asks every Redmine of a configuration who its key is. */
import type {
  ConfigurationMistake,
  ConfiguredConnection,
} from '../../core/configuration/configuration';
import { PermanentError, RetryLaterError } from '../../ports';
import type { ConnectionReaders, ImportPorts } from './import-ports';

/** Opens what answers; a connection that does not is a mistake of its address or of its key. */
export async function openConnections(
  ports: ImportPorts,
  connections: readonly ConfiguredConnection[],
  mistakes: ConfigurationMistake[],
): Promise<ReadonlyMap<string, ConnectionReaders>> {
  const opened = new Map<string, ConnectionReaders>();
  for (const [index, connection] of connections.entries()) {
    const path = `connections[${index}]`;
    if (!connection.apiKey) {
      mistakes.push({
        path: `${path}.apiKey`,
        message: 'An API key is needed; none is stored for this connection.',
      });
      continue;
    }
    try {
      opened.set(connection.id, await ports.openReaders(connection));
    } catch (error) {
      mistakes.push(toMistake(path, error));
    }
  }
  return opened;
}

/** Messages end with the status; Redmine says 401 to a key that it does not know. */
const KEY_REFUSED = /: 401\b/;

function toMistake(path: string, error: unknown): ConfigurationMistake {
  if (error instanceof PermanentError && KEY_REFUSED.test(error.message)) {
    return {
      path: `${path}.apiKey`,
      message: `${error.message}. Valid: the API key of an active Redmine user, from "My account"; the REST web service must be switched on under Administration, Settings, API.`,
    };
  }
  if (!(error instanceof PermanentError || error instanceof RetryLaterError)) throw error;
  return {
    path: `${path}.url`,
    message: `${error.message}. Valid: the address of a Redmine that answers now.`,
  };
}
