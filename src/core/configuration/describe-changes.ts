/** What differs between two configurations, in sentences that an admin reads before applying one. */
import type { Configuration, ConfiguredField, ConfiguredMapping } from './configuration';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A thing that a configuration holds by name, and what it says of it; `null`: that it is there. */
type Facts = ReadonlyMap<string, string | null>;

/** Never shown, not even that one differs from another. */
const SECRETS: ReadonlySet<string> = new Set(['apiKey', 'webhookSecret', 'token']);

/** Lists of pairs, by their key in a mapping. */
const PAIRS = ['issueTypes', 'statuses', 'priorities'] as const;

/**
 * @param before `null`: nothing was imported yet
 * @returns one sentence for each change, in the order of the document
 */
export function describeChanges(
  before: Configuration | null,
  after: Configuration,
): readonly string[] {
  const [old, now] = [before ? factsOf(before) : new Map<string, string | null>(), factsOf(after)];
  const gone = listMissing(old, now).map((what) => `${what} is removed.`);
  const fresh = listMissing(now, old).map((what) => {
    const value = now.get(what);
    return value ? `${what} is ${value}; nothing was said of it before.` : `${what} is added.`;
  });
  const changed = [...now].flatMap(([what, value]) => {
    const former = old.get(what);
    if (former === undefined || former === value) return [];
    return [`${what} is ${value ?? 'as left out'}; it was ${former ?? 'as left out'}.`];
  });
  return [...gone, ...fresh, ...changed, ...listSecrets(after)];
}

/** Of a thing that is there on one side only nothing more is told than that. */
function listMissing(facts: Facts, others: Facts): readonly string[] {
  const missing = [...facts.keys()].filter((what) => !others.has(what));
  return missing.filter(
    (what) => !missing.some((whole) => whole !== what && what.startsWith(`${whole}, `)),
  );
}

function factsOf({ connections, mappings, users, ...rest }: Configuration): Facts {
  const facts = new Map<string, string | null>();
  addValues(facts, 'The configuration', rest);
  for (const connection of connections) {
    const what = `Connection "${connection.id}"`;
    facts.set(what, null);
    addValues(facts, what, connection, ['id']);
  }
  for (const mapping of mappings) addMapping(facts, mapping);
  for (const { jira, redmine } of users) facts.set(`The person "${jira}" ↔ "${redmine}"`, null);
  return facts;
}

function addMapping(facts: Map<string, string | null>, mapping: ConfiguredMapping): void {
  const what = `Mapping "${mapping.id}"`;
  const { fields } = mapping;
  facts.set(what, null);
  addValues(facts, what, mapping, ['id', 'fields', ...PAIRS]);
  for (const list of PAIRS) addPairs(facts, `${what}, ${list}`, mapping[list]);
  for (const field of fields) {
    const { jira: _jira, redmine: _redmine, template: _template, values, ...rules } = field;
    const name = `${what}, field ${nameOf(field)}`;
    facts.set(name, null);
    addValues(facts, name, rules);
    addPairs(facts, `${name}, value`, values ?? []);
  }
}

function addPairs(
  facts: Map<string, string | null>,
  what: string,
  rows: readonly { readonly jira: string; readonly redmine: string }[],
): void {
  for (const { jira, redmine, ...rules } of rows) {
    const name = `${what} "${jira}" ↔ "${redmine}"`;
    facts.set(name, null);
    addValues(facts, name, rules);
  }
}

/** Every single value, by the keys that lead to it. */
function addValues(
  facts: Map<string, string | null>,
  what: string,
  values: object,
  without: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(values) as [string, Json | undefined][]) {
    if (value === undefined || without.includes(key) || SECRETS.has(key)) continue;
    const isGroup = value !== null && typeof value === 'object' && !Array.isArray(value);
    if (isGroup) addValues(facts, `${what}, ${key}`, value);
    else facts.set(`${what}, ${key}`, JSON.stringify(value));
  }
}

function nameOf({ jira, redmine, template }: ConfiguredField): string {
  const [from, to] = [jira ?? template, redmine ?? template];
  return `"${from}" ↔ "${to}"`;
}

/** An export holds none, so one that is given is meant to be used. */
function listSecrets({ connections, audit }: Configuration): readonly string[] {
  const given = connections.flatMap(({ id, apiKey, webhookSecret }) => [
    ...(apiKey === undefined ? [] : [`Connection "${id}" gets the API key that is given.`]),
    ...(webhookSecret === undefined
      ? []
      : [`Connection "${id}" gets the webhook secret that is given.`]),
  ]);
  const token = audit?.collector?.token;
  return token === undefined
    ? given
    : [...given, 'The log collector gets the token that is given.'];
}
