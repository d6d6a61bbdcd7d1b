import { Inline, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { MappingView } from '../../../shared/api';
import { Choice } from '../../components/choice';
import { texts } from '../../texts';
import { FirstSync } from './first-sync';

const t = texts.admin.firstSync;
const POLL_MS = 4000;

/** The first sync of two projects that both have issues, for one mapping at a time. */
export function FirstSyncTab({
  mappings,
  pollMs = POLL_MS,
}: {
  readonly mappings: readonly MappingView[];
  readonly pollMs?: number;
}) {
  const options = mappings.map(({ id, jiraProject, redmineProject }) => ({
    value: id,
    label: t.pair(jiraProject, redmineProject),
  }));
  const [mappingId, setMappingId] = useState(mappings[0]?.id);
  const mapping = mappings.find(({ id }) => id === mappingId);
  return (
    <Stack space="space.300">
      {options.length > 1 && (
        <Inline>
          <Choice
            id="first-sync-mapping"
            label={t.mapping}
            options={options}
            onChange={setMappingId}
          />
        </Inline>
      )}
      {mapping === undefined && <Text>{texts.admin.mappings.empty}</Text>}
      {mapping && <FirstSync key={mapping.id} mapping={mapping} pollMs={pollMs} />}
    </Stack>
  );
}
