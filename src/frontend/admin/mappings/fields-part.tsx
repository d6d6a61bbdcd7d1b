import { Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ConfiguredField, ConfiguredMapping } from '../../../core/configuration/configuration';
import type { MappingChoices } from '../../../shared/api';
import type { ConfigurationMistake } from '../../../shared/configuration';
import { nameField, texts } from '../../texts';
import { describeLosses, findChoice } from './describe-losses';
import { mistakesAt } from './draft';
import { FieldDialog } from './field-dialog';
import { PairRows } from './pair-rows';

const t = texts.admin.configuration.mappingEditor;

/** Which field goes with which, by what rules, and what is lost on the way. */
export function FieldsPart({
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
  const { fields } = mapping;
  const [edited, setEdited] = useState<{ index: number; row: ConfiguredField } | null>(null);
  const nameOf = (side: 'jira' | 'redmine', field: ConfiguredField) => {
    const given = field[side];
    if (given === undefined) return t.fields.template(field.template ?? '');
    return findChoice(choices[side].fields, given)?.label ?? nameField(given);
  };
  const isFree = (side: 'jira' | 'redmine', field: string) =>
    !fields.some((row) => findChoice(choices[side].fields, row[side])?.value === field);
  const open = choices.suggested.fields.filter(
    ({ jira, redmine }) => isFree('jira', jira) && isFree('redmine', redmine),
  );
  const done = () => {
    if (!edited) return;
    onChange({
      fields:
        edited.index < fields.length
          ? fields.map((former, index) => (index === edited.index ? edited.row : former))
          : [...fields, edited.row],
    });
    setEdited(null);
  };
  return (
    <Stack space="space.200">
      <Text color="color.text.subtle">{t.fields.lead}</Text>
      <PairRows
        label={t.tabs.fields(fields.length)}
        pairs={fields.map((field, index) => ({
          jira: nameOf('jira', field),
          redmine: nameOf('redmine', field),
          direction: field.direction ?? 'both',
          notes: [
            ...(field.onConflict ? [t.policies[field.onConflict]] : []),
            ...describeLosses(field, choices),
          ],
          mistakes: mistakesAt(mistakes, `fields[${index}]`),
        }))}
        suggested={open.map(({ jira, redmine }) => ({
          jira: nameOf('jira', { jira }),
          redmine: nameOf('redmine', { redmine }),
        }))}
        left={{ jira: [], redmine: [] }}
        onAdd={() => setEdited({ index: fields.length, row: {} })}
        onEdit={(index) => setEdited({ index, row: fields[index] ?? {} })}
        onRemove={(removed) =>
          onChange({ fields: fields.filter((_row, index) => index !== removed) })
        }
        onTake={() =>
          onChange({ fields: [...fields, ...open.map(({ jira, redmine }) => ({ jira, redmine }))] })
        }
      />
      <FieldDialog
        field={edited?.row ?? null}
        isNew={edited?.index === fields.length}
        mapping={mapping}
        choices={choices}
        onChange={(row) => edited && setEdited({ ...edited, row })}
        onDone={done}
        onClose={() => setEdited(null)}
      />
    </Stack>
  );
}
