import type { CustomField } from '../data/custom-field';
import type { Database } from '../data/database';
import { type CustomFieldValue, type Project, USER_ACTIVE } from '../data/model';
import { presentTexts } from './custom-fields';
import { humanize } from './error-texts';
import { sharedVersions } from './versions';

/** What a field's value is checked against. */
export interface CustomFieldScope {
  readonly db: Database;
  readonly project: Project | undefined;
  /** The value before the change: it stays valid even where it would no longer be chosen. */
  readonly before: CustomFieldValue | undefined;
}

/** Redmine's complaints about one value, as full sentences; empty where it is fine. */
export function customFieldErrors(
  field: CustomField,
  value: CustomFieldValue | undefined,
  scope: CustomFieldScope,
): readonly string[] {
  const texts = presentTexts(value);
  const complaints = [...new Set(formatErrors(field, texts, scope))];
  if (complaints.length === 0 && Array.isArray(value) && !field.multiple)
    complaints.push('is invalid');
  if (complaints.length === 0 && field.isRequired && texts.length === 0) {
    complaints.push('cannot be blank');
  }
  return complaints.map((complaint) => `${humanize(field.name)} ${complaint}`);
}

function formatErrors(
  field: CustomField,
  texts: readonly string[],
  scope: CustomFieldScope,
): readonly string[] {
  switch (field.format) {
    case 'string':
    case 'text':
    case 'link':
      return texts.flatMap((text) => lengthErrors(field, text));
    case 'int':
      return texts.flatMap((text) => [
        ...lengthErrors(field, text),
        ...(/^[+-]?\d+$/.test(text.trim()) ? [] : ['is not a number']),
      ]);
    case 'float':
      return texts.flatMap((text) => [
        ...lengthErrors(field, text),
        ...(/^\s*[+-]?\d+(_?\d+)*(\.\d+)?(e[+-]?\d+)?\s*$/i.test(text) ? [] : ['is invalid']),
      ]);
    case 'date':
      return texts.flatMap((text) => (isDay(text) ? [] : ['is not a valid date']));
    case 'bool':
    case 'attachment':
      return [];
    case 'list':
      return notAmong(texts, [...field.possibleValues, ...presentTexts(scope.before)]);
    case 'enumeration':
    case 'user':
    case 'version':
      return notAmong(texts, [...recordIds(field, scope), ...presentTexts(scope.before)]);
    default: {
      const unknown: never = field.format;
      throw new Error(`unknown custom field format ${String(unknown)}`);
    }
  }
}

const notAmong = (texts: readonly string[], allowed: readonly string[]): readonly string[] =>
  texts.every((text) => allowed.includes(text)) ? [] : ['is not included in the list'];

/** Ruby's `^` and `$` are at every line; its `\\A` and `\\z` are at the ends of the text. */
function rubyPattern(source: string): RegExp {
  const anchors: Readonly<Record<string, string>> = {
    '\\A': '(?<![\\s\\S])',
    '\\z': '(?![\\s\\S])',
    '\\Z': '(?=\\n?(?![\\s\\S]))',
    '\\h': '[0-9a-fA-F]',
  };
  return new RegExp(
    source.replace(/\\[\s\S]/g, (escaped) => anchors[escaped] ?? escaped),
    'm',
  );
}

function lengthErrors(field: CustomField, text: string): readonly string[] {
  const errors: string[] = [];
  if (field.regexp !== '' && !rubyPattern(field.regexp).test(text)) errors.push('is invalid');
  if (field.minLength !== null && text.length < field.minLength) {
    errors.push(`is too short (minimum is ${field.minLength} characters)`);
  }
  if (field.maxLength !== null && field.maxLength > 0 && text.length > field.maxLength) {
    errors.push(`is too long (maximum is ${field.maxLength} characters)`);
  }
  return errors;
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** The ids that a key/value, user or version field offers. */
export function recordIds(
  field: CustomField,
  { db, project }: CustomFieldScope,
): readonly string[] {
  if (field.format === 'enumeration') {
    return field.enumerations.filter((entry) => entry.active).map((entry) => String(entry.id));
  }
  if (project === undefined) return [];
  if (field.format === 'version') {
    return sharedVersions(db, project)
      .filter(
        (version) =>
          field.versionStatuses.length === 0 || field.versionStatuses.includes(version.status),
      )
      .map((version) => String(version.id));
  }
  return db
    .where('member', 'projectId', project.id)
    .filter((member) => db.get('user', member.userId).status === USER_ACTIVE)
    .filter(
      (member) =>
        field.userRoleIds.length === 0 ||
        member.roles.some(({ roleId }) => field.userRoleIds.includes(roleId)),
    )
    .map((member) => String(member.userId));
}
