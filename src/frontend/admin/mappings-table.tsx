import { Badge, DynamicTable, Inline, LoadingButton, Lozenge, Text } from '@forge/react';
import type { ConnectionView, MappingView } from '../../shared/api';
import { texts } from '../texts';
import { PinPanel } from './pin-panel';

const t = texts.admin.mappings;

/** One row per mapping, with its state and its switch. */
export function MappingsTable({
  mappings,
  connections,
  switching,
  onSwitch,
}: {
  readonly mappings: readonly MappingView[];
  readonly connections: readonly ConnectionView[];
  /** The mapping that is being paused or resumed now. */
  readonly switching: string | null;
  readonly onSwitch: (mapping: MappingView) => Promise<void>;
}) {
  const nameConnection = (id: string) =>
    connections.find((connection) => connection.id === id)?.name ?? id;
  return (
    <DynamicTable
      label={t.heading}
      head={{
        cells: [
          { key: 'jira', content: t.jiraProject },
          { key: 'direction', content: t.direction },
          { key: 'redmine', content: t.redmineProject },
          { key: 'state', content: t.state },
          { key: 'links', content: t.links },
          { key: 'conflicts', content: t.conflicts },
          { key: 'problems', content: t.problems },
          { key: 'actions', content: t.actions },
        ],
      }}
      rows={mappings.map((mapping) => ({
        key: mapping.id,
        cells: [
          { key: 'jira', content: <Text weight="medium">{mapping.jiraProject}</Text> },
          { key: 'direction', content: <Text>{texts.direction[mapping.direction]}</Text> },
          {
            key: 'redmine',
            content: (
              <Text>{t.at(mapping.redmineProject, nameConnection(mapping.connectionId))}</Text>
            ),
          },
          {
            key: 'state',
            content: (
              <Lozenge appearance={mapping.state === 'active' ? 'success' : 'moved'}>
                {mapping.state === 'active' ? t.active : t.paused}
              </Lozenge>
            ),
          },
          { key: 'links', content: <Text>{renderTotal(mapping)}</Text> },
          { key: 'conflicts', content: renderCount(mapping.links.conflicts) },
          { key: 'problems', content: renderCount(mapping.links.problems) },
          {
            key: 'actions',
            content: (
              <Inline space="space.050">
                <LoadingButton
                  spacing="compact"
                  isLoading={switching === mapping.id}
                  onClick={() => onSwitch(mapping)}
                >
                  {mapping.state === 'active' ? t.pause : t.resume}
                </LoadingButton>
                <PinPanel mapping={mapping} />
              </Inline>
            ),
          },
        ],
      }))}
    />
  );
}

function renderTotal({ links: { total, isMore } }: MappingView): string {
  return isMore ? texts.common.atLeast(total) : String(total);
}

/** Stands out where it is not zero. */
function renderCount(count: number) {
  if (count === 0) return <Text color="color.text.subtlest">0</Text>;
  return <Badge appearance="important">{texts.common.count(count)}</Badge>;
}
