/** Components and versions: entries that a project keeps. */
import { isArray, type Json, type JsonObject, stringAt } from '../../json';
import { renderComponent, renderVersion } from '../../render/named';
import type { ComponentDoc, HistoryItem, VersionDoc } from '../../state/model';
import { type FieldKind, FieldRefusal, type FieldScope, historyItem } from '../definition';

interface Source<T> {
  readonly word: string;
  readonly list: (scope: FieldScope) => readonly T[];
  readonly get: (scope: FieldScope, id: string) => T | undefined;
  readonly render: (entry: T, scope: FieldScope) => JsonObject;
}

const components: Source<ComponentDoc> = {
  word: 'Component',
  list: ({ site, project }) =>
    [...site.world.components.values()].filter(({ projectId }) => projectId === project.id),
  get: ({ site }, id) => site.world.components.get(id),
  render: (entry, { site }) => renderComponent(site, entry),
};

const versions: Source<VersionDoc> = {
  word: 'Version',
  list: ({ site, project }) =>
    [...site.world.versions.values()].filter(({ projectId }) => projectId === project.id),
  get: ({ site }, id) => site.world.versions.get(id),
  render: (entry, { site }) => renderVersion(site, entry),
};

type Entry = ComponentDoc | VersionDoc;

function find<T extends Entry>(source: Source<T>, input: Json, scope: FieldScope): string {
  const list = source.list(scope);
  const id = stringAt(input, 'id');
  if (id !== undefined) {
    if (!list.some((entry) => entry.id === id)) {
      throw new FieldRefusal(`${source.word} id '${id}' is not valid`);
    }
    return id;
  }
  const name = stringAt(input, 'name');
  const entry = list.find((candidate) => candidate.name === name);
  if (entry === undefined)
    throw new FieldRefusal(`${source.word} name '${name ?? ''}' is not valid`);
  return entry.id;
}

/** One changelog item for each entry that came or went, as Jira writes them. */
function listHistory<T extends Entry>(
  source: Source<T>,
  before: Json,
  after: Json,
  scope: FieldScope,
): readonly HistoryItem[] {
  const pair = (id: Json): readonly [string, string | null] => [
    String(id),
    source.get(scope, String(id))?.name ?? null,
  ];
  const old = isArray(before) ? before : [];
  const next = isArray(after) ? after : [];
  const nothing = [null, null] as const;
  return [
    ...old.filter((id) => !next.includes(id)).map((id) => historyItem(scope, pair(id), nothing)),
    ...next.filter((id) => !old.includes(id)).map((id) => historyItem(scope, nothing, pair(id))),
  ];
}

function listKind<T extends Entry>(source: Source<T>): FieldKind {
  return {
    operations: ['add', 'set', 'remove'],
    parse(input, scope) {
      // An empty string clears the list, as in the API's own example.
      if (input === null || input === '') return [];
      if (!isArray(input)) throw new FieldRefusal('data was not an array');
      return [...new Set(input.map((item) => find(source, item, scope)))];
    },
    parseElement: (input, scope) => find(source, input, scope),
    render: (stored, scope) =>
      (isArray(stored) ? stored : []).flatMap((id) => {
        const entry = source.get(scope, String(id));
        return entry === undefined ? [] : [source.render(entry, scope)];
      }),
    history: (before, after, scope) => listHistory(source, before, after, scope),
    allowedValues: (scope) => source.list(scope).map((entry) => source.render(entry, scope)),
  };
}

export const componentsKind = listKind(components);
export const versionsKind = listKind(versions);

export const versionKind: FieldKind = {
  operations: ['set'],
  parse: (input, scope) => (input === null ? null : find(versions, input, scope)),
  render(stored, scope) {
    const version = typeof stored === 'string' ? versions.get(scope, stored) : undefined;
    return version === undefined ? null : versions.render(version, scope);
  },
  history: (before, after, scope) => {
    const pair = (id: Json): readonly [string | null, string | null] =>
      typeof id === 'string' ? [id, versions.get(scope, id)?.name ?? null] : [null, null];
    return [historyItem(scope, pair(before), pair(after))];
  },
  allowedValues: (scope) => versions.list(scope).map((entry) => versions.render(entry, scope)),
};
