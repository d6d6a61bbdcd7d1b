/**
 * A mapping's tables as files for a spreadsheet, and back: what is written is read as the same rows.
 * `docs/configuration.md` explains every column.
 */
import { type CsvLine, readCsv, toCell } from '../csv';
import {
  type ConfigurationMistake,
  type ConfiguredField,
  type ConfiguredMapping,
  type ConfiguredValue,
  UNMAPPED_RULES,
} from './configuration';

export const FIELD_COLUMNS = [
  'jiraField',
  'redmineField',
  'direction',
  'conversion',
  'default',
  'required',
  'onConflict',
] as const;

export const VALUE_COLUMNS = [
  'jiraField',
  'redmineField',
  'jiraValue',
  'redmineValue',
  'direction',
  'preferred',
] as const;

type FieldColumn = (typeof FIELD_COLUMNS)[number];
type ValueColumn = (typeof VALUE_COLUMNS)[number];

/** What the mapping's own tables of values join. */
const OPTION_TABLES = [
  { key: 'issueTypes', jira: 'issuetype', redmine: 'tracker' },
  { key: 'statuses', jira: 'status', redmine: 'status' },
  { key: 'priorities', jira: 'priority', redmine: 'priority' },
] as const;

const DIRECTIONS = ['both', 'toJira', 'toRedmine'] as const;
const POLICIES = ['jira', 'redmine', 'newest', 'manual', 'halt', 'merge'] as const;

/** Rules of the column `conversion`; `default` and `fail` have columns of their own. */
const RULES = UNMAPPED_RULES.filter((rule) => rule !== 'default' && rule !== 'fail');

const TEMPLATE = 'template: ';
const TYPE = 'as: ';
const BOTH_DEFAULTS = /^jira: (.*) \| redmine: (.*)$/;
const ONE_DEFAULT = /^(jira|redmine): (.*)$/;

export function writeFieldTable({ fields }: Pick<ConfiguredMapping, 'fields'>): string {
  const rows = fields.map(
    (field): Readonly<Record<FieldColumn, string>> => ({
      jiraField: field.jira ?? '',
      redmineField: field.redmine ?? '',
      direction: field.direction ?? '',
      conversion: formatConversion(field),
      default: formatDefault(field.default),
      required: field.unmapped === 'fail' ? 'yes' : '',
      onConflict: field.onConflict ?? '',
    }),
  );
  return writeTable(FIELD_COLUMNS, rows);
}

export function writeValueTable(mapping: ConfiguredMapping): string {
  const tables = [
    ...OPTION_TABLES.map(({ key, jira, redmine }) => ({ jira, redmine, values: mapping[key] })),
    ...mapping.fields.map(({ jira = '', redmine = '', values = [] }) => ({
      jira,
      redmine,
      values,
    })),
  ];
  const rows = tables.flatMap(({ jira, redmine, values }) =>
    values.map(
      (row): Readonly<Record<ValueColumn, string>> => ({
        jiraField: jira,
        redmineField: redmine,
        jiraValue: row.jira,
        redmineValue: row.redmine,
        direction: row.direction ?? '',
        preferred: row.preferred ? 'yes' : '',
      }),
    ),
  );
  return writeTable(VALUE_COLUMNS, rows);
}

export interface TableFiles {
  readonly fields?: string | undefined;
  readonly values?: string | undefined;
}

/** The mapping with the rows of the files in place of its own, or every mistake with its line. */
export function readTables(
  mapping: ConfiguredMapping,
  files: TableFiles,
):
  | { readonly kind: 'mapping'; readonly mapping: ConfiguredMapping }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] } {
  const mistakes: ConfigurationMistake[] = [];
  const fields =
    files.fields === undefined
      ? mapping.fields
      : readFields(files.fields, mapping.fields, mistakes);
  const read = { ...mapping, fields };
  const done = files.values === undefined ? read : readValues(files.values, read, mistakes);
  return mistakes.length > 0 ? { kind: 'mistakes', mistakes } : { kind: 'mapping', mapping: done };
}

function readFields(
  text: string,
  before: readonly ConfiguredField[],
  mistakes: ConfigurationMistake[],
): readonly ConfiguredField[] {
  return readTable('fields', FIELD_COLUMNS, text, mistakes).map(({ cells, check }) => {
    const { jiraField, redmineField, direction, conversion, onConflict } = cells;
    const template = conversion.startsWith(TEMPLATE)
      ? conversion.slice(TEMPLATE.length)
      : undefined;
    const redmineType = conversion.startsWith(TYPE)
      ? conversion.slice(TYPE.length).split(', ')[0]
      : undefined;
    const word = template === undefined ? (conversion.split(', ').at(-1) ?? '') : '';
    const rule = RULES.find((known) => known === word);
    if (word !== '' && !rule && !conversion.startsWith(TYPE)) {
      check('conversion', [...RULES, `${TEMPLATE}…`, `${TYPE}…`]);
    }
    if (jiraField === '' && (template === undefined || redmineField === '')) check('jiraField', []);
    if (redmineField === '' && template === undefined) check('redmineField', []);
    const standard = parseDefault(cells.default, direction);
    if (cells.default !== '' && !standard) check('default', ['jira: …', 'redmine: …']);
    const required = cells.required === 'yes' ? ('fail' as const) : undefined;
    if (!['', 'yes', 'no'].includes(cells.required)) check('required', ['yes', 'no']);
    const unmapped = required ?? (standard ? ('default' as const) : rule);
    const values = before.find(
      (field) => field.jira === jiraField && field.redmine === redmineField,
    )?.values;
    return {
      ...(jiraField === '' ? {} : { jira: jiraField }),
      ...(redmineField === '' ? {} : { redmine: redmineField }),
      ...(template === undefined ? {} : { template }),
      ...pick(
        'direction',
        oneOf(direction, DIRECTIONS, () => check('direction', DIRECTIONS)),
      ),
      ...pick(
        'onConflict',
        oneOf(onConflict, POLICIES, () => check('onConflict', POLICIES)),
      ),
      ...pick('unmapped', unmapped),
      ...pick('default', standard),
      ...pick('redmineType', redmineType),
      ...pick('values', values),
    };
  });
}

function readValues(
  text: string,
  mapping: ConfiguredMapping,
  mistakes: ConfigurationMistake[],
): ConfiguredMapping {
  const rows = readTable('values', VALUE_COLUMNS, text, mistakes).map(({ cells, check }) => {
    const { jiraField, redmineField, jiraValue, redmineValue, direction, preferred } = cells;
    const isKnown =
      OPTION_TABLES.some(({ jira, redmine }) => jira === jiraField && redmine === redmineField) ||
      mapping.fields.some((field) => field.jira === jiraField && field.redmine === redmineField);
    if (!isKnown) {
      check('jiraField', [
        ...OPTION_TABLES.map(({ jira, redmine }) => `${jira} with ${redmine}`),
        'a pair of the table of fields',
      ]);
    }
    if (jiraValue === '') check('jiraValue', []);
    if (redmineValue === '') check('redmineValue', []);
    if (!['', 'yes', 'no'].includes(preferred)) check('preferred', ['yes', 'no']);
    const value: ConfiguredValue = {
      jira: jiraValue,
      redmine: redmineValue,
      ...pick(
        'direction',
        oneOf(direction, DIRECTIONS, () => check('direction', DIRECTIONS)),
      ),
      ...(preferred === 'yes' ? { preferred: true } : {}),
    };
    return { jiraField, redmineField, value };
  });
  const valuesOf = (jira: string | undefined, redmine: string | undefined) =>
    rows.flatMap((row) =>
      row.jiraField === jira && row.redmineField === redmine ? [row.value] : [],
    );
  return {
    ...mapping,
    ...Object.fromEntries(
      OPTION_TABLES.map(({ key, jira, redmine }) => [key, valuesOf(jira, redmine)]),
    ),
    fields: mapping.fields.map(({ values: _former, ...field }) => {
      const values = valuesOf(field.jira, field.redmine);
      return values.length > 0 ? { ...field, values } : field;
    }),
  };
}

function formatConversion({ template, redmineType, unmapped }: ConfiguredField): string {
  if (template !== undefined) return `${TEMPLATE}${template}`;
  const type = redmineType === undefined ? [] : [`${TYPE}${redmineType}`];
  const rule = RULES.find((known) => known === unmapped);
  return [...type, ...(rule ? [rule] : [])].join(', ');
}

function formatDefault(standard: ConfiguredField['default']): string {
  const parts = (['jira', 'redmine'] as const).flatMap((side) =>
    standard?.[side] === undefined ? [] : [`${side}: ${standard[side]}`],
  );
  return parts.join(' | ');
}

/** A bare word is meant for the side that a one-way row flows to. */
function parseDefault(text: string, direction: string): ConfiguredField['default'] {
  const [, jira, redmine] = BOTH_DEFAULTS.exec(text) ?? [];
  if (jira !== undefined && redmine !== undefined) return { jira, redmine };
  const [, side, value] = ONE_DEFAULT.exec(text) ?? [];
  if (side !== undefined && value !== undefined) return { [side]: value };
  if (text === '') return undefined;
  if (direction === 'toJira') return { jira: text };
  return direction === 'toRedmine' ? { redmine: text } : undefined;
}

interface TableRow<C extends string> {
  readonly cells: Readonly<Record<C, string>>;
  /** Tells that a cell is wrong, and what would be right. */
  readonly check: (column: C, valid: readonly string[]) => void;
}

function readTable<C extends string>(
  file: string,
  columns: readonly C[],
  text: string,
  mistakes: ConfigurationMistake[],
): readonly TableRow<C>[] {
  const [head, ...lines] = readCsv(text);
  const names = (head?.cells ?? []).map((name) => name.trim());
  const unknown = names.filter((name) => !columns.some((column) => column === name));
  const missing = columns.filter((column) => !names.includes(column));
  if (unknown.length + missing.length > 0) {
    const wrong = [...missing, ...unknown].map((name) => `"${name}"`).join(', ');
    const path = `${file} line ${head?.line ?? 1}`;
    const message = `The first line does not name the columns: ${wrong}. Valid: ${columns.join(',')}.`;
    mistakes.push({ path, message });
    return [];
  }
  return lines.map(({ line, cells }: CsvLine) => {
    const named = Object.fromEntries(
      names.map((name, index) => [name, (cells[index] ?? '').trim()]),
    ) as Record<C, string>;
    return {
      cells: named,
      check: (column, valid) => {
        const says = named[column] === '' ? 'A value is needed' : `"${named[column]}" is not valid`;
        const list = valid.length > 0 ? ` Valid: ${valid.join(', ')}.` : '';
        mistakes.push({ path: `${file} line ${line}, ${column}`, message: `${says}.${list}` });
      },
    };
  });
}

function writeTable<C extends string>(
  columns: readonly C[],
  rows: readonly Readonly<Record<C, string>>[],
): string {
  const lines = rows.map((row) => columns.map((column) => toCell(row[column])).join(','));
  return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function oneOf<T extends string>(
  word: string,
  known: readonly T[],
  refuse: () => void,
): T | undefined {
  const found = known.find((candidate) => candidate === word);
  if (word !== '' && !found) refuse();
  return found;
}

function pick<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: T });
}
