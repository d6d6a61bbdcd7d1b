/** Carries out what a person does in one of the trackers, before anything else can happen. */
import { familyOf, noteIssue } from '../families';
import type { Birth, Side, TrackerAct } from '../script/steps';
import type { BookIssue } from '../world/book';
import { noteDeletion } from '../world/note-deletion';
import { callRoll } from '../world/roll-call';
import type { World } from '../world/world';
import { changeComment, comment } from './comment';
import { editField } from './edit-field';
import {
  copyIssue,
  createIssue,
  deleteIssue,
  moveIssue,
  purge,
  restrictIssue,
  workElsewhere,
} from './lead-issue';

/**
 * @param here the issue that `here` means
 * @returns what was done where it was, or `null` where there was nothing to do it to
 */
export function actInTracker(
  world: World,
  step: number,
  act: TrackerAct,
  here?: BookIssue,
): string | null {
  world.book.now += 1;
  world.tick();
  callRoll(world);
  const issue = 'birth' in act ? findIssue(world, act, here) : undefined;
  if (issue) noteDeletion(world, issue);
  if (!attempt(world, step, act, issue)) return null;
  if (issue && act.do !== 'restrict') issue.touchedAt = world.book.now;
  if (issue && 'who' in act) issue.actors.add(act.who);
  // The app's next call may be one that was sent before; and what moves takes others with it.
  const touched = act.do === 'move' ? world.book.all : [issue];
  for (const one of touched) if (one) noteIssue(world, one);
  const name = nameOf(act, issue?.side ?? ('side' in act ? act.side : 'jira'));
  world.book.edits += 1;
  world.tally.add(`edit: ${name}`);
  world.trace?.push(
    `${new Date(world.nowMs()).toISOString()} [${step}] ${name} ${placeOf(world, act, issue)}`,
  );
  return name;
}

function attempt(world: World, step: number, act: TrackerAct, issue?: BookIssue): boolean {
  switch (act.do) {
    case 'create':
      return createIssue(world, step, act);
    case 'foreign':
      return workElsewhere(world, step, act.side);
    case 'change-comment':
      return changeComment(world, step, act);
    case 'purge':
      return purge(world, act.side);
    case 'copy':
    case 'edit':
    case 'comment':
    case 'restrict':
    case 'delete':
    case 'move':
    case 'more':
      return issue !== undefined && !issue.isDeleted && actOn(world, step, act, issue);
    default:
      return act satisfies never;
  }
}

function actOn(
  world: World,
  step: number,
  act: Exclude<TrackerAct, { do: 'create' | 'foreign' | 'change-comment' | 'purge' }>,
  issue: BookIssue,
): boolean {
  switch (act.do) {
    case 'copy':
      return copyIssue(world, step, issue.side, issue);
    case 'edit':
      return !issue.isOut && editField(world, step, act, issue);
    case 'comment':
      return issue.access !== 'hidden' && comment(world, step, act, issue);
    case 'restrict':
      return restrictIssue(world, act, issue);
    case 'more':
      return familyOf(act.family).act(world, step, act, issue);
    case 'delete':
      return deleteIssue(world, issue);
    case 'move':
      return moveIssue(world, act, issue);
    default:
      return act satisfies never;
  }
}

/** The issue on the side meant; where it has no twin there, the one that there is. */
function findIssue(
  world: World,
  { birth, side }: { readonly birth: Birth; readonly side: Side },
  here: BookIssue | undefined,
): BookIssue | undefined {
  const number = birth === 'here' ? here?.birth : birth;
  if (number === undefined) return undefined;
  if (number === -1) return here;
  return world.book.on(side, number) ?? world.book.original(number);
}

function nameOf(act: TrackerAct, side: Side): string {
  switch (act.do) {
    case 'edit':
      return `${act.field} in ${side}${side === 'redmine' && act.who === 'key-owner' ? ', by the key’s owner' : ''}`;
    case 'more':
      return `${act.family}: ${act.what} in ${side}${side === 'redmine' && act.who === 'key-owner' ? ', by the key’s owner' : ''}`;
    case 'comment':
      return `${act.isPrivate ? 'private ' : ''}comment in ${side}`;
    case 'change-comment':
      return `${act.how} a comment`;
    case 'restrict':
      return `make ${act.access} in ${side}`;
    case 'move':
      return `move ${act.where} in ${side}`;
    case 'create':
      return `create ${act.isPrivate ? 'privately ' : ''}in ${side}`;
    case 'copy':
    case 'delete':
    case 'purge':
      return `${act.do} in ${side}`;
    case 'foreign':
      return `work elsewhere in ${side}`;
    default:
      return act satisfies never;
  }
}

function placeOf(world: World, act: TrackerAct, issue: BookIssue | undefined): string {
  if (act.do === 'change-comment') return world.book.comments.get(act.comment)?.word ?? '';
  return issue
    ? `${issue.side} ${issue.id}${'choice' in act ? ` (choice ${act.choice.toFixed(3)})` : ''}`
    : '';
}
