/** Reads a Jira issue as Ada sees it: she is a developer, and so is the app. */
import type { Field } from '../script/steps';
import { isDone } from '../world/ask';
import { wordsOf } from '../world/book';
import type { World } from '../world/world';
import type { Seen } from './seen';

const FIELD_OF: Readonly<Record<string, Field>> = {
  summary: 'summary',
  description: 'description',
  duedate: 'duedate',
  assignee: 'assignee',
  priority: 'priority',
  status: 'status',
  issuetype: 'issuetype',
};

const QUERY = `fields=${[...Object.keys(FIELD_OF), 'comment', 'created'].join()}&expand=changelog`;

interface Item {
  readonly fieldId: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

/** @returns `null` where she does not see it */
export function seeJira(world: World, id: string): Seen | null {
  const reply = world.askJira('ada', 'GET', `/issue/${id}?${QUERY}`);
  if (!isDone(reply)) return null;
  const { fields, changelog } = reply.body;
  const toWorldTime = (time: string) => Date.parse(time) - world.choice.jiraSkewMs;
  const histories = changelog.histories as {
    id: string;
    created: string;
    author: { accountId: string };
    items: Item[];
  }[];
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
    history: histories
      .toSorted((left, right) => Number(left.id) - Number(right.id))
      .flatMap((entry) =>
        entry.items.flatMap((item) => {
          const field = FIELD_OF[item.fieldId];
          if (!field) return [];
          return [
            {
              atMs: toWorldTime(entry.created),
              isApp: entry.author.accountId === world.jira.accounts.app,
              field,
              from: shown(field, item.from, item.fromString),
              // An item without it shows the function that every object has under that name.
              to: shown(field, item.to, Object.hasOwn(item, 'toString') ? item.toString : null),
            },
          ];
        }),
      ),
    comments: comments.map(({ id: commentId, body, visibility }) => ({
      id: commentId,
      text: textOf(body),
      isPrivate: visibility !== undefined,
    })),
    createdAtMs: toWorldTime(fields.created),
  };
}

function shown(field: Field, id: string | null, name: string | null): string {
  if (field === 'duedate') return id ?? '';
  return field === 'description' ? wordsOf(name ?? '').join(' ') : (name ?? '');
}

/** The words of a document in their order. */
function textOf(document: unknown): string {
  return wordsOf(JSON.stringify(document ?? '')).join(' ');
}
