/** Reads a Jira issue as Ada sees it: she is a developer, and so is the app. */
import { commonWord } from '../families/rows/common-word';
import { type PastItem, tellChanges } from '../families/rows/see-rows';
import type { CoreField } from '../script/steps';
import { isDone } from '../world/ask';
import { wordsOf } from '../world/book';
import type { World } from '../world/world';
import type { Seen } from './seen';

const FIELD_OF: Readonly<Record<string, CoreField>> = {
  summary: 'summary',
  description: 'description',
  duedate: 'duedate',
  assignee: 'assignee',
  priority: 'priority',
  status: 'status',
  issuetype: 'issuetype',
};

const FIELDS = [...Object.keys(FIELD_OF), 'comment', 'created'];

interface Item {
  /** Jira gives those of parents none. */
  readonly fieldId?: string;
  readonly field: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

interface History {
  readonly id: string;
  readonly created: string;
  readonly author: { readonly accountId: string };
  readonly items: readonly Item[];
}

/** @returns `null` where she does not see it */
export function seeJira(world: World, id: string): Seen | null {
  const asked = [...FIELDS, ...world.rows.map(({ field }) => field)].join();
  const reply = world.askJira('ada', 'GET', `/issue/${id}?fields=${asked}&expand=changelog`);
  if (!isDone(reply)) return null;
  const { fields, changelog } = reply.body;
  const toWorldTime = (time: string) => Date.parse(time) - world.choice.jiraSkewMs;
  const histories = (changelog.histories as History[]).toSorted(
    (left, right) => Number(left.id) - Number(right.id),
  );
  const isOurs = (entry: History) => entry.author.accountId === world.jira.accounts.app;
  const rows = world.rows.map((row) => {
    const { past, read } = row.spec.jira;
    const items = histories.flatMap((entry): PastItem[] =>
      entry.items
        .filter((item) => fieldIdOf(item) === row.field)
        .map((item) => ({
          entry: entry.id,
          atMs: toWorldTime(entry.created),
          isApp: isOurs(entry),
          from: past(item.from, item.fromString),
          to: past(item.to, newTextOf(item)),
        })),
    );
    const now = read(fields[row.field]);
    return { row, now, changes: tellChanges(row, 'jira', now, items) };
  });
  const comments = fields.comment.comments as { id: string; body: unknown; visibility?: unknown }[];
  return {
    fields: {
      summary: fields.summary,
      description: textOf(fields.description),
      duedate: fields.duedate ?? '',
      assignee: fields.assignee?.displayName ?? '',
      priority: fields.priority?.name ?? '',
      status: fields.status.name,
      issuetype: fields.issuetype.name,
    },
    rows: Object.fromEntries(
      rows.map(({ row, now }) => [row.field, commonWord(row.spec, 'jira', now)]),
    ),
    history: [
      ...rows.flatMap(({ changes }) => changes),
      ...histories.flatMap((entry) =>
        entry.items.flatMap((item) => {
          const field = FIELD_OF[fieldIdOf(item)];
          if (!field) return [];
          return [
            {
              atMs: toWorldTime(entry.created),
              isApp: isOurs(entry),
              field,
              from: shown(field, item.from, item.fromString),
              to: shown(field, item.to, newTextOf(item)),
            },
          ];
        }),
      ),
    ],
    comments: comments.map(({ id: commentId, body, visibility }) => ({
      id: commentId,
      text: textOf(body),
      isPrivate: visibility !== undefined,
    })),
    createdAtMs: toWorldTime(fields.created),
  };
}

function fieldIdOf({ fieldId, field }: Item): string {
  return field === 'IssueParentAssociation' ? 'parent' : (fieldId ?? field);
}

/** An item without it shows the function that every object has under that name. */
function newTextOf(item: Item): string | null {
  return Object.hasOwn(item, 'toString') ? item.toString : null;
}

function shown(field: CoreField, id: string | null, name: string | null): string {
  if (field === 'duedate') return id ?? '';
  return field === 'description' ? wordsOf(name ?? '').join(' ') : (name ?? '');
}

/** The words of a document in their order. */
function textOf(document: unknown): string {
  return wordsOf(JSON.stringify(document ?? '')).join(' ');
}
