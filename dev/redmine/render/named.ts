import type { Context } from '../context';
import type { CustomField } from '../data/custom-field';
import type { Database } from '../data/database';
import type { CustomFieldValue, CustomValues, User } from '../data/model';

/** How Redmine's REST API refers to a record: `{id, name}`. */
export interface Reference {
  readonly id: number;
  readonly name: string;
}

export const userName = (user: User): string => `${user.firstname} ${user.lastname}`.trim();

export function userReference(db: Database, id: number): Reference {
  return { id, name: userName(db.get('user', id)) };
}

export function reference(
  db: Database,
  table: 'project' | 'tracker' | 'enumeration' | 'category' | 'version' | 'role',
  id: number,
): Reference {
  return { id, name: db.get(table, id).name };
}

export function statusReference(db: Database, id: number) {
  const status = db.get('status', id);
  return { id, name: status.name, is_closed: status.isClosed };
}

/** `custom_fields` of a record, or nothing where it has none. */
export function customFieldsOf(
  fields: readonly CustomField[],
  values: CustomValues,
): { custom_fields?: readonly unknown[] } {
  if (fields.length === 0) return {};
  return {
    custom_fields: fields.map((field) => ({
      id: field.id,
      name: field.name,
      ...(field.multiple ? { multiple: true } : {}),
      value: renderValue(values[field.id], field.multiple),
    })),
  };
}

function renderValue(value: CustomFieldValue | undefined, multiple: boolean): unknown {
  if (Array.isArray(value)) return value.filter((text) => text !== null && text.trim() !== '');
  return value ?? (multiple ? [] : null);
}

/** Whether a request asks for an association with `include=a,b`. */
export function includes(context: Context, name: string): boolean {
  const wanted = context.params.include;
  const names = Array.isArray(wanted) ? wanted : String(wanted ?? '').split(',');
  return names.some((candidate) => String(candidate).trim() === name);
}
