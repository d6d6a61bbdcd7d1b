import { Inline } from '@forge/react';
import type { MappingView } from '../../../shared/api';
import { Choice, type Option } from '../../components/choice';
import { nameField, texts } from '../../texts';

const t = texts.admin.conflicts;

export interface ConflictFilters {
  readonly mappingId?: string;
  readonly field?: string;
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
  const mappingOptions: readonly Option<string | null>[] = [
    { value: null, label: t.anyMapping },
    ...mappings.map(({ id, jiraProject, redmineProject }) => ({
      value: id,
      label: `${jiraProject} ↔ ${redmineProject}`,
    })),
  ];
  const fieldOptions: readonly Option<string | null>[] = [
    { value: null, label: t.anyField },
    ...fields.map((field) => ({ value: field, label: nameField(field) })),
  ];
  const { mappingId, field } = filters;
  return (
    <Inline space="space.200" alignBlock="end" shouldWrap={true}>
      <Choice
        id="conflict-mapping"
        label={t.mapping}
        options={mappingOptions}
        isSearchable
        onChange={(value) =>
          onChange({
            ...(value === null ? {} : { mappingId: value }),
            ...(field === undefined ? {} : { field }),
          })
        }
      />
      <Choice
        id="conflict-field"
        label={t.field}
        options={fieldOptions}
        isSearchable
        onChange={(value) =>
          onChange({
            ...(mappingId === undefined ? {} : { mappingId }),
            ...(value === null ? {} : { field: value }),
          })
        }
      />
    </Inline>
  );
}
