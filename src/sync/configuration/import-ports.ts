/** What an import of a configuration needs: the trackers of each connection, and what stands. */
import type { ConfiguredConnection } from '../../core/configuration/configuration';
import type { Mapping } from '../../core/mapping';
import type { AudienceReader, MetadataReader } from '../../core/metadata';
import type { Person } from '../../core/model';

/** What one connection's trackers say while names are matched. */
export interface ConnectionReaders {
  readonly jira: MetadataReader & AudienceReader;
  readonly remote: MetadataReader;
  /** This moment, to tell later which issues were created after it. */
  markNow(): Promise<Mapping['enabledAt']>;
  /** Who the key is. */
  readonly remoteUser: Person;
}

export interface ImportPorts {
  /** @throws PermanentError, RetryLaterError where the connection does not answer */
  openReaders(connection: ConfiguredConnection): Promise<ConnectionReaders>;
  findMapping(mappingId: string): Promise<Mapping | null>;
}
