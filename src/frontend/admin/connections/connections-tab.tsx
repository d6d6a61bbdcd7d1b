import { Stack } from '@forge/react';
import type { ConnectionView } from '../../../shared/api';
import { ConnectionCard } from './connection-card';
import { SupportBundle } from './support-bundle';

/** Every Redmine that is connected, each with its test. */
export function ConnectionsTab({
  connections,
}: {
  readonly connections: readonly ConnectionView[];
}) {
  return (
    <Stack space="space.400">
      {connections.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
      <SupportBundle />
    </Stack>
  );
}
