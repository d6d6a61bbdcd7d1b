import { Stack, Text } from '@forge/react';
import type { ConnectionView } from '../../../shared/api';
import { texts } from '../../texts';
import { ConnectionCard } from './connection-card';
import { SupportBundle } from './support-bundle';

/** Every Redmine that is connected, each with its test. */
export function ConnectionsTab({
  connections,
}: {
  readonly connections: readonly ConnectionView[];
}) {
  if (connections.length === 0) return <Text>{texts.admin.connections.empty}</Text>;
  return (
    <Stack space="space.400">
      {connections.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
      <SupportBundle />
    </Stack>
  );
}
