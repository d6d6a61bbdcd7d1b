import type { CustomField, CustomizedType } from '../data/custom-field';
import type { Database } from '../data/database';
import type { CustomFieldValue, CustomValues, Project } from '../data/model';
import { isParamArray, isParamObject, type Param, type ParamObject, textOf } from '../http/params';

const byPosition = (a: CustomField, b: CustomField): number =>
  a.position - b.position || a.id - b.id;

export function customFieldsOf(db: Database, type: CustomizedType): readonly CustomField[] {
  return db
    .all('customField')
    .filter((field) => field.type === type)
    .sort(byPosition);
}

/** The fields that an issue of a tracker in a project has. */
export function issueCustomFields(
  db: Database,
  project: Project,
  trackerId: number,
): readonly CustomField[] {
  return projectIssueCustomFields(db, project).filter((field) =>
    field.trackerIds.includes(trackerId),
  );
}

export function projectIssueCustomFields(db: Database, project: Project): readonly CustomField[] {
  return customFieldsOf(db, 'issue').filter(
    (field) => field.isForAll || project.issueCustomFieldIds.includes(field.id),
  );
}

/** What a field holds before anybody touched it. */
export function untouchedValue(field: CustomField, withDefault: boolean): CustomFieldValue {
  const value = withDefault && field.defaultValue !== '' ? field.defaultValue : null;
  return field.multiple ? [value] : value;
}

/** A value as sent, as Redmine takes it: texts, and arrays of distinct non-empty texts. */
function normalizeValue(field: CustomField, value: Param): CustomFieldValue {
  if (field.format === 'attachment') return null;
  if (!isParamArray(value)) return textOf(value);
  const texts = [...new Set(value.map(textOf).filter((text) => text !== ''))];
  return texts.length === 0 ? [''] : texts;
}

/** Custom fields sent as `custom_fields: [{id, value}]` or as `custom_field_values: {id: value}`. */
export function sentCustomValues(attributes: ParamObject): ReadonlyMap<string, Param> {
  const sent = new Map<string, Param>();
  const byId = attributes.custom_field_values;
  if (isParamObject(byId)) for (const [id, value] of Object.entries(byId)) sent.set(id, value);
  const list = attributes.custom_fields;
  if (isParamArray(list)) {
    for (const entry of list) {
      if (isParamObject(entry) && 'id' in entry && 'value' in entry) {
        sent.set(textOf(entry.id), entry.value);
      }
    }
  }
  return sent;
}

/** The values of all `fields`, those without a row untouched or by default. */
export function completeValues(
  fields: readonly CustomField[],
  values: CustomValues,
  withDefault: boolean,
): CustomValues {
  return Object.fromEntries(
    fields.map((field) => {
      const value = values[field.id];
      return [field.id, value === undefined ? untouchedValue(field, withDefault) : value];
    }),
  );
}

/** Every value passed through once more, as happens when project or tracker change: untouched turns empty. */
export function reassignedValues(
  fields: readonly CustomField[],
  values: CustomValues,
): CustomValues {
  return Object.fromEntries(
    fields.map((field) => {
      const value = values[field.id];
      return [
        field.id,
        value === undefined ? untouchedValue(field, true) : normalizeValue(field, value as Param),
      ];
    }),
  );
}

/** `values` with what was sent for `fields` taken over. */
export function assignValues(
  fields: readonly CustomField[],
  values: CustomValues,
  sent: ReadonlyMap<string, Param>,
): CustomValues {
  const result: Record<string, CustomFieldValue> = { ...values };
  for (const field of fields) {
    const id = String(field.id);
    if (sent.has(id)) result[id] = normalizeValue(field, sent.get(id));
  }
  return result;
}

/** Values as the database gives them back: of a field with several values always an array. */
export function storedValues(db: Database, values: CustomValues): CustomValues {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const isWrapped = Array.isArray(value) || !db.get('customField', Number(id)).multiple;
      return [id, isWrapped ? value : [value as string | null]];
    }),
  );
}

export const presentTexts = (value: CustomFieldValue | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value ?? null]).filter(
    (text): text is string => text !== null && text.trim() !== '',
  );
