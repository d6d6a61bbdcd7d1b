/** Jira's types of fields: what an edit sends, what an issue shows, what the changelog tells. */
import { toDocument } from '../../people/write-text';
import type { RowField } from '../../script/steps';
import { wordsOf } from '../../world/book';
import type { World } from '../../world/world';
import type { JiraEnd, Shown } from './row-spec';

interface JiraType extends Pick<JiraEnd, 'read'> {
  /** Of something; nothing is `null`. */
  toRaw(shown: Shown, world: World): unknown;
  readonly past?: JiraEnd['past'];
  readonly nothing?: unknown;
  readonly isItemized?: boolean;
}

const byValue = (value: string) => ({ value });
const split = (shown: Shown) => shown.split(',');
const joined = (names: readonly string[]) => [...names].sort().join(',');
const sorted = (text: string, separator: string) =>
  joined(text.split(separator).filter((name) => name !== ''));

const line: JiraType = {
  toRaw: (shown) => shown,
  read: (raw) => (raw as string | null) ?? '',
};

const choice: JiraType = {
  toRaw: byValue,
  read: (raw) => (raw as { value: string } | null)?.value ?? '',
};

const choices: JiraType = {
  toRaw: (shown) => split(shown).map(byValue),
  read: (raw) => joined(((raw as { value: string }[] | null) ?? []).map(({ value }) => value)),
  past: (_id, text) => sorted(text ?? '', ','),
};

/** Midnight in UTC, which is the mapping's zone. */
const DAY = /^\d{4}-\d{2}-\d{2}(?=T00:00)/;
const dayOf = (time: string | null) => {
  if (time === null) return '';
  const utc = new Date(time.replace(/(\d{2})(\d{2})$/, '$1:$2')).toISOString();
  return DAY.exec(utc)?.[0] ?? utc;
};

const TYPES = {
  textfield: line,
  url: line,
  datepicker: { ...line, past: (id) => id ?? '' },
  datetime: {
    toRaw: (shown) => `${shown}T00:00:00.000+0000`,
    read: (raw) => dayOf(raw as string | null),
    past: (_id, text) => dayOf(text),
  },
  textarea: {
    toRaw: (shown) => toDocument(shown),
    read: (raw) => wordsOf(JSON.stringify(raw ?? '')).join(' '),
    past: (_id, text) => wordsOf(text ?? '').join(' '),
  },
  float: { toRaw: Number, read: (raw) => (raw === null ? '' : String(raw)) },
  select: choice,
  radiobuttons: choice,
  multiselect: choices,
  multicheckboxes: choices,
  cascadingselect: {
    toRaw(shown) {
      const [value = '', child = ''] = shown.split(' - ');
      return { value, child: { value: child } };
    },
    read(raw) {
      const { value, child } = (raw ?? { value: '' }) as {
        value: string;
        child?: { value: string };
      };
      return child ? `${value} - ${child.value}` : value;
    },
    past: (_id, text) =>
      [...(text ?? '').matchAll(/values: (.*?)\(\d+\)/g)].map(([, name]) => name).join(' - '),
  },
  userpicker: {
    toRaw: (shown, { jira }) => ({
      accountId: shown.startsWith('Ada') ? jira.accounts.ada : jira.accounts.grace,
    }),
    read: (raw) => (raw as { displayName: string } | null)?.displayName ?? '',
  },
  version: {
    toRaw: (name) => ({ name }),
    read: (raw) => (raw as { name: string } | null)?.name ?? '',
  },
} as const satisfies Readonly<Record<string, JiraType>>;

const SYSTEM = {
  labels: {
    toRaw: split,
    nothing: [],
    read: (raw) => joined(raw as string[]),
    past: (_id, text) => sorted(text ?? '', ' '),
  },
  /** Components and versions. */
  named: {
    toRaw: (shown) => split(shown).map((name) => ({ name })),
    nothing: [],
    read: (raw) => joined((raw as { name: string }[]).map(({ name }) => name)),
    isItemized: true,
  },
} as const satisfies Readonly<Record<string, JiraType>>;

/** A custom field of that type; its options are there from the start. */
export function jiraCustom(
  name: string,
  type: keyof typeof TYPES,
  options: readonly string[] = [],
): JiraEnd {
  return {
    ...endOf(TYPES[type]),
    options,
    place: {
      kind: 'custom',
      name,
      type: `com.atlassian.jira.plugin.system.customfieldtypes:${type}`,
    },
  };
}

export function jiraSystem(key: RowField, type: keyof typeof SYSTEM): JiraEnd {
  return { ...endOf(SYSTEM[type]), options: [], place: { kind: 'system', key } };
}

/** In seconds. */
export const jiraEstimate: JiraEnd = {
  ...endOf({ toRaw: Number, read: (raw) => (raw === null ? '' : String(raw)) }),
  options: [],
  place: { kind: 'system', key: 'timeoriginalestimate' },
  write: (_world, _key, shown) => ({
    timetracking: { originalEstimate: shown === '' ? '' : `${Number(shown) / 60}m` },
  }),
};

function endOf(type: JiraType): Omit<JiraEnd, 'place' | 'options'> {
  return {
    isItemized: type.isItemized ?? false,
    read: (raw) => type.read(raw ?? null),
    past: type.past ?? ((_id, text) => text ?? ''),
    write: (world, key, shown) => ({
      [key]: shown === '' ? (type.nothing ?? null) : type.toRaw(shown, world),
    }),
  };
}
