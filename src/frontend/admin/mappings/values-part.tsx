import { Stack, Text } from '@forge/react';
import type { ConfiguredMapping } from '../../../core/configuration/configuration';
import type { MappingChoices } from '../../../shared/api';
import type { ConfigurationMistake } from '../../../shared/configuration';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { ValueRows } from './value-rows';

const t = texts.admin.configuration.mappingEditor;
const TABLES = ['issueTypes', 'statuses', 'priorities'] as const;

/** Types, statuses and priorities. */
export function ValuesPart({
  mapping,
  choices,
  mistakes,
  onChange,
}: {
  readonly mapping: ConfiguredMapping;
  readonly choices: MappingChoices;
  readonly mistakes: readonly ConfigurationMistake[];
  readonly onChange: (change: Partial<ConfiguredMapping>) => void;
}) {
  return (
    <Stack space="space.300">
      <Text color="color.text.subtle">{t.values.lead}</Text>
      {TABLES.map((table) => (
        <Section key={table} heading={t.values[table]}>
          <ValueRows
            label={t.values[table]}
            place={table}
            rows={mapping[table]}
            choices={{ jira: choices.jira[table], redmine: choices.redmine[table] }}
            suggested={choices.suggested[table]}
            mistakes={mistakes}
            onChange={(rows) => onChange({ [table]: rows })}
          />
        </Section>
      ))}
    </Stack>
  );
}
