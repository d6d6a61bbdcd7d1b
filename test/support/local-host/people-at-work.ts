/** People at work on both sides, and the look afterwards: nothing is lost and nothing is there twice. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { doc } from './adf';
import { type Pair, ring, type World } from './open-world';

type Status = 'New' | 'Closed';

/** What people did and were told that it is done. */
export interface Done {
  readonly summaries: Map<string, string>;
  readonly dueDates: Map<number, string>;
  readonly statuses: Map<number, Status>;
  /** What they were about to do last, and may have done. */
  readonly triedStatuses: Map<number, Status>;
  readonly comments: { readonly pair: Pair; readonly text: string }[];
  readonly notes: { readonly pair: Pair; readonly text: string }[];
  readonly bornInJira: string[];
  readonly bornInRedmine: string[];
}

export const nothingDone = (): Done => ({
  summaries: new Map(),
  dueDates: new Map(),
  statuses: new Map(),
  triedStatuses: new Map(),
  comments: [],
  notes: [],
  bornInJira: [],
  bornInRedmine: [],
});

type Act = (world: World, pair: Pair, done: Done) => Promise<void>;

export const IN_JIRA: readonly Act[] = [
  async (world, pair, done) => {
    const summary = world.title('Edited');
    await world.jira.editIssue(pair.jira.key, { summary });
    done.summaries.set(pair.jira.key, summary);
  },
  async (world, pair, done) => {
    const text = world.title('Comment');
    await world.jira.addComment(pair.jira.key, doc(text));
    done.comments.push({ pair, text });
  },
  async (world, _pair, done) => {
    const summary = world.title('Born in Jira');
    await world.jira.createIssue({ summary });
    done.bornInJira.push(summary);
  },
];

export const IN_REDMINE: readonly Act[] = [
  async (world, pair, done) => {
    const dueDate = new Date(Date.UTC(2034, 0, done.dueDates.size + done.notes.length + 1))
      .toISOString()
      .slice(0, 10);
    await world.redmine.editIssue(pair.redmine, { due_date: dueDate });
    done.dueDates.set(pair.redmine, dueDate);
    await ring(world, pair.redmine, 'updated');
  },
  async (world, pair, done) => {
    // Jira has to take three transitions for the one, and one for the other.
    const status = done.statuses.get(pair.redmine) === 'Closed' ? 'New' : 'Closed';
    const status_id = await world.redmine.findId('issue_statuses', status);
    done.triedStatuses.set(pair.redmine, status);
    await world.redmine.editIssue(pair.redmine, { status_id });
    done.statuses.set(pair.redmine, status);
    await ring(world, pair.redmine, 'updated');
  },
  async (world, pair, done) => {
    const text = world.title('Note');
    await world.redmine.addNote(pair.redmine, text);
    done.notes.push({ pair, text });
    await ring(world, pair.redmine, 'updated');
  },
  async (world, _pair, done) => {
    const subject = world.title('Born in Redmine');
    const id = await world.redmine.createIssue({ subject });
    done.bornInRedmine.push(subject);
    await ring(world, id, 'created');
  },
];

/** One person at work on one side, until it is over; what the kill cuts off was not done. */
export async function work(
  world: World,
  pairs: readonly Pair[],
  acts: readonly Act[],
  done: Done,
  isOver: () => boolean,
): Promise<void> {
  for (let turn = 0; !isOver(); turn += 1) {
    const [pair, act] = [pairs[turn % pairs.length], acts[turn % acts.length]];
    if (!pair || !act) throw new Error('there is nothing to do');
    try {
      await act(world, pair, done);
    } catch (error) {
      if (!isOver()) throw error;
    }
    // Jira refuses more than 20 writes to an issue in two seconds, whoever makes them.
    await pause(60);
  }
}

/** The number in a title; later ones have higher ones. */
const numberOf = (title: string) => Number(/(\d+)x\d+$/.exec(title)?.[1] ?? 0);

const lastLines = (list: readonly { readonly text: string | null }[]) =>
  list.map(({ text }) => text?.split('\n').at(-1) ?? '');

export async function expectAllThere(
  world: World,
  pairs: readonly Pair[],
  done: Done,
): Promise<void> {
  for (const pair of pairs) {
    const issue = await world.jira.readIssue(pair.jira.key);
    const twin = await world.redmine.readIssue(pair.redmine);
    expect(issue.summary).toBe(twin.subject);
    expect(issue.dueDate).toBe(twin.dueDate);
    expect(issue.status).toBe({ New: 'To Do', Closed: 'Done' }[twin.status]);
    // An edit that got no answer may have been made all the same; an older one has to be gone.
    expect(numberOf(issue.summary)).toBeGreaterThanOrEqual(
      numberOf(done.summaries.get(pair.jira.key) ?? ''),
    );
    const dueDate = done.dueDates.get(pair.redmine) ?? '';
    expect([dueDate, issue.dueDate ?? ''].toSorted()).toEqual([dueDate, issue.dueDate ?? '']);
    const { statuses, triedStatuses } = done;
    expect([statuses.get(pair.redmine) ?? 'New', triedStatuses.get(pair.redmine)]).toContain(
      twin.status,
    );
    const comments = lastLines(await world.jira.readComments(pair.jira.key));
    const notes = lastLines(await world.redmine.readNotes(pair.redmine));
    // Each text is one of its own, so a set would hide what is there twice.
    expect(comments.toSorted()).toEqual(notes.toSorted());
    expect(new Set(comments).size).toBe(comments.length);
    const said = [...done.comments, ...done.notes].filter((entry) => entry.pair === pair);
    for (const { text } of said) expect(comments).toContain(text);
    expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
  }
  for (const title of [...done.bornInJira, ...done.bornInRedmine]) {
    expect([title, await world.jira.findIssues('WEB', title)]).toEqual([
      title,
      [expect.anything()],
    ]);
    expect([title, await world.redmine.findIssues(title)]).toEqual([title, [expect.anything()]]);
  }
}
