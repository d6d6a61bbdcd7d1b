/** Reads a Redmine issue as a Manager sees it: all of it. */
import { commonWord } from '../families/rows/common-word';
import { type PastItem, tellChanges } from '../families/rows/see-rows';
import type { CoreField } from '../script/steps';
import { commonOption, OPTIONS, type OptionField } from '../script/values';
import { getBody, isDone } from '../world/ask';
import { wordsOf } from '../world/book';
import { SYNC_NAME } from '../world/redmine-seed';
import type { World } from '../world/world';
import type { Author, Seen } from './seen';

const FIELD_OF: Readonly<Record<string, CoreField>> = {
  subject: 'summary',
  description: 'description',
  due_date: 'duedate',
  assigned_to_id: 'assignee',
  priority_id: 'priority',
  status_id: 'status',
  tracker_id: 'issuetype',
};

interface Journal {
  readonly id: number;
  readonly created_on: string;
  readonly user: { readonly name: string };
  readonly notes?: string;
  readonly private_notes?: boolean;
  readonly details: readonly {
    readonly property: string;
    readonly name: string;
    readonly old_value?: string | null;
    readonly new_value?: string | null;
  }[];
}

/** @returns `null` where it is gone */
export function seeRedmine(world: World, id: string): Seen | null {
  const reply = world.askRedmine('admin', 'GET', `/issues/${id}.json?include=journals`);
  if (!isDone(reply)) return null;
  const { issue } = reply.body;
  const names = namesIn(world);
  const toWorldTime = (time: string) => Date.parse(time) - world.choice.redmineSkewMs;
  const journals = (issue.journals as Journal[]).toSorted((left, right) => left.id - right.id);
  const authorOf = ({ id: journalId, user }: Journal): Author => {
    const isKeyOwner = world.book.ownKeyJournals.has(journalId);
    return {
      isApp: user.name === SYNC_NAME && !isKeyOwner,
      isKeyOwner,
      isLate: world.book.lateJournals.has(journalId),
    };
  };
  const rows = world.rows.map((row) => {
    const { past, read, detail } = row.spec.redmine;
    const items = journals.flatMap((journal): PastItem[] =>
      journal.details
        .filter(({ property, name }) => property === detail.property && name === detail.name)
        .map((change) => ({
          entry: String(journal.id),
          atMs: toWorldTime(journal.created_on),
          ...authorOf(journal),
          from: past(change.old_value),
          to: past(change.new_value),
        })),
    );
    const now = read(issue);
    return { row, now, changes: tellChanges(row, 'redmine', now, items) };
  });
  return {
    fields: {
      summary: issue.subject,
      description: textOf(issue.description ?? ''),
      duedate: issue.due_date ?? '',
      assignee: issue.assigned_to?.name ?? '',
      priority: commonOption('priority', issue.priority.name),
      status: commonOption('status', issue.status.name),
      issuetype: commonOption('issuetype', issue.tracker.name),
    },
    rows: Object.fromEntries(
      rows.map(({ row, now }) => [row.field, commonWord(row.spec, 'redmine', now)]),
    ),
    history: [
      ...rows.flatMap(({ changes }) => changes),
      ...journals.flatMap((journal) =>
        journal.details.flatMap((detail) => {
          const field = detail.property === 'attr' ? FIELD_OF[detail.name] : undefined;
          if (!field) return [];
          return [
            {
              atMs: toWorldTime(journal.created_on),
              ...authorOf(journal),
              field,
              from: shown(names, field, detail.old_value),
              to: shown(names, field, detail.new_value),
            },
          ];
        }),
      ),
    ],
    comments: journals
      .filter(({ notes }) => notes)
      .map(({ id: journalId, notes = '', private_notes: isPrivate = false }) => ({
        id: String(journalId),
        text: textOf(notes),
        isPrivate,
      })),
    createdAtMs: toWorldTime(issue.created_on),
  };
}

function shown(
  names: ReadonlyMap<string, string>,
  field: CoreField,
  value: string | null | undefined,
) {
  if (field === 'description') return textOf(value ?? '');
  if (field in OPTIONS) {
    const options: readonly {
      readonly redmine?: { readonly id: number; readonly name: string };
    }[] = OPTIONS[field as OptionField];
    const option = options.find(({ redmine }) => String(redmine?.id) === value);
    return option?.redmine
      ? commonOption(field as OptionField, option.redmine.name)
      : (value ?? '');
  }
  return field === 'assignee' ? (names.get(value ?? '') ?? value ?? '') : (value ?? '');
}

/** The words of a text in their order; the line of the app's marker is none of it. */
function textOf(source: string): string {
  const lines = source.split('\n').filter((line) => !line.includes('#sync-'));
  return wordsOf(lines.join('\n')).join(' ');
}

let known: ReadonlyMap<string, string> | undefined;

/** People by id, the same in every world: the seed makes them. */
function namesIn(world: World): ReadonlyMap<string, string> {
  known ??= new Map(
    getBody(
      world.askRedmine('admin', 'GET', '/projects/web-shop/memberships.json'),
      'list the members',
    ).memberships.map(({ user }: { user: { id: number; name: string } }) => [
      String(user.id),
      user.name,
    ]),
  );
  return known ?? new Map();
}
