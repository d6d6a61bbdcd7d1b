/**
 * Carries a field's value across: by the table of `conversions.ts`, the row's table of values, the
 * mapping's people, and `text` for rich text.
 */

import { toBaseValue } from '../digest';
import { type FieldRow, flowsTo, type Mapping } from '../mapping';
import { type FieldValue, otherSide, type RichText, SIDES, type Side } from '../model';
import { type BaseText, convertText } from '../texts/convert-text';
import { documentOf, plainTextOf } from '../texts/plain-text';
import { type Conversion, cutLine, findConversion, fitWords } from './conversions';
import { type FieldKind, formatList, parseList, traitsOf } from './field-kinds';

export type Names = Readonly<Record<string, string>>;

/** Everything that a value's crossing may depend on. */
export interface Crossing {
  readonly mapping: Mapping;
  readonly row: FieldRow;
  /** The text both sides last agreed on, so that only what was edited changes. */
  readonly base?: BaseText | undefined;
  /** What people read for the ids that each side shows. */
  readonly names?: Readonly<Partial<Record<Side, Names>>> | undefined;
  /** The twins of issues, by the id on each side. */
  readonly twins?: Readonly<Partial<Record<Side, Names>>> | undefined;
}

/** What stands where the value goes, so that what has no counterpart there stays. */
export interface Standing {
  readonly current: FieldValue;
  /** What the side that the value comes from had agreed on. */
  readonly agreed?: string | null | undefined;
}

export type Converted =
  | {
      readonly kind: 'value';
      readonly value: FieldValue;
      /** Members of a list that no row says anything of. */
      readonly missing: readonly string[];
    }
  /** Nothing says what this is across. */
  | { readonly kind: 'unmapped'; readonly value: string };

/** What `value`, read on the other side, is on the side `to`. */
export function convertValue(
  crossing: Crossing,
  value: FieldValue,
  to: Side,
  standing?: Standing,
): Converted {
  const { mapping, row, base } = crossing;
  const from = row.kinds[otherSide(to)];
  const target = row.kinds[to];
  if (from === 'text' && target === 'text') {
    return { kind: 'value', value: convertText(mapping, asText(value), to, base), missing: [] };
  }
  const members = membersOf(crossing, value, to);
  if (members.length === 0) {
    const empty = assemble(crossing, [], to, standing) ?? emptyFor(from, target);
    return { kind: 'value', value: empty, missing: [] };
  }
  const carried = members.map((member) => ({ member, across: carry(crossing, member, to) }));
  const found = carried.flatMap(({ across }) => (across === null ? [] : [across]));
  const missing = carried.flatMap(({ member, across }) => (across === null ? [member] : []));
  const [unmapped] = missing;
  const isPartial = found.length > 0 && row.unmapped !== 'fail';
  if (unmapped !== undefined && !isPartial && !traitsOf(target).many) {
    return applyRule(row, unmapped, to);
  }
  if (unmapped !== undefined && row.unmapped === 'fail')
    return { kind: 'unmapped', value: unmapped };
  const defaults =
    missing.length > 0 && row.unmapped === 'default' ? row.defaults?.[to] : undefined;
  const wanted = defaults === undefined ? found : [...found, defaults];
  const isTold = row.unmapped === undefined || ['review', 'create'].includes(row.unmapped);
  return {
    kind: 'value',
    value: assemble(crossing, wanted, to, standing),
    missing: isTold ? missing : [],
  };
}

/** A single value that has no counterpart. */
function applyRule(row: FieldRow, value: string, to: Side): Converted {
  const standard = row.defaults?.[to];
  if (row.unmapped === 'clear') return { kind: 'value', value: null, missing: [] };
  if (row.unmapped === 'default' && standard !== undefined) {
    return { kind: 'value', value: standard, missing: [] };
  }
  return { kind: 'unmapped', value };
}

function asText(value: FieldValue): RichText | null {
  return typeof value === 'string' ? null : value;
}

/** What says "nothing" where a field cannot be empty, or is never, once touched. */
function emptyFor(from: FieldKind, target: FieldKind): string | null {
  const isUnchosen = target === 'boolean' && traitsOf(from).shape === 'choice';
  return target === 'percent' || isUnchosen ? '0' : null;
}

function membersOf(crossing: Crossing, value: FieldValue, to: Side): readonly string[] {
  const { mapping, row } = crossing;
  const [from, target] = [row.kinds[otherSide(to)], row.kinds[to]];
  if (value === null || value === '') return [];
  if (typeof value !== 'string') {
    const document = convertText(mapping, value, 'jira');
    const text = document?.format === 'adf' ? plainTextOf(document.doc) : '';
    return text === '' ? [] : splitWords(text, target);
  }
  if (traitsOf(from).many) return parseList(value);
  // What is not ticked is not chosen, unless a row names a choice for it.
  const isUnticked = from === 'boolean' && value === '0' && traitsOf(target).shape === 'choice';
  if (isUnticked && lookUp(row, value, to) === null) return [];
  return traitsOf(from).shape === 'words' ? splitWords(value, target) : [value];
}

/** Words that feed a list are a list themselves; labels hold no spaces, names may. */
function splitWords(text: string, target: FieldKind): readonly string[] {
  if (!traitsOf(target).many) return [text];
  const separator = target === 'labels' ? /[,;\s]+/ : /\s*[,;\n]\s*/;
  return text.split(separator).filter((word) => word !== '');
}

/** The members of a value that nothing says the counterpart of. */
export function listWithoutCounterpart(
  crossing: Crossing,
  value: FieldValue,
  to: Side,
): readonly string[] {
  return membersOf(crossing, value, to).filter((member) => carry(crossing, member, to) === null);
}

/** One value across; `null` where nothing says what it is. */
function carry(crossing: Crossing, value: string, to: Side): string | null {
  const { mapping, row } = crossing;
  const [from, target] = [row.kinds[otherSide(to)], row.kinds[to]];
  const conversion = findConversion(from, target);
  if (!conversion) return null;
  const name = crossing.names?.[otherSide(to)]?.[value];
  switch (conversion.by) {
    case 'rule':
      return conversion.carry(value, {
        from,
        to: target,
        timeZone: mapping.timeZone ?? 'UTC',
        nameOf: (id) => (id === value ? (name ?? id) : id),
      });
    case 'table':
      return lookUp(row, value, to) ?? nameFor(conversion, target, name ?? value);
    case 'people':
      return lookUpPerson(crossing, value, to) ?? nameFor(conversion, target, name ?? value);
    case 'link':
      return crossing.twins?.[otherSide(to)]?.[value] ?? null;
    case 'text':
      return target === 'text' ? value : fitWords(value, target);
    default:
      return conversion satisfies never;
  }
}

function nameFor(conversion: Conversion, target: FieldKind, name: string): string | null {
  if (!('orName' in conversion) || !conversion.orName) return null;
  return target === 'labels' ? name.replace(/\s+/g, '_') : cutLine(name);
}

function lookUp(row: FieldRow, value: string, to: Side): string | null {
  const rows = row.values.filter((pair) => flowsTo(pair.direction, to));
  const from = otherSide(to);
  const exact = rows.find((pair) => pair[from] === value);
  if (exact) return exact[to];
  // Words are typed by people.
  if (traitsOf(row.kinds[from]).shape !== 'words') return null;
  const typed = value.trim().toLowerCase();
  return rows.find((pair) => pair[from].toLowerCase() === typed)?.[to] ?? null;
}

function lookUpPerson({ mapping, row }: Crossing, value: string, to: Side): string | null {
  const from = otherSide(to);
  const nameKey = (side: Side) => (side === 'jira' ? 'jiraName' : 'remoteName');
  if (traitsOf(row.kinds[from]).shape === 'words') {
    const typed = value.trim().toLowerCase();
    const person = mapping.people.find((candidate) =>
      [candidate.jiraName, candidate.remoteName, candidate.remoteLogin].some(
        (name) => name?.toLowerCase() === typed,
      ),
    );
    return person?.[to] ?? null;
  }
  const person = mapping.people.find((candidate) => candidate[from] === value);
  if (!person) return null;
  return traitsOf(row.kinds[to]).shape === 'person' ? person[to] : person[nameKey(to)];
}

/** The members as the field's value. */
function assemble(
  crossing: Crossing,
  members: readonly string[],
  to: Side,
  standing: Standing | undefined,
): FieldValue {
  const { mapping, row } = crossing;
  const target = row.kinds[to];
  const current = typeof standing?.current === 'string' ? standing.current : null;
  if (traitsOf(target).many) {
    return formatList([...members, ...stayingMembers(crossing, to, standing)]);
  }
  if (members.length === 0) return null;
  if (target === 'text') {
    const doc = documentOf(members.join(', '));
    return convertText(mapping, { format: 'adf', doc }, to);
  }
  if (traitsOf(target).shape === 'words') return cutLine(members.join(', '));
  // Of several, the one that stands there already is as good as the first.
  return current !== null && members.includes(current) ? current : (members[0] ?? null);
}

/**
 * Members that the other side cannot speak of: those without a counterpart there, and, where it
 * holds a single value only, all but the one that this value was before.
 */
function stayingMembers(
  crossing: Crossing,
  to: Side,
  standing: Standing | undefined,
): readonly string[] {
  const { row } = crossing;
  const current = typeof standing?.current === 'string' ? parseList(standing.current) : [];
  const from = otherSide(to);
  if (traitsOf(row.kinds[from]).many || traitsOf(row.kinds[from]).shape === 'words') {
    return current.filter((member) => carry(crossing, member, from) === null);
  }
  // Ticked or not, a box speaks of what either is across.
  const spoken = row.kinds[from] === 'boolean' ? ['1', '0'] : [standing?.agreed ?? null];
  const gone = spoken.map((value) => (value === null ? null : carry(crossing, value, to)));
  return current.filter((member) => !gone.includes(member));
}

/** Whether both sides say the same, as far as each can say it. */
export function sameAcross(
  crossing: Crossing,
  values: Readonly<Record<Side, FieldValue>>,
): boolean {
  const { row } = crossing;
  // A box that nobody touched yet says nothing, and could only be written as not ticked.
  const isNothing = SIDES.every((side) => values[side] === null);
  const agrees = (to: Side) => {
    const standing = { current: values[to] };
    const converted = convertValue(crossing, values[otherSide(to)], to, standing);
    return (
      converted.kind === 'value' &&
      converted.missing.length === 0 &&
      (isNothing || toBaseValue(converted.value) === toBaseValue(values[to]))
    );
  };
  // Tables may be many-to-one, so either view will do; of lists each may know more than the other.
  const isList = SIDES.some((side) => traitsOf(row.kinds[side]).many);
  return isList
    ? SIDES.filter((to) => flowsTo(row.direction, to)).every(agrees)
    : SIDES.some((to) => canFlow(row, to) && agrees(to));
}

function canFlow(row: FieldRow, to: Side): boolean {
  return findConversion(row.kinds[otherSide(to)], row.kinds[to]) !== null;
}
