import { Inline, Label, Select, Stack } from '@forge/react';
import type { MappingView } from '../../../shared/api';
import { nameField, texts } from '../../texts';

const t = texts.admin.conflicts;
const MAPPING_ID = 'conflict-mapping';
const FIELD_ID = 'conflict-field';

export interface ConflictFilters {
  readonly mappingId?: string;
  readonly field?: string;
}

interface Option {
  readonly value: string | null;
  readonly label: string;
}

/** Narrows the list to one mapping, or one field. */
export function ConflictFilter({
  mappings,
  filters,
  fields,
  onChange,
}: {
  readonly mappings: readonly MappingView[];
  readonly filters: ConflictFilters;
  /** Those that are in conflict somewhere. */
  readonly fields: readonly string[];
  readonly onChange: (filters: ConflictFilters) => void;
}) {
  const mappingOptions: readonly Option[] = [
    { value: null, label: t.anyMapping },
    ...mappings.map(({ id, jiraProject, redmineProject }) => ({
      value: id,
      label: `${jiraProject} ↔ ${redmineProject}`,
    })),
  ];
  const fieldOptions: readonly Option[] = [
    { value: null, label: t.anyField },
    ...fields.map((field) => ({ value: field, label: nameField(field) })),
  ];
  const { mappingId, field } = filters;
  return (
    <Inline space="space.200" alignBlock="end" shouldWrap={true}>
      <Stack>
        <Label labelFor={MAPPING_ID}>{t.mapping}</Label>
        <Select
          id={MAPPING_ID}
          name="mapping"
          options={mappingOptions}
          defaultValue={mappingOptions[0]}
          onChange={({ value }: Option) =>
            onChange({
              ...(value === null ? {} : { mappingId: value }),
              ...(field === undefined ? {} : { field }),
            })
          }
        />
      </Stack>
      <Stack>
        <Label labelFor={FIELD_ID}>{t.field}</Label>
        <Select
          id={FIELD_ID}
          name="field"
          options={fieldOptions}
          defaultValue={fieldOptions[0]}
          onChange={({ value }: Option) =>
            onChange({
              ...(mappingId === undefined ? {} : { mappingId }),
              ...(value === null ? {} : { field: value }),
            })
          }
        />
      </Stack>
    </Inline>
  );
}
