/** People log the time that they spent, correct it, restrict it and take it back. */
import { phraseOf, toDocument, wordOf } from '../../people/write-text';
import type { WorldChoice } from '../../script/configuration';
import { acrossFrom, type Direction } from '../../script/steps';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';
import { chanceOf } from '../chance';
import type { Family, MoreAct } from '../family';
import { findWrongTime } from './check-time';
import { type BookTime, timeOf } from './logged';
import { seeTime } from './see-time';

export function timeDirectionOf(choice: WorldChoice): Direction {
  return chanceOf(choice, 'time').pick<Direction>(['both', 'both', 'toJira', 'toRedmine']);
}

const DEVELOPERS = { type: 'role', value: 'Developers' } as const;

const ACTS = {
  log: (world, step, act, issue) => {
    const minutes = minutesOf(act);
    const words = phraseOf(step, 'a');
    world.book.typed(words, issue);
    const reply =
      issue.side === 'jira'
        ? world.askJira(act.who, 'POST', `/issue/${issue.id}/worklog`, {
            started: '2026-11-20T09:00:00.000+0000',
            timeSpentSeconds: minutes * 60,
            comment: toDocument(words),
          })
        : world.askRedmine(act.who, 'POST', '/time_entries.json', {
            time_entry: {
              issue_id: Number(issue.id),
              hours: minutes / 60,
              spent_on: '2026-11-20',
              comments: words,
              activity_id: 9,
            },
          });
    if (!isDone(reply)) return false;
    const id = String(issue.side === 'jira' ? reply.body.id : reply.body.time_entry.id);
    const word = wordOf(step, 'a');
    timeOf(world).push({
      issue,
      id,
      word,
      minutes,
      isPrivate: false,
      isDeleted: false,
      isLeftAlone: false,
    });
    return true;
  },
  correct: (world, _step, act, issue) => {
    const entry = pickAt(own(world, issue), act.choice);
    const minutes = minutesOf(act);
    if (!entry || !change(world, entry, minutes)) return false;
    entry.minutes = minutes;
    return true;
  },
  restrict: (world, _step, act, issue) => {
    const entry = pickAt(own(world, issue), act.choice);
    if (!entry || issue.side === 'redmine' || entry.isPrivate) return false;
    const path = `/issue/${issue.id}/worklog/${entry.id}`;
    if (!isDone(world.askJira('admin', 'PUT', path, { visibility: DEVELOPERS }))) return false;
    entry.isPrivate = true;
    return true;
  },
  delete: (world, _step, act, issue) => {
    const entry = pickAt(own(world, issue), act.choice);
    if (!entry || !remove(world, issue, entry.id)) return false;
    entry.isDeleted = true;
    entry.isLeftAlone ||= world.book.parted.has(issue.birth);
    return true;
  },
  'delete a copy': (world, _step, act, issue) => {
    const entry = pickAt(
      timeOf(world).filter(
        (one) => one.issue === world.book.on(acrossFrom(issue.side), issue.birth),
      ),
      act.choice,
    );
    const copy = seeTime(world, issue.side, issue.id).find(({ word }) => word === entry?.word);
    if (!entry || !copy || !remove(world, issue, copy.id)) return false;
    entry.isLeftAlone = true;
    return true;
  },
} as const satisfies Readonly<
  Record<string, (world: World, step: number, act: MoreAct, issue: BookIssue) => boolean>
>;

type What = keyof typeof ACTS;

const WEIGHTS: Readonly<Record<What, number>> = {
  log: 6,
  correct: 3,
  restrict: 1,
  delete: 2,
  'delete a copy': 1,
};

export const time: Family = {
  odds: 0.25,
  acts: () => Object.entries(WEIGHTS).map(([what, weight]) => [weight, what]),
  configure: (choice) => ({ timeEntries: { direction: timeDirectionOf(choice) } }),
  act: (world, step, act, issue) =>
    !issue.isOut && issue.access !== 'hidden' && ACTS[act.what as What](world, step, act, issue),
  check: findWrongTime,
};

/** Whole quarters: neither side rounds them. */
function minutesOf({ choice }: MoreAct): number {
  return 15 * (1 + Math.floor(choice * 20));
}

function pickAt<T>(choices: readonly T[], choice: number): T | undefined {
  return choices[Math.floor(choice * choices.length)];
}

function own(world: World, issue: BookIssue): readonly BookTime[] {
  return timeOf(world).filter((entry) => entry.issue === issue && !entry.isDeleted);
}

function change(world: World, { issue, id }: BookTime, minutes: number): boolean {
  return isDone(
    issue.side === 'jira'
      ? world.askJira('admin', 'PUT', `/issue/${issue.id}/worklog/${id}`, {
          timeSpentSeconds: minutes * 60,
        })
      : world.askRedmine('admin', 'PUT', `/time_entries/${id}.json`, {
          time_entry: { hours: minutes / 60 },
        }),
  );
}

function remove(world: World, issue: BookIssue, id: string): boolean {
  return isDone(
    issue.side === 'jira'
      ? world.askJira('admin', 'DELETE', `/issue/${issue.id}/worklog/${id}`)
      : world.askRedmine('admin', 'DELETE', `/time_entries/${id}.json`),
  );
}
