/** What differs between two configurations, change by change, for an admin who is to apply one. */
import { cutText } from '../cut-text';
import type { Configuration, ConfiguredField, ConfiguredMapping } from './configuration';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a setting says; lists with commas between their parts. */
export type ChangedValue = string | number | boolean | null;

/** One step on the way into a configuration. */
export type ChangePlace =
  | { readonly kind: 'configuration' }
  | { readonly kind: 'connection'; readonly id: string }
  /** It is called by its two projects. */
  | { readonly kind: 'mapping'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'row';
      readonly of: 'users' | 'fields' | 'values' | (typeof PAIRS)[number];
      /** As the configuration writes them. */
      readonly jira: string;
      readonly redmine: string;
    }
  | { readonly kind: 'setting'; readonly key: string };

export interface ConfigurationChange {
  /** From the outside in. */
  readonly place: readonly ChangePlace[];
  readonly change:
    | { readonly kind: 'removed' | 'added' }
    /** Nothing was said of it before. */
    | { readonly kind: 'said'; readonly now: ChangedValue }
    | { readonly kind: 'changed'; readonly now: ChangedValue; readonly before: ChangedValue }
    /** A secret: that one is given is all that is told. */
    | { readonly kind: 'given' };
}

interface Fact {
  readonly place: readonly ChangePlace[];
  /** Whole; `undefined`: that it is there. */
  readonly value?: ChangedValue;
}

/** By their place, outer ones first. */
type Facts = Map<string, Fact>;

/** Never shown, not even that one differs from another. */
const SECRETS: ReadonlySet<string> = new Set(['apiKey', 'webhookSecret', 'token']);

/** Lists of pairs, by their key in a mapping. */
const PAIRS = ['issueTypes', 'statuses', 'priorities'] as const;

/** A longer value is cut where it is shown. */
const MAX_VALUE_CHARS = 150;

/**
 * @param before `null`: nothing was imported yet
 * @returns what is gone, what is new, then what is another, each in the order of the document
 */
export function describeChanges(
  before: Configuration | null,
  after: Configuration,
): readonly ConfigurationChange[] {
  const [old, now] = [before ? factsOf(before) : new Map(), factsOf(after)];
  const gone = listMissing(old, now).map(({ place }) => changeOf(place, { kind: 'removed' }));
  const fresh = listMissing(now, old).map(({ place, value }) =>
    changeOf(
      place,
      value === undefined ? { kind: 'added' } : { kind: 'said', now: shorten(value) },
    ),
  );
  const changed = [...now].flatMap(([key, { place, value }]) => {
    const former = old.get(key)?.value;
    if (value === undefined || former === undefined || former === value) return [];
    return [changeOf(place, { kind: 'changed', now: shorten(value), before: shorten(former) })];
  });
  return [...gone, ...fresh, ...changed, ...listSecrets(after)];
}

function changeOf(
  place: readonly ChangePlace[],
  change: ConfigurationChange['change'],
): ConfigurationChange {
  return { place, change };
}

/** Of a thing that is there on one side only nothing more is told than that. */
function listMissing(facts: Facts, others: Facts): readonly Fact[] {
  const missing = [...facts].filter(([key]) => !others.has(key));
  return missing
    .filter(([key]) => !missing.some(([whole]) => key.startsWith(`${whole}${PART_END}`)))
    .map(([, fact]) => fact);
}

function factsOf({ connections, mappings, users, ...rest }: Configuration): Facts {
  const facts: Facts = new Map();
  addValues(facts, [{ kind: 'configuration' }], rest);
  for (const connection of connections) {
    const place: ChangePlace[] = [{ kind: 'connection', id: connection.id }];
    addFact(facts, { place });
    addValues(facts, place, connection);
  }
  for (const mapping of mappings) addMapping(facts, mapping);
  addPairs(facts, [], 'users', users);
  return facts;
}

function addMapping(facts: Facts, mapping: ConfiguredMapping): void {
  const { id, jiraProject, redmineProject, fields } = mapping;
  const name = `${jiraProject} ↔ ${redmineProject}`;
  const place: ChangePlace[] = [{ kind: 'mapping', id, name }];
  addFact(facts, { place });
  addValues(facts, place, mapping, ['fields', ...PAIRS]);
  for (const list of PAIRS) addPairs(facts, place, list, mapping[list]);
  for (const field of fields) {
    const { jira: _jira, redmine: _redmine, template: _template, values, ...rules } = field;
    const row = [...place, rowOf(field)];
    addFact(facts, { place: row });
    addValues(facts, row, rules);
    addPairs(facts, row, 'values', values ?? []);
  }
}

function addPairs(
  facts: Facts,
  outer: readonly ChangePlace[],
  of: (ChangePlace & { readonly kind: 'row' })['of'],
  rows: readonly { readonly jira: string; readonly redmine: string | number }[],
): void {
  for (const { jira, redmine, ...rules } of rows) {
    const place = [...outer, { kind: 'row', of, jira, redmine: String(redmine) } as const];
    addFact(facts, { place });
    addValues(facts, place, rules);
  }
}

/** Every single value, by the keys that lead to it. */
function addValues(
  facts: Facts,
  outer: readonly ChangePlace[],
  values: object,
  without: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(values) as [string, Json | undefined][]) {
    if (value === undefined || without.includes(key) || SECRETS.has(key)) continue;
    const place = [...outer, { kind: 'setting', key } as const];
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      addValues(facts, place, value);
    } else addFact(facts, { place, value: toText(value) });
  }
}

/** Ends each part of a key, which has none in it. */
const PART_END = '\n';

function addFact(facts: Facts, fact: Fact): void {
  // A mapping with other projects is still the same one.
  const parts = fact.place.map((part) => ({ ...part, ...('name' in part ? { name: null } : {}) }));
  facts.set(parts.map((part) => JSON.stringify(part)).join(PART_END), fact);
}

function rowOf({ jira, redmine, template = '' }: ConfiguredField): ChangePlace {
  return { kind: 'row', of: 'fields', jira: jira ?? template, redmine: redmine ?? template };
}

function toText(value: Json): ChangedValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(nameElement).join(', ') : String(value);
}

/** Lists hold words, or pairs of them. */
function nameElement(element: Json): string {
  const isPair = element !== null && typeof element === 'object' && 'jira' in element;
  return isPair ? `${element.jira} ↔ ${element.redmine}` : String(element);
}

function shorten(value: ChangedValue): ChangedValue {
  if (typeof value !== 'string' || value.length <= MAX_VALUE_CHARS) return value;
  return `${cutText(value, MAX_VALUE_CHARS)}…`;
}

/** An export holds none, so one that is given is meant to be used. */
function listSecrets({ connections, audit }: Configuration): readonly ConfigurationChange[] {
  const given = (outer: ChangePlace[], key: string, secret: unknown) =>
    secret === undefined ? [] : [changeOf([...outer, { kind: 'setting', key }], { kind: 'given' })];
  return [
    ...connections.flatMap(({ id, apiKey, webhookSecret }) => {
      const place: ChangePlace[] = [{ kind: 'connection', id }];
      return [...given(place, 'apiKey', apiKey), ...given(place, 'webhookSecret', webhookSecret)];
    }),
    ...given([{ kind: 'configuration' }], 'token', audit?.collector?.token),
  ];
}
