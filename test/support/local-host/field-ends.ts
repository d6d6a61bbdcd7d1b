/** One field of an issue on one side, as a person fills it in and reads it: in words. */
import { z } from 'zod';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { doc, readPlain } from './adf';
import type { World } from './open-world';
import { sendJson } from './send-json';

export interface FieldEnd {
  /** What configurations call it. */
  readonly name: string;
  /** What an edit of the issue sends for these words; `null` empties the field. */
  write(world: World, words: string | null): Promise<Readonly<Record<string, unknown>>>;
  /** The words that the field shows, `null` where it is empty. */
  read(world: World, issue: string): Promise<string | null>;
}

type Raw = Readonly<Record<string, unknown>>;

/** How a type of Jira's writes and shows words. */
interface JiraType {
  readonly toRaw: (words: string, world: World) => unknown;
  readonly toWords: (raw: never) => string | null;
  readonly empty?: unknown;
}

const asIs: JiraType = { toRaw: (words) => words, toWords: (raw: string) => raw };
const byValue = (words: string) => ({ value: words });
const split = (words: string) => words.split(', ');
const joined = (names: readonly string[]) =>
  names.length > 0 ? [...names].sort().join(', ') : null;

const JIRA_TYPES = {
  textfield: asIs,
  url: asIs,
  datepicker: asIs,
  datetime: {
    toRaw: (words) => words,
    toWords: (raw: string) => new Date(raw.replace(/(\d{2})(\d{2})$/, '$1:$2')).toISOString(),
  },
  textarea: { toRaw: (words) => doc(words), toWords: (raw: object) => readPlain(raw) },
  float: { toRaw: Number, toWords: (raw: number) => String(raw) },
  select: { toRaw: byValue, toWords: (raw: { value: string }) => raw.value },
  radiobuttons: { toRaw: byValue, toWords: (raw: { value: string }) => raw.value },
  multiselect: {
    toRaw: (words) => split(words).map(byValue),
    toWords: (raw: { value: string }[]) => joined(raw.map(({ value }) => value)),
  },
  multicheckboxes: {
    toRaw: (words) => split(words).map(byValue),
    toWords: (raw: { value: string }[]) => joined(raw.map(({ value }) => value)),
  },
  cascadingselect: {
    toRaw(words) {
      const [value = '', child] = words.split(' - ');
      return child === undefined ? { value } : { value, child: { value: child } };
    },
    toWords: (raw: { value: string; child?: { value: string } }) =>
      raw.child ? `${raw.value} - ${raw.child.value}` : raw.value,
  },
  userpicker: {
    toRaw: async (words, world) => ({ accountId: await world.jira.findAccountId(words) }),
    toWords: (raw: { displayName: string }) => raw.displayName,
  },
  labels: { toRaw: split, toWords: (raw: string[]) => joined(raw), empty: [] },
  named: {
    toRaw: (words) => split(words).map((name) => ({ name })),
    toWords: (raw: { name: string }[]) => joined(raw.map(({ name }) => name)),
    empty: [],
  },
  version: {
    toRaw: (words) => ({ name: words }),
    toWords: (raw: { name: string }) => raw.name,
  },
} as const satisfies Readonly<Record<string, JiraType>>;

export type JiraTypeName = keyof typeof JIRA_TYPES;

/** As the site's administrator. */
export function askJira(
  world: World,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const authorization = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;
  const url = `${world.process.urls.jira}/rest/api/3/${path}`;
  return sendJson(url, { method, body, headers: { authorization } });
}

/** Settings of the Jira double, such as what screens demand. */
export async function changeSite(world: World, settings: object): Promise<void> {
  const authorization = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;
  const url = `${world.process.urls.jira}/__double/settings`;
  await sendJson(url, { method: 'PUT', body: settings, headers: { authorization } });
}

async function readJiraField(world: World, key: string, field: string): Promise<unknown> {
  const issue = await askJira(world, 'GET', `issue/${key}?fields=${field}`);
  return z.object({ fields: z.record(z.string(), z.unknown()) }).parse(issue).fields[field];
}

function jiraEnd(
  name: string,
  typeName: JiraTypeName,
  findKey: (world: World) => Promise<string>,
): FieldEnd {
  const type: JiraType = JIRA_TYPES[typeName];
  return {
    name,
    async write(world, words) {
      const raw = words === null ? (type.empty ?? null) : await type.toRaw(words, world);
      return { [await findKey(world)]: raw };
    },
    async read(world, issue) {
      const raw = await readJiraField(world, issue, await findKey(world));
      return raw === null || raw === undefined ? null : type.toWords(raw as never);
    },
  };
}

const customKeys = new WeakMap<World, Map<string, Promise<string>>>();

/** A custom field of that type; it is made when it is asked for first. */
export function jiraCustom(
  name: string,
  type: Exclude<JiraTypeName, 'named'>,
  options: readonly string[] = [],
): FieldEnd & { prepare(world: World): Promise<void> } {
  const findKey = (world: World) => {
    const keys = customKeys.get(world) ?? new Map<string, Promise<string>>();
    customKeys.set(world, keys);
    const key = keys.get(name) ?? makeJiraField(world, name, type, options);
    keys.set(name, key);
    return key;
  };
  return {
    ...jiraEnd(name, type, findKey),
    async prepare(world) {
      await findKey(world);
    },
  };
}

const created = z.object({ id: z.string() });
const optionsMade = z.object({ options: z.array(z.object({ id: z.string() })) });

async function makeJiraField(
  world: World,
  name: string,
  type: string,
  options: readonly string[],
): Promise<string> {
  const custom = `com.atlassian.jira.plugin.system.customfieldtypes:${type}`;
  const { id } = created.parse(await askJira(world, 'POST', 'field', { name, type: custom }));
  if (options.length === 0) return id;
  const contexts = z
    .object({ values: z.array(created) })
    .parse(await askJira(world, 'GET', `field/${id}/context`));
  const path = `field/${id}/context/${contexts.values[0]?.id}/option`;
  for (const option of options) {
    // `A - B` is a choice of two levels.
    const [value = '', child] = option.split(' - ');
    const body = { options: [{ value }] };
    const made = optionsMade.parse(await askJira(world, 'POST', path, body));
    if (child === undefined) continue;
    const below = { options: [{ value: child, optionId: made.options[0]?.id }] };
    await askJira(world, 'POST', path, below);
  }
  return id;
}

/** A field that every Jira has. */
export function jiraSystem(key: string, type: JiraTypeName): FieldEnd {
  return jiraEnd(key, type, async () => key);
}

/** The original estimate, in words like `90m`. */
export const jiraEstimate: FieldEnd = {
  name: 'timeoriginalestimate',
  write: async (_world, words) => ({ timetracking: { originalEstimate: words ?? '' } }),
  async read(world, issue) {
    const seconds = await readJiraField(world, issue, 'timeoriginalestimate');
    return typeof seconds === 'number' ? `${seconds / 60}m` : null;
  },
};

/** Adds versions or components to the project WEB. */
export async function addToWeb(
  world: World,
  kind: 'version' | 'component',
  names: readonly string[],
): Promise<void> {
  const own = { project: 'WEB', projectId: 10_000 };
  for (const name of names) {
    const project = kind === 'version' ? { projectId: own.projectId } : { project: own.project };
    await askJira(world, 'POST', kind, { name, ...project });
  }
}

/** As Redmine's administrator. */
export function askRedmine(
  world: World,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<unknown> {
  const headers = { 'x-redmine-api-key': ADMIN_API_KEY };
  return sendJson(`${world.process.urls.redmine}/${path}`, { method, body, headers });
}

async function readRedmine(world: World, id: string): Promise<Raw> {
  const answer = await askRedmine(world, `issues/${id}.json`);
  return z.object({ issue: z.record(z.string(), z.unknown()) }).parse(answer).issue;
}

const customFields = z.object({
  custom_fields: z.array(
    z.object({ id: z.number(), name: z.string(), multiple: z.boolean().optional() }),
  ),
});
const customValues = z.array(
  z.object({ id: z.number(), value: z.union([z.string(), z.array(z.string()), z.null()]) }),
);

const shownFields = new WeakMap<World, Promise<unknown>>();

/** They are not made anew while a world is played in. */
function listCustomFields(world: World): Promise<unknown> {
  const known = shownFields.get(world) ?? askRedmine(world, 'custom_fields.json');
  shownFields.set(world, known);
  return known;
}

/** @param ids of values that the field keeps by id, by name */
export function redmineCustom(name: string, ids: Readonly<Record<string, string>> = {}): FieldEnd {
  const find = async (world: World) => {
    const { custom_fields } = customFields.parse(await listCustomFields(world));
    const field = custom_fields.find((candidate) => candidate.name === name);
    if (!field) throw new Error(`Redmine has no custom field "${name}"`);
    return field;
  };
  const nameOf = (id: string) => Object.entries(ids).find(([, known]) => known === id)?.[0] ?? id;
  return {
    name,
    async write(world, words) {
      const { id, multiple } = await find(world);
      const many = words === null ? [''] : words.split(', ').map((word) => ids[word] ?? word);
      return {
        custom_fields: [{ id, value: multiple ? many : (ids[words ?? ''] ?? words ?? '') }],
      };
    },
    async read(world, issue) {
      const { id } = await find(world);
      const values = customValues.parse((await readRedmine(world, issue)).custom_fields);
      const value = values.find((candidate) => candidate.id === id)?.value ?? null;
      const words = Array.isArray(value) ? value.map(nameOf).sort().join(', ') : value;
      return words === null || words === '' ? null : nameOf(words).replace(/\r\n/g, '\n');
    },
  };
}

/** A field that every Redmine has; `ids` where an edit sends an id. */
export function redmineSystem(
  name: string,
  writeKey: string,
  ids: Readonly<Record<string, string>> = {},
): FieldEnd {
  return {
    name,
    write: async (_world, words) => ({ [writeKey]: words === null ? '' : (ids[words] ?? words) }),
    async read(world, issue) {
      const value = (await readRedmine(world, issue))[name];
      if (value === null || value === undefined) return null;
      return typeof value === 'object' && 'name' in value ? String(value.name) : String(value);
    },
  };
}
