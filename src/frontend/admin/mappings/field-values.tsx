import { Button, Inline, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ConfiguredField, ConfiguredMapping } from '../../../core/configuration/configuration';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { texts } from '../../texts';
import { callAdmin, useLoaded } from '../../use-api';
import { ValueChoices } from '../getting-started/value-choices';

const t = texts.admin.configuration.mappingEditor;

interface Props {
  readonly field: ConfiguredField;
  readonly mapping: ConfiguredMapping;
  readonly onChange: (field: ConfiguredField) => void;
}

/** The rows of a field's own values; which there are is asked when somebody wants to see them. */
export function FieldValues(props: Props) {
  const [isOpen, setIsOpen] = useState(props.field.values !== undefined);
  return (
    <Stack space="space.100">
      <Text weight="medium">{t.fields.values}</Text>
      {isOpen ? (
        <Table key={`${props.field.jira} ${props.field.redmine}`} {...props} />
      ) : (
        <>
          <Text size="small" color="color.text.subtle">
            {t.fields.valuesLead}
          </Text>
          <Inline>
            <Button onClick={() => setIsOpen(true)}>{t.fields.chooseValues}</Button>
          </Inline>
        </>
      )}
    </Stack>
  );
}

function Table({ field, mapping, onChange }: Props) {
  const { loaded, reload } = useLoaded(() =>
    callAdmin('suggestRows', {
      connectionId: mapping.connection,
      jiraProject: mapping.jiraProject,
      redmineProject: mapping.redmineProject,
      table: { jira: field.jira ?? '', redmine: field.redmine ?? '' },
    }),
  );
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return <Failure reason={loaded.reason} onRetry={() => reload()} />;
  }
  const values = field.values ?? loaded.value.rows.map(({ jira, redmine }) => ({ jira, redmine }));
  const choose = (jira: string, redmine: string | null) => {
    const kept = values.filter((row) => row.jira !== jira);
    const former = values.find((row) => row.jira === jira);
    onChange({
      ...field,
      values: redmine === null ? kept : [...kept, { ...former, jira, redmine }],
    });
  };
  return (
    <ValueChoices
      name="field-values"
      heading={t.fields.values}
      suggestions={loaded.value}
      chosen={Object.fromEntries(values.map(({ jira, redmine }) => [jira, redmine]))}
      onChoose={choose}
    />
  );
}
