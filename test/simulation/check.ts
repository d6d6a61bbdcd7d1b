/**
 * The invariants of docs/sync-rules.md, checked from outside: both sides are read as a person would
 * read them, and compared with tables of this file's own. None of the app's code is used.
 */
import { MAPPED_FIELDS, type MappedField, PEOPLE, VALUE_PAIRS } from './configuration';
import { listJiraIds, listRedmineIds, type People } from './people';
import type { World } from './world';

interface Pair {
  readonly jiraId: string;
  readonly redmineId: string;
}

/** Both sides of one pair in comparable words. */
interface Side {
  readonly fields: Readonly<Record<MappedField, string>>;
  readonly comments: readonly { readonly id: string; readonly text: string }[];
  readonly history: readonly Change[];
}

interface Change {
  readonly at: number;
  readonly isApp: boolean;
  readonly field: MappedField;
  readonly from: string;
  readonly to: string;
}

interface Told {
  readonly conflicts: ReadonlySet<string>;
  readonly problems: ReadonlySet<string>;
  readonly deadLetters: readonly string[];
}

/** @returns what is broken, each as a sentence that begins with the invariant */
export async function findBroken(world: World, people: People): Promise<readonly string[]> {
  const told = await readTold(world);
  const jiraIds = await listJiraIds(world);
  const redmineIds = await listRedmineIds(world);
  const { pairs, broken } = await findPairs(world, jiraIds, redmineIds, told);
  for (const pair of pairs) {
    const [jira, redmine] = await Promise.all([
      readJira(world, pair.jiraId),
      readRedmine(world, people, pair.redmineId),
    ]);
    broken.push(...compareFields(world, people, pair, jira, redmine, told));
    broken.push(...findSilentlyLost(world, pair, jira, redmine, told));
    broken.push(...compareComments(world, people, pair, jira, redmine, told));
  }
  broken.push(...(await findTouchedForeign(world, people)));
  return broken;
}

async function readTold(world: World): Promise<Told> {
  const conflicts = new Set<string>();
  const problems = new Set<string>();
  const deadLetters: string[] = [];
  let cursor: string | null = null;
  do {
    const page = (await world.asAdmin('listProblems', cursor ? { cursor } : {})) as {
      conflicts: { linkId: string; field: string }[];
      problems: { linkId: string; field: string | null }[];
      deadLetters: { message: string }[];
      cursor: string | null;
    };
    for (const { linkId, field } of page.conflicts) conflicts.add(`${linkId} ${field}`);
    for (const { linkId, field } of page.problems) problems.add(`${linkId} ${field ?? '*'}`);
    deadLetters.push(...page.deadLetters.map(({ message }) => message));
    cursor = page.cursor;
  } while (cursor);
  return { conflicts, problems, deadLetters };
}

/** Pairs are what the panel shows; beyond that, every issue has one twin, and only one. */
async function findPairs(
  world: World,
  jiraIds: readonly string[],
  redmineIds: readonly string[],
  told: Told,
): Promise<{ pairs: Pair[]; broken: string[] }> {
  const pairs: Pair[] = [];
  for (const jiraId of jiraIds) {
    const twin = await world.findTwin(jiraId);
    if (twin) pairs.push({ jiraId, redmineId: twin });
  }
  const broken: string[] = [];
  for (const redmineId of redmineIds) {
    const twins = pairs.filter((pair) => pair.redmineId === redmineId).length;
    if (twins > 1) broken.push(`I3 once: Redmine ${redmineId} has ${twins} twins`);
    if (twins === 0 && told.deadLetters.length === 0) {
      broken.push(`I3 once or I1 converge: Redmine ${redmineId} has no twin, or is one too many`);
    }
  }
  for (const jiraId of jiraIds) {
    if (pairs.some((pair) => pair.jiraId === jiraId) || told.deadLetters.length > 0) continue;
    broken.push(`I3 once or I1 converge: Jira ${jiraId} has no twin, or is one too many`);
  }
  return { pairs, broken };
}

function compareFields(
  world: World,
  people: People,
  pair: Pair,
  jira: Side,
  redmine: Side,
  told: Told,
): string[] {
  return MAPPED_FIELDS.flatMap((field) => {
    if (isTold(told, pair, field) || isHalted(world, told, pair)) return [];
    if (jira.fields[field] === redmine.fields[field]) return [];
    const direction = world.configuration.directions[field];
    const last = people.edits.findLast(
      (edit) =>
        edit.field === field &&
        (edit.side === 'jira' ? edit.issue === pair.jiraId : edit.issue === pair.redmineId),
    );
    // A change on the side that a one-way field does not follow is left alone.
    if (direction === 'toJira' && last?.side === 'jira') return [];
    if (direction === 'toRedmine' && last?.side === 'remote') return [];
    return [
      `I1 converge: ${field} of ${nameOf(pair)} is ${JSON.stringify(jira.fields[field])} in Jira and ${JSON.stringify(redmine.fields[field])} in Redmine; Jira: ${tell(jira, field)}; Redmine: ${tell(redmine, field)}`,
    ];
  });
}

/** An app's write that replaced what a person had typed, and that never reached the other side. */
function findSilentlyLost(
  world: World,
  pair: Pair,
  jira: Side,
  redmine: Side,
  told: Told,
): string[] {
  const { onConflict, directions } = world.configuration;
  return (['jira', 'redmine'] as const).flatMap((name) => {
    const [here, there] = name === 'jira' ? [jira, redmine] : [redmine, jira];
    return here.history.flatMap((change, index) => {
      if (!change.isApp || change.from === '' || isTold(told, pair, change.field)) return [];
      if (directions[change.field] !== 'both') return [];
      if (onConflict === 'jira' || onConflict === 'redmine' || onConflict === 'newest') return [];
      // Merged texts hold both edits; statuses pass through others on their way.
      if (change.field === 'description' || change.field === 'status') return [];
      const typed = here.history.slice(0, index).findLast(({ field }) => field === change.field);
      if (!typed || typed.isApp || typed.to !== change.from) return [];
      const carried =
        there.history.some(
          ({ field, from, to }) =>
            field === change.field && (from === change.from || to === change.from),
        ) || there.fields[change.field] === change.from;
      return carried
        ? []
        : [
            `I2 nothing lost: ${change.field} of ${nameOf(pair)} in ${name}: a person's ${JSON.stringify(change.from)} was replaced by ${JSON.stringify(change.to)} unseen; Jira: ${tell(jira, change.field)}; Redmine: ${tell(redmine, change.field)}`,
          ];
    });
  });
}

/** A field's history in one line; the app's own changes in brackets. */
function tell(side: Side, field: MappedField): string {
  const changes = side.history.filter((change) => change.field === field);
  return changes
    .map(({ at, isApp, from, to }) => {
      const step = `${from || '-'} → ${to || '-'} at ${new Date(at).toISOString().slice(11, 19)}`;
      return isApp ? `[${step}]` : step;
    })
    .join(', ');
}

function compareComments(
  world: World,
  people: People,
  pair: Pair,
  jira: Side,
  redmine: Side,
  told: Told,
): string[] {
  const halted = isHalted(world, told, pair);
  return people.comments.flatMap((comment) => {
    const isHere =
      comment.side === 'jira' ? comment.issue === pair.jiraId : comment.issue === pair.redmineId;
    if (!isHere) return [];
    const across = comment.side === 'jira' ? redmine : jira;
    const copies = across.comments.filter(({ text }) => text.includes(comment.text)).length;
    if (comment.isPrivate) {
      return copies > 0 ? [`I6 private: "${comment.text}" of ${nameOf(pair)} crossed`] : [];
    }
    if (copies > 1)
      return [`I3 once: "${comment.text}" of ${nameOf(pair)} was copied ${copies} times`];
    const wanted = comment.isDeleted ? 0 : 1;
    if (copies === wanted || halted) return [];
    return [
      `I1 converge: "${comment.text}" of ${nameOf(pair)} (${comment.side}) has ${copies} copies and should have ${wanted}`,
    ];
  });
}

async function findTouchedForeign(world: World, people: People): Promise<string[]> {
  const broken: string[] = [];
  for (const key of people.foreignIssues) {
    const { body } = await world.asJira(
      'admin@example.com',
      'GET',
      `/issue/${key}?expand=changelog`,
    );
    const authors = (body.changelog.histories as { author: { accountId: string } }[]).map(
      ({ author }) => author.accountId,
    );
    if (authors.includes(world.jira.accounts.app)) broken.push(`I7 in scope: ${key} was touched`);
  }
  return broken;
}

function isTold(told: Told, pair: Pair, field: string): boolean {
  const link = `main:${pair.redmineId}`;
  return (
    told.conflicts.has(`${link} ${field}`) ||
    told.problems.has(`${link} ${field}`) ||
    told.problems.has(`${link} *`)
  );
}

/** Under `halt` one conflict holds the whole link. */
function isHalted(world: World, told: Told, pair: Pair): boolean {
  if (world.configuration.onConflict !== 'halt') return false;
  return [...told.conflicts].some((key) => key.startsWith(`main:${pair.redmineId} `));
}

function nameOf(pair: Pair): string {
  return `Jira ${pair.jiraId} = Redmine ${pair.redmineId}`;
}

const JIRA_FIELD_NAMES: Readonly<Record<string, MappedField>> = {
  summary: 'summary',
  description: 'description',
  duedate: 'duedate',
  assignee: 'assignee',
  priority: 'priority',
  status: 'status',
};

async function readJira(world: World, id: string): Promise<Side> {
  const { body } = await world.asJira('admin@example.com', 'GET', `/issue/${id}?expand=changelog`);
  const { fields, changelog } = body;
  const comments = await world.asJira(
    'admin@example.com',
    'GET',
    `/issue/${id}/comment?maxResults=500`,
  );
  return {
    fields: {
      summary: fields.summary,
      description: plainAdf(fields.description),
      duedate: fields.duedate ?? '',
      assignee: personOf(fields.assignee?.displayName),
      priority: fields.priority?.name ?? '',
      status: fields.status.name,
    },
    comments: comments.body.comments.map((comment: { id: string; body: unknown }) => ({
      id: comment.id,
      text: plainAdf(comment.body),
    })),
    history: changelog.histories
      .toReversed()
      .flatMap(
        (entry: {
          created: string;
          author: { accountId: string };
          items: { fieldId: string; from: string; fromString: string; to: string }[];
        }) =>
          entry.items.flatMap((item) => {
            const field = JIRA_FIELD_NAMES[item.fieldId];
            if (!field) return [];
            const isDate = field === 'duedate';
            const to = Object.hasOwn(item, 'toString')
              ? String((item as unknown as Record<string, unknown>)['toString'] ?? '')
              : '';
            return [
              {
                at: Date.parse(entry.created),
                isApp: entry.author.accountId === world.jira.accounts.app,
                field,
                from: toCommon(field, isDate ? (item.from ?? '') : (item.fromString ?? '')),
                to: toCommon(field, isDate ? (item.to ?? '') : to),
              },
            ];
          }),
      ),
  };
}

const REDMINE_FIELD_NAMES: Readonly<Record<string, MappedField>> = {
  subject: 'summary',
  description: 'description',
  due_date: 'duedate',
  assigned_to_id: 'assignee',
  priority_id: 'priority',
  status_id: 'status',
};

async function readRedmine(world: World, people: People, id: string): Promise<Side> {
  const { body } = await world.asRedmine('ada', 'GET', `/issues/${id}.json?include=journals`);
  const { issue } = body;
  const names = await readNames(world);
  return {
    fields: {
      summary: issue.subject,
      description: plainSource(issue.description),
      duedate: issue.due_date ?? '',
      assignee: personOf(issue.assigned_to?.name),
      priority: jiraNameOf('priority', issue.priority.name),
      status: jiraNameOf('status', issue.status.name),
    },
    comments: issue.journals
      .filter(({ notes }: { notes?: string }) => notes)
      .map((journal: { id: number; notes: string }) => ({
        id: String(journal.id),
        text: plainSource(journal.notes),
      })),
    history: issue.journals.flatMap(
      (journal: {
        id: number;
        created_on: string;
        user: { name: string };
        details: { name: string; old_value?: string; new_value?: string }[];
      }) =>
        journal.details.flatMap((detail) => {
          const field = REDMINE_FIELD_NAMES[detail.name];
          if (!field) return [];
          const show = (value: string | undefined) =>
            toCommon(field, names.get(`${detail.name} ${value}`) ?? value ?? '');
          return [
            {
              at: Date.parse(journal.created_on),
              isApp: journal.user.name === 'Jira Sync' && !people.ownKeyJournals.has(journal.id),
              field,
              from: show(detail.old_value),
              to: show(detail.new_value),
            },
          ];
        }),
    ),
  };
}

async function readNames(world: World): Promise<ReadonlyMap<string, string>> {
  const [statuses, priorities, memberships] = await Promise.all([
    world.asRedmine('ada', 'GET', '/issue_statuses.json'),
    world.asRedmine('ada', 'GET', '/enumerations/issue_priorities.json'),
    world.asRedmine('ada', 'GET', '/projects/web-shop/memberships.json'),
  ]);
  type Named = { id: number; name: string };
  return new Map([
    ...statuses.body.issue_statuses.map(
      ({ id, name }: Named) => [`status_id ${id}`, name] as const,
    ),
    ...priorities.body.issue_priorities.map(
      ({ id, name }: Named) => [`priority_id ${id}`, name] as const,
    ),
    ...memberships.body.memberships.flatMap(({ user }: { user?: Named }) =>
      user ? [[`assigned_to_id ${user.id}`, user.name] as const] : [],
    ),
  ]);
}

function toCommon(field: MappedField, value: string): string {
  if (field === 'status' || field === 'priority') return jiraNameOf(field, value);
  return field === 'description' ? plainSource(value) : value;
}

function jiraNameOf(field: 'status' | 'priority', redmineName: string): string {
  const pair = VALUE_PAIRS[field].find(([, name]) => name === redmineName);
  return pair?.[0] ?? redmineName;
}

function personOf(name: string | undefined): string {
  return PEOPLE.find(({ redmineName }) => redmineName === name)?.redmineName ?? name ?? '';
}

// biome-ignore lint/suspicious/noExplicitAny: any node of a document
function plainAdf(node: any): string {
  if (!node) return '';
  if (typeof node.text === 'string') return node.text;
  const inner = (node.content ?? []).map(plainAdf);
  return node.type === 'doc' ? inner.join(' ').replace(/\s+/g, ' ').trim() : inner.join('');
}

/** Without the marker's line; escapes of plain words do not occur. */
function plainSource(source: string | null | undefined): string {
  return (source ?? '')
    .split(/\r?\n/)
    .filter((line) => !line.includes('#sync-'))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
