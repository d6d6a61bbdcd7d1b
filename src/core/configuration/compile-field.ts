/** Compiles one configured pair of fields to a row, or tells all of its mistakes. */

import {
  type Direction,
  type FieldRow,
  flowsTo,
  type PersonRow,
  type Policy,
  type ValueRow,
} from '../mapping';
import type { FieldMetadata } from '../metadata';
import { otherSide, SIDES, type Side } from '../model';
import { findConversion } from '../values/conversions';
import { FIELD_KIND_NAMES, type FieldKind, holdsText, traitsOf } from '../values/field-kinds';
import { type CompileTemplateInput, compileTemplate } from './compile-template';
import {
  compileValueRows,
  directionOf,
  findValue,
  hasTable,
  matchValueNames,
} from './compile-values';
import type { ConfiguredPolicy } from './configuration';
import { findField, findPerson, type Mistakes } from './match-names';

export interface CompileFieldInput extends CompileTemplateInput {
  readonly people: readonly PersonRow[];
  /** The mapping's own, which the field may narrow. */
  readonly direction: Direction;
  readonly onConflict: Policy;
}

/** Configurations call the remote side by its tracker's name. */
const CONFIGURED_SIDE = { jira: 'jira', remote: 'redmine' } as const;

/** `null` where there are mistakes. The row's own name is given by the caller. */
export function compileField(
  input: CompileFieldInput,
  mistakes: Mistakes,
): Omit<FieldRow, 'field'> | null {
  const { configured } = input;
  const found: Mistakes = [];
  const direction = narrow(directionOf(configured.direction ?? 'both'), input.direction);
  const ends = findEnds(input, direction, found);
  if (ends) {
    checkFlow(input, ends.fields, direction, found);
    checkRules(input, ends.fields, direction, found);
  }
  const values = ends ? compileTable(input, ends.fields, found) : null;
  const defaults = ends ? compileDefaults(input, ends.fields, found) : {};
  mistakes.push(...found);
  if (!ends || !values || found.length > 0) return null;
  const { fields, template } = ends;
  return {
    jira: fields.jira.key,
    remote: fields.remote.key,
    kinds: { jira: fields.jira.kind, remote: fields.remote.kind },
    direction,
    onConflict: configured.onConflict ? policyOf(configured.onConflict) : input.onConflict,
    values: values.rows,
    ...(configured.unmapped && configured.unmapped !== 'review'
      ? { unmapped: configured.unmapped }
      : {}),
    ...(Object.keys(defaults).length > 0 ? { defaults } : {}),
    ...(isPrivacy(fields) ? { isPrivacy: true } : {}),
    ...(values.matchesNames ? { matchesNames: true } : {}),
    ...(template ? { template } : {}),
  };
}

/** Who may see an issue: a level on the one side, a box on the other. */
function isPrivacy({ jira, remote }: Ends['fields']): boolean {
  return jira.key === 'security' && remote.key === 'is_private';
}

interface Table {
  readonly rows: readonly ValueRow[];
  /** Whether values that came after the import are looked up by name. */
  readonly matchesNames: boolean;
}

/** The rows that people wrote; without any, values of the same name are the same. */
function compileTable(
  { configured, path }: CompileFieldInput,
  fields: Ends['fields'],
  mistakes: Mistakes,
): Table {
  if (configured.values) {
    const rows = compileValueRows(configured.values, `${path}.values`, fields, mistakes);
    return { rows, matchesNames: configured.unmapped === 'create' };
  }
  const isTable = hasTable({ jira: fields.jira.kind, remote: fields.remote.kind });
  return { rows: isTable ? matchValueNames(fields) : [], matchesNames: isTable };
}

interface Ends {
  readonly fields: Readonly<Record<Side, FieldMetadata>>;
  readonly template?: FieldRow['template'];
}

function findEnds(input: CompileFieldInput, direction: Direction, mistakes: Mistakes): Ends | null {
  const { configured, path, projects } = input;
  if (configured.template !== undefined) return compileTemplate(input, direction, mistakes);
  const ends = SIDES.map((side) => {
    const key = CONFIGURED_SIDE[side];
    const name = configured[key];
    // The document's form has been checked: only templates leave one out.
    if (name === undefined) return null;
    const field = findField(name, `${path}.${key}`, projects[side], mistakes);
    return field && side === 'remote' ? retype(input, field, mistakes) : field;
  });
  const [jira, remote] = ends;
  return jira && remote ? { fields: { jira, remote } } : null;
}

/** A key without admin rights does not see what a field holds; the configuration may say it. */
function retype(
  { configured: { redmineType }, path, projects }: CompileFieldInput,
  field: FieldMetadata,
  mistakes: Mistakes,
): FieldMetadata {
  if (redmineType === undefined) return field;
  const kind = FIELD_KIND_NAMES.find((known) => known === redmineType);
  if (kind && (field.isGuess || kind === field.kind)) {
    const isVersion = kind === 'version' || kind === 'versions';
    const versions = projects.remote.fields.find((other) => isVersion && other.kind === 'version');
    return { ...versions, ...field, kind };
  }
  mistakes.push({
    path: `${path}.redmineType`,
    message: kind
      ? `"${field.name}" is known to hold ${traitsOf(field.kind).says}. Valid: ${field.kind}.`
      : `"${redmineType}" is no type. Valid: ${FIELD_KIND_NAMES.join(', ')}.`,
  });
  return field;
}

function checkFlow(
  { path }: CompileFieldInput,
  fields: Ends['fields'],
  direction: Direction,
  mistakes: Mistakes,
): void {
  const canFlow = (to: Side) =>
    findConversion(fields[otherSide(to)].kind, fields[to].kind) !== null && !fields[to].readOnly;
  const wanted = SIDES.filter((to) => flowsTo(direction, to));
  if (wanted.every(canFlow)) return;
  const possible = SIDES.find(canFlow);
  const says = (side: Side) => `"${fields[side].name}" holds ${traitsOf(fields[side].kind).says}`;
  const fixed = wanted.find((to) => fields[to].readOnly);
  const reason = fixed
    ? `"${fields[fixed].name}" cannot be set through the API`
    : `${says('jira')} and ${says('remote')}: they cannot be mapped${possible ? ' that way' : ''}`;
  const valid = possible
    ? `Valid: "direction": "${possible === 'jira' ? 'toJira' : 'toRedmine'}".`
    : `Valid for "${fields.jira.name}": ${listPartners(fields.jira.kind).join(', ')}.`;
  mistakes.push({ path, message: `${reason}. ${valid}` });
}

/** Kinds that a kind can be mapped with both ways. */
function listPartners(kind: FieldKind): readonly FieldKind[] {
  return FIELD_KIND_NAMES.filter(
    (other) => findConversion(kind, other) !== null && findConversion(other, kind) !== null,
  );
}

function checkRules(
  { configured, path }: CompileFieldInput,
  fields: Ends['fields'],
  direction: Direction,
  mistakes: Mistakes,
): void {
  const kinds = { jira: fields.jira.kind, remote: fields.remote.kind };
  if (configured.onConflict === 'merge' && !holdsText(kinds)) {
    mistakes.push({
      path: `${path}.onConflict`,
      message: `"merge" is for rich text, and "${fields.jira.name}" is ${traitsOf(kinds.jira).says}. Valid: jira, redmine, newest, manual, halt.`,
    });
  }
  const targets = SIDES.filter((to) => flowsTo(direction, to));
  const lacking = targets.find((to) => configured.default?.[CONFIGURED_SIDE[to]] === undefined);
  if (configured.unmapped === 'default' && lacking) {
    mistakes.push({
      path: `${path}.default.${CONFIGURED_SIDE[lacking]}`,
      message: `The rule "default" needs a value for "${fields[lacking].name}".`,
    });
  }
  if (configured.unmapped === 'create' && !targets.some((to) => fields[to].growsOptions)) {
    mistakes.push({
      path: `${path}.unmapped`,
      message: `New values of "${targets.map((to) => fields[to].name).join('" and "')}" cannot be made through the API. Valid: review, keep, clear, default, fail.`,
    });
  }
}

function compileDefaults(
  { configured, path, people }: CompileFieldInput,
  fields: Ends['fields'],
  mistakes: Mistakes,
): Partial<Record<Side, string>> {
  return Object.fromEntries(
    SIDES.flatMap((side) => {
      const key = CONFIGURED_SIDE[side];
      const name = configured.default?.[key];
      if (name === undefined) return [];
      const place = `${path}.default.${key}`;
      const isPerson = traitsOf(fields[side].kind).shape === 'person';
      const value = isPerson
        ? findPerson(name, place, people, side, mistakes)
        : findValue(name, place, fields[side], mistakes);
      return value === null ? [] : [[side, value]];
    }),
  );
}

export function policyOf(policy: ConfiguredPolicy | 'merge'): Policy {
  return policy === 'redmine' ? 'remote' : policy;
}

/** A row may narrow its mapping's direction, not widen it. */
export function narrow(row: Direction, mapping: Direction): Direction {
  return mapping === 'both' ? row : mapping;
}
