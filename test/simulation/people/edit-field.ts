/** People change fields. */

import type { CoreField, TrackerAct } from '../script/steps';
import { JIRA_STRANGER, OPTIONS, PEOPLE } from '../script/values';
import { getBody, isDone } from '../world/ask';
import type { BookIssue } from '../world/book';
import type { World } from '../world/world';
import { asKeyOwner } from './as-key-owner';
import {
  chooseTextEdit,
  editDocument,
  editSource,
  joinMarker,
  phraseOf,
  splitMarker,
} from './write-text';

const HOUR_MS = 3_600_000;

type EditAct = Extract<TrackerAct, { do: 'edit' }>;

/** One day of December, or none. */
function dayOf(choice: number): string | null {
  return choice < 0.2 ? null : `2026-12-${10 + Math.floor(choice * 19)}`;
}

function pickAt<T>(choices: readonly T[], choice: number): T | undefined {
  return choices[Math.floor(choice * choices.length)];
}

/** @returns whether the tracker took it */
export function editField(world: World, step: number, act: EditAct, issue: BookIssue): boolean {
  return issue.side === 'jira'
    ? editInJira(world, step, act, issue)
    : editInRedmine(world, step, act, issue);
}

function editInJira(world: World, step: number, act: EditAct, issue: BookIssue): boolean {
  const { id } = issue;
  const who = issue.access === 'hidden' ? 'admin' : act.who;
  if (act.field === 'status') {
    const offered = getBody(world.askJira(who, 'GET', `/issue/${id}/transitions`), 'transitions');
    const transition = pickAt(offered.transitions as { id: string }[], act.choice);
    if (!transition) return false;
    const body = { transition: { id: transition.id } };
    return isDone(world.askJira(who, 'POST', `/issue/${id}/transitions`, body));
  }
  const value = jiraValue(world, step, act, issue);
  if (value === undefined) return false;
  world.book.typed(JSON.stringify(value), issue);
  return isDone(world.askJira(who, 'PUT', `/issue/${id}`, { fields: { [act.field]: value } }));
}

function jiraValue(world: World, step: number, act: EditAct, issue: BookIssue): unknown {
  const { field, choice } = act;
  switch (field) {
    case 'summary':
      return phraseOf(step, 'a');
    case 'description': {
      const reply = world.askJira('admin', 'GET', `/issue/${issue.id}?fields=description`);
      const before = getBody(reply, 'read the description').fields.description;
      return editDocument(before, chooseTextEdit(choice), step);
    }
    case 'duedate':
      return dayOf(choice);
    case 'assignee':
      return jiraAssignee(world, choice);
    case 'priority':
    case 'issuetype': {
      const name = pickAt(
        OPTIONS[field].flatMap(({ jira }) => jira ?? []),
        choice,
      );
      return { name };
    }
    case 'status':
      throw new Error('a status is moved by a transition');
    default:
      return field satisfies never;
  }
}

function jiraAssignee(world: World, choice: number): { accountId: string } | null {
  const { accounts } = world.jira;
  const name = pickAt([null, ...PEOPLE.map((person) => person.name), JIRA_STRANGER], choice);
  switch (name) {
    case 'Ada Lovelace':
      return { accountId: accounts.ada };
    case 'Grace Hopper':
      return { accountId: accounts.grace };
    case JIRA_STRANGER:
      // The mapping does not know him; too often he would be all that is left.
      return choice > 0.95 ? { accountId: accounts.linus } : null;
    default:
      return null;
  }
}

function editInRedmine(world: World, step: number, act: EditAct, issue: BookIssue): boolean {
  const change = redmineChange(world, step, act.field, act.choice, issue);
  world.book.typed(Object.values(change).join(' '), issue);
  return asKeyOwner(world, act.who, () =>
    isDone(world.askRedmine(act.who, 'PUT', `/issues/${issue.id}.json`, { issue: change })),
  );
}

function redmineChange(
  world: World,
  step: number,
  field: CoreField,
  choice: number,
  issue: BookIssue,
): Readonly<Record<string, unknown>> {
  switch (field) {
    case 'summary':
      return { subject: phraseOf(step, 'a') };
    case 'description':
      return { description: newDescription(world, step, choice, issue) };
    case 'duedate':
      return { due_date: dayOf(choice) ?? '' };
    case 'assignee': {
      const person = pickAt([null, ...PEOPLE], choice);
      return { assigned_to_id: person ? userIdOf(world, person.name) : '' };
    }
    case 'priority':
      return { priority_id: optionId(field, choice) };
    case 'status':
      return { status_id: optionId(field, choice) };
    case 'issuetype':
      return { tracker_id: optionId(field, choice) };
    default:
      return field satisfies never;
  }
}

function optionId(field: keyof typeof OPTIONS, choice: number): number | undefined {
  return pickAt(
    OPTIONS[field].flatMap(({ redmine }) => redmine?.id ?? []),
    choice,
  );
}

/** Most people leave the app's line alone; some take it away once they are done with it. */
function newDescription(world: World, step: number, choice: number, issue: BookIssue): string {
  const reply = world.askRedmine('admin', 'GET', `/issues/${issue.id}.json`);
  const before = getBody(reply, 'read the description').issue.description ?? '';
  const { source, line } = splitMarker(before);
  const edited = editSource(source, chooseTextEdit(choice), step, world.choice.textFormat);
  const takesAway = Math.floor(choice * 1000) % 10 === 0 && isSettled(world, issue);
  return joinMarker(edited, takesAway ? '' : line);
}

/** Old enough that its link stands: nobody takes a line away in the second in which it came. */
function isSettled(world: World, issue: BookIssue): boolean {
  return world.nowMs() - issue.bornAtMs > 3 * HOUR_MS;
}

const userIds = new Map<string, number>();

/** The same in every world: the seed makes them. */
function userIdOf(world: World, name: string): number {
  if (userIds.size === 0) {
    const reply = world.askRedmine('admin', 'GET', '/projects/web-shop/memberships.json');
    for (const { user } of getBody(reply, 'list the members').memberships) {
      if (user) userIds.set(user.name, user.id);
    }
  }
  const id = userIds.get(name);
  if (id === undefined) throw new Error(`${name} is no member`);
  return id;
}
