/** The host is killed in the middle of work, several times: nothing is lost and nothing comes twice. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import { type Pair, ring, type World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

const PAIRS = 3;
const KILLS = 4;

/** What people did and were told that it is done. */
interface Done {
  readonly summaries: Map<string, string>;
  readonly dueDates: Map<number, string>;
  readonly statuses: Map<number, 'New' | 'Closed'>;
  readonly comments: { readonly pair: Pair; readonly text: string }[];
  readonly notes: { readonly pair: Pair; readonly text: string }[];
  readonly bornInJira: string[];
  readonly bornInRedmine: string[];
}

type Act = (world: World, pair: Pair, done: Done) => Promise<void>;

const IN_JIRA: readonly Act[] = [
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

const IN_REDMINE: readonly Act[] = [
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
async function work(
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

async function expectAllThere(world: World, pairs: readonly Pair[], done: Done): Promise<void> {
  for (const pair of pairs) {
    const issue = await world.jira.readIssue(pair.jira.key);
    const twin = await world.redmine.readIssue(pair.redmine);
    expect(issue.summary).toBe(twin.subject);
    // An edit that got no answer may have been made all the same; an older one has to be gone.
    expect(numberOf(issue.summary)).toBeGreaterThanOrEqual(
      numberOf(done.summaries.get(pair.jira.key) ?? ''),
    );
    expect(issue.dueDate).toBe(twin.dueDate);
    expect(issue.dueDate).toBe(done.dueDates.get(pair.redmine) ?? null);
    expect(issue.status).toBe({ New: 'To Do', Closed: 'Done' }[twin.status]);
    expect(twin.status).toBe(done.statuses.get(pair.redmine) ?? 'New');
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

/** Needs a world with a data folder. */
export const killScenario: Scenario = {
  says: 'loses nothing and does nothing twice where the host is killed in the middle, several times',
  timeoutMs: 300_000,
  async run(world) {
    const pairs: Pair[] = [];
    for (let index = 0; index < PAIRS; index += 1) pairs.push(await world.makePair());
    const done: Done = {
      summaries: new Map(),
      dueDates: new Map(),
      statuses: new Map(),
      comments: [],
      notes: [],
      bornInJira: [],
      bornInRedmine: [],
    };
    for (let kill = 0; kill < KILLS; kill += 1) {
      let isOver = false;
      const people = Promise.all(
        [IN_JIRA, IN_REDMINE].map((acts) => work(world, pairs, acts, done, () => isOver)),
      );
      // The moment of the kill is the point of the test: somewhere in the work of a second.
      await pause(150 + Math.random() * 850);
      isOver = true;
      await world.process.kill();
      await people;
      await world.process.restart();
    }
    await world.settle();
    await world.control.runTimer('sweep');
    await world.control.runTimer('verify');
    await expectAllThere(world, pairs, done);

    await world.control.resetLedger();
    await world.control.runTimer('sweep');
    await world.control.runTimer('verify');
    const { requests } = await world.control.readLedger();
    expect([requests.jira.writes, requests.redmine.writes]).toEqual([0, 0]);
  },
};
