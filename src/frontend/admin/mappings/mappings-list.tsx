import { Button, DynamicTable, Inline, Text } from '@forge/react';
import type { Configuration } from '../../../core/configuration/configuration';
import { texts } from '../../texts';

const t = texts.admin.configuration.mappingEditor;

/** What is mapped, each to be opened or removed. */
export function MappingsList({
  mappings,
  countLinks,
  onOpen,
  onRemove,
}: {
  readonly mappings: Configuration['mappings'];
  /** How many pairs a mapping has, as people read it. */
  readonly countLinks: (mappingId: string) => string;
  /** Given its place among the mappings. */
  readonly onOpen: (index: number) => void;
  readonly onRemove: (index: number) => void;
}) {
  if (mappings.length === 0) return <Text>{texts.admin.mappings.empty}</Text>;
  return (
    <DynamicTable
      label={t.heading}
      head={{
        cells: [
          { key: 'jira', content: t.inJira },
          { key: 'direction', content: t.direction, width: 10 },
          { key: 'redmine', content: t.inRedmine },
          { key: 'rows', content: t.note },
          { key: 'actions', content: t.actions, width: 16 },
        ],
      }}
      rows={mappings.map(({ id, jiraProject, redmineProject, direction, fields }, index) => ({
        key: id,
        cells: [
          { key: 'jira', content: <Text weight="medium">{jiraProject}</Text> },
          { key: 'direction', content: <Text>{t.arrows[direction]}</Text> },
          { key: 'redmine', content: <Text>{redmineProject}</Text> },
          {
            key: 'rows',
            content: (
              <Text color="color.text.subtle">{t.summary(fields.length, countLinks(id))}</Text>
            ),
          },
          {
            key: 'actions',
            content: (
              <Inline space="space.050">
                <Button spacing="compact" onClick={() => onOpen(index)}>
                  {t.open}
                </Button>
                <Button appearance="subtle" spacing="compact" onClick={() => onRemove(index)}>
                  {t.rows.remove}
                </Button>
              </Inline>
            ),
          },
        ],
      }))}
    />
  );
}
