/** Issues come and go: made, copied, hidden, moved and deleted by people. */
import { HIDDEN_LEVEL, noteAccess, PRIVATE_LEVEL } from '../families/privacy/access';
import {
  FOREIGN_JIRA_PROJECT,
  FOREIGN_REDMINE_PROJECT,
  JIRA_PROJECT,
  REDMINE_PROJECT,
} from '../script/document';
import type { Side, TrackerAct, Who } from '../script/steps';
import { ISSUE_TYPES } from '../script/values';
import { isDone, type Reply } from '../world/ask';
import type { BookIssue } from '../world/book';
import { askOn, type World } from '../world/world';
import { phraseOf, splitMarker, toDocument } from './write-text';

type ActOf<Name> = Extract<TrackerAct, { do: Name }>;

/** @returns whether the tracker took it */
export function createIssue(world: World, step: number, act: ActOf<'create'>): boolean {
  const reply =
    act.side === 'jira'
      ? createInJira(world, step, act.who, {
          issuetype: { name: act.type },
          ...(act.isPrivate ? { security: { name: PRIVATE_LEVEL } } : {}),
        })
      : createInRedmine(world, step, act.who, '', {
          tracker_id: ISSUE_TYPES.find(({ jira }) => jira === act.type)?.redmine?.id,
          is_private: act.isPrivate,
        });
  // Redmine makes it public where its author may not hide it.
  const isPrivate = act.side === 'jira' ? act.isPrivate : reply.body?.issue?.is_private === true;
  return enter(world, step, act.side, reply, isPrivate);
}

function createInJira(
  world: World,
  step: number,
  who: Who | 'admin',
  more: object,
  properties?: object,
): Reply {
  return world.askJira(who, 'POST', '/issue', {
    fields: {
      project: { key: JIRA_PROJECT },
      summary: phraseOf(step, 'a'),
      description: toDocument(phraseOf(step, 'b')),
      ...more,
    },
    ...(properties ? { properties } : {}),
  });
}

function createInRedmine(
  world: World,
  step: number,
  who: Who | 'admin',
  line: string,
  more: object,
): Reply {
  return world.askRedmine(who, 'POST', '/issues.json', {
    issue: {
      project_id: REDMINE_PROJECT,
      subject: phraseOf(step, 'a'),
      description: [phraseOf(step, 'b'), line].filter((part) => part !== '').join('\n\n'),
      ...more,
    },
  });
}

function enter(world: World, step: number, side: Side, reply: Reply, isPrivate: boolean): boolean {
  if (!isDone(reply)) return false;
  const id = side === 'jira' ? reply.body.id : String(reply.body.issue.id);
  const issue = world.book.addIssue({
    side,
    id,
    birth: step,
    isTwin: false,
    bornAtMs: world.nowMs(),
  });
  if (isPrivate) issue.access = 'private';
  for (const letter of ['a', 'b']) world.book.typed(phraseOf(step, letter), issue);
  return true;
}

/** With the app's marker: a property in Jira, a line of the description in Redmine. */
export function copyIssue(world: World, step: number, side: Side, issue: BookIssue): boolean {
  if (side === 'jira') {
    const read = world.askJira(
      'admin',
      'GET',
      `/issue/${issue.id}?properties=redmine-sync&fields=issuetype`,
    );
    if (!isDone(read)) return false;
    const { properties, fields } = read.body;
    const marker = properties?.['redmine-sync'];
    const copied = marker ? [{ key: 'redmine-sync', value: marker }] : [];
    const more = { issuetype: { id: fields.issuetype.id } };
    return enter(world, step, side, createInJira(world, step, 'ada', more, copied), false);
  }
  const read = world.askRedmine('admin', 'GET', `/issues/${issue.id}.json`);
  if (!isDone(read)) return false;
  const { line } = splitMarker(read.body.issue.description ?? '');
  const more = { tracker_id: read.body.issue.tracker.id };
  return enter(world, step, side, createInRedmine(world, step, 'ada', line, more), false);
}

/** @returns whether the tracker took it */
export function restrictIssue(
  world: World,
  act: Pick<ActOf<'restrict'>, 'access'>,
  issue: BookIssue,
): boolean {
  noteAccess(world, issue);
  const access = issue.side === 'redmine' && act.access === 'hidden' ? 'private' : act.access;
  if (access === issue.access || issue.isOut) return false;
  const level = { open: null, private: { name: PRIVATE_LEVEL }, hidden: { name: HIDDEN_LEVEL } };
  const reply =
    issue.side === 'jira'
      ? world.askJira('admin', 'PUT', `/issue/${issue.id}`, { fields: { security: level[access] } })
      : world.askRedmine('admin', 'PUT', `/issues/${issue.id}.json`, {
          issue: { is_private: access !== 'open' },
        });
  if (!isDone(reply)) return false;
  world.book.noteAccess(issue, access, world.nowMs());
  return true;
}

/** @returns whether the tracker took it */
export function deleteIssue(world: World, issue: BookIssue): boolean {
  const path = issue.side === 'jira' ? `/issue/${issue.id}` : `/issues/${issue.id}.json`;
  const below = issue.side === 'redmine' ? listBelow(world, issue) : [];
  if (!isDone(askOn(world, issue.side)('admin', 'DELETE', path))) return false;
  for (const gone of [issue, ...below]) gone.isDeleted = true;
  return true;
}

interface ShownChild {
  readonly id: number;
  readonly children?: readonly ShownChild[];
}

/** What stands below an issue of Redmine, at any depth: it is deleted along with it. */
function listBelow(world: World, { id }: BookIssue): readonly BookIssue[] {
  const reply = world.askRedmine('admin', 'GET', `/issues/${id}.json?include=children`);
  const listed = ({ children = [] }: ShownChild): readonly BookIssue[] =>
    children.flatMap((child) => {
      const known = world.book.find('redmine', String(child.id));
      return known ? [known, ...listed(child)] : listed(child);
    });
  return isDone(reply) ? listed(reply.body.issue) : [];
}

/** @returns whether there was anything to delete */
export function purge(world: World, side: Side): boolean {
  const issues = world.book.all.filter(
    (issue) => issue.side === side && !issue.isDeleted && !issue.isOut,
  );
  return issues.filter((issue) => deleteIssue(world, issue)).length > 0;
}

/** Both of Jira's projects have the type that an issue moves with. */
const MOVING_TYPE = '10001';

/** @returns whether the tracker took it */
export function moveIssue(world: World, act: ActOf<'move'>, issue: BookIssue): boolean {
  const isOut = act.where === 'out';
  if (isOut === issue.isOut) return false;
  const reply =
    issue.side === 'jira'
      ? world.askJira('admin', 'POST', '/bulk/issues/move', {
          targetToSourcesMapping: {
            [`${isOut ? FOREIGN_JIRA_PROJECT : JIRA_PROJECT},${MOVING_TYPE}`]: {
              issueIdsOrKeys: [issue.id],
            },
          },
        })
      : world.askRedmine('admin', 'PUT', `/issues/${issue.id}.json`, {
          issue: { project_id: isOut ? FOREIGN_REDMINE_PROJECT : REDMINE_PROJECT },
        });
  if (!isDone(reply)) return false;
  issue.isOut = isOut;
  issue.movedAt = world.book.now;
  if (issue.side === 'jira' && issue.access !== 'open') {
    // A level belongs to its project.
    world.book.noteAccess(issue, 'open', world.nowMs());
  }
  return true;
}

/** Somebody works where no mapping reaches. */
export function workElsewhere(world: World, step: number, side: Side): boolean {
  const known = world.book.foreign[side].at(-1);
  const summary = phraseOf(step, 'a');
  const reply =
    side === 'jira'
      ? known
        ? world.askJira('ada', 'PUT', `/issue/${known}`, { fields: { summary } })
        : world.askJira('ada', 'POST', '/issue', {
            fields: {
              project: { key: FOREIGN_JIRA_PROJECT },
              issuetype: { name: 'Task' },
              summary,
            },
          })
      : known
        ? world.askRedmine('ada', 'PUT', `/issues/${known}.json`, { issue: { subject: summary } })
        : world.askRedmine('ada', 'POST', '/issues.json', {
            issue: { project_id: FOREIGN_REDMINE_PROJECT, tracker_id: 1, subject: summary },
          });
  if (!isDone(reply)) return false;
  if (!known)
    world.book.foreign[side].push(side === 'jira' ? reply.body.id : String(reply.body.issue.id));
  return true;
}
