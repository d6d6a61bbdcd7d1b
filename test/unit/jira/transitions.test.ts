import { describe, expect, it } from 'vitest';
import { createJiraClient } from '../../../src/jira/client';
import { type KnownWorkflows, walkToStatus } from '../../../src/jira/transitions';
import { insideForge } from '../../support/forge-globals';
import { empty, json, type RecordedRequest } from '../../support/recording-http';

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly refuses?: string;
}

const CATEGORY: Readonly<Record<string, string>> = {
  'To Do': 'new',
  Backlog: 'new',
  'In Progress': 'indeterminate',
  Blocked: 'indeterminate',
  'In Review': 'indeterminate',
  Done: 'done',
  Rejected: 'done',
};

const status = (name: string) => ({ id: name, name, statusCategory: { key: CATEGORY[name] } });

/** A Jira whose one workflow is these arrows; `others` stand in the statuses of other issues. */
class FakeWorkflow {
  readonly visited: string[];
  samples = 0;
  lists = 0;

  constructor(
    private readonly arrows: readonly Arrow[],
    private at: string,
    private readonly others: readonly string[] = [],
  ) {
    this.visited = [at];
  }

  readonly answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/search/jql')) {
      this.samples += 1;
      return json({ issues: this.others.map(this.sample) });
    }
    if (pathname.endsWith('/statuses')) {
      const statuses = Object.keys(CATEGORY).map(status);
      return json([{ id: 'bug', name: 'Bug', statuses }]);
    }
    if (!pathname.endsWith('/transitions')) {
      const place = { project: { id: '1' }, issuetype: { id: 'bug' }, status: status(this.at) };
      return json({ fields: place });
    }
    if (request.method === 'GET') {
      this.lists += 1;
      return json({ transitions: this.offered(this.at) });
    }
    return this.take((await request.json()) as RecordedRequest['body']);
  };

  private readonly sample = (at: string) => ({
    fields: { status: { id: at } },
    transitions: this.offered(at),
  });

  private offered(at: string) {
    return this.arrows
      .filter(({ from }) => from === at)
      .map(({ to }) => ({ id: to, to: status(to) }));
  }

  private take(body: unknown): Response {
    const { id } = (body as { transition: { id: string } }).transition;
    const arrow = this.arrows.find(({ from, to }) => from === this.at && to === id);
    if (!arrow) return json({ errorMessages: [`no ${id}`], errors: {} }, { status: 400 });
    if (arrow.refuses) return json({ errorMessages: [arrow.refuses], errors: {} }, { status: 400 });
    this.at = id;
    this.visited.push(id);
    return empty(204);
  }
}

function arrows(...names: readonly string[]): Arrow[] {
  return names.map((name) => {
    const [from = '', to = ''] = name.split(' > ');
    return { from, to };
  });
}

const CHAIN = arrows(
  'To Do > In Progress',
  'In Progress > In Review',
  'In Review > Done',
  'Done > To Do',
);

async function walk(jira: FakeWorkflow, target: string, known: KnownWorkflows = new Map()) {
  const client = createJiraClient({ as: 'app', clock: { nowMs: () => 0 } });
  const result = await insideForge({ jira: jira.answer }, () =>
    walkToStatus(client, '10001', target, {}, known),
  );
  return { result, visited: jira.visited };
}

describe('walking to a status', () => {
  it('takes the direct transition', async () => {
    expect(await walk(new FakeWorkflow(CHAIN, 'In Review'), 'Done')).toEqual({
      result: { kind: 'arrived' },
      visited: ['In Review', 'Done'],
    });
  });

  it('has nothing to do where the issue stands there already', async () => {
    expect(await walk(new FakeWorkflow(CHAIN, 'In Review'), 'In Review')).toEqual({
      result: { kind: 'arrived' },
      visited: ['In Review'],
    });
  });

  it('goes forward step by step where nothing is known of the workflow', async () => {
    expect(await walk(new FakeWorkflow(CHAIN, 'To Do'), 'Done')).toEqual({
      result: { kind: 'arrived' },
      visited: ['To Do', 'In Progress', 'In Review', 'Done'],
    });
  });

  it('does not go back through a Done status, and does not move on a guess', async () => {
    expect(await walk(new FakeWorkflow(CHAIN, 'In Progress'), 'To Do')).toEqual({
      result: {
        kind: 'stuck',
        message:
          'no way from "In Progress" to "To Do" in at most 4 transitions without passing a Done status; possible next: "In Review"',
      },
      visited: ['In Progress'],
    });
  });

  it('goes back where other issues show the way', async () => {
    const workflow = arrows('In Progress > Blocked', 'Blocked > Backlog', 'Backlog > To Do');
    const jira = new FakeWorkflow(workflow, 'In Progress', ['Blocked', 'Backlog']);
    expect(await walk(jira, 'To Do')).toEqual({
      result: { kind: 'arrived' },
      visited: ['In Progress', 'Blocked', 'Backlog', 'To Do'],
    });
  });

  it('leaves a branch that other issues show to lead nowhere', async () => {
    const workflow = [...arrows('To Do > Blocked', 'Blocked > Backlog'), ...CHAIN];
    const jira = new FakeWorkflow(workflow, 'To Do', ['Blocked', 'Backlog']);
    expect((await walk(jira, 'Done')).visited).toEqual([
      'To Do',
      'In Progress',
      'In Review',
      'Done',
    ]);
  });

  it('looks at other issues once for all issues of a type', async () => {
    const known: KnownWorkflows = new Map();
    const first = new FakeWorkflow(CHAIN, 'To Do');
    await walk(first, 'Done', known);
    const second = new FakeWorkflow(CHAIN, 'To Do');
    expect((await walk(second, 'Done', known)).result).toEqual({ kind: 'arrived' });
    expect([first.samples, second.samples]).toEqual([1, 0]);
  });

  it('asks an issue once what it can do where others have shown the rest of the way', async () => {
    const known: KnownWorkflows = new Map();
    const first = new FakeWorkflow(CHAIN, 'To Do');
    await walk(first, 'Done', known);
    const second = new FakeWorkflow(CHAIN, 'To Do');
    expect((await walk(second, 'Done', known)).result).toEqual({ kind: 'arrived' });
    expect([first.lists, second.lists]).toEqual([3, 1]);
  });

  it('looks for another way where a condition keeps an issue from what others can do', async () => {
    const known: KnownWorkflows = new Map();
    const short = arrows('To Do > In Progress', 'In Progress > Done');
    await walk(new FakeWorkflow(short, 'To Do'), 'Done', known);
    const second = new FakeWorkflow(CHAIN, 'To Do');
    expect(await walk(second, 'Done', known)).toEqual({
      result: { kind: 'arrived' },
      visited: ['To Do', 'In Progress', 'In Review', 'Done'],
    });
  });

  it('says what an issue itself can do where it is stuck on the way of others', async () => {
    const known: KnownWorkflows = new Map();
    await walk(new FakeWorkflow(CHAIN, 'To Do'), 'Done', known);
    const second = new FakeWorkflow(arrows('To Do > In Progress'), 'To Do');
    expect((await walk(second, 'Done', known)).result).toEqual({
      kind: 'stuck',
      message: expect.stringContaining('no way from "In Progress" to "Done"'),
    });
  });

  it('looks at them again where what it knows leads nowhere', async () => {
    const known: KnownWorkflows = new Map();
    const workflow = arrows('In Progress > Blocked', 'Blocked > Backlog', 'Backlog > To Do');
    const first = await walk(new FakeWorkflow(workflow, 'In Progress'), 'To Do', known);
    const jira = new FakeWorkflow(workflow, 'In Progress', ['Blocked', 'Backlog']);
    const second = await walk(jira, 'To Do', known);
    expect([first.result.kind, second.result.kind]).toEqual(['stuck', 'arrived']);
  });

  it('does not pass through another Done status even if that is shorter', async () => {
    const workflow = [...arrows('To Do > Rejected', 'Rejected > Done'), ...CHAIN];
    const jira = new FakeWorkflow(workflow, 'To Do', ['Rejected', 'In Progress', 'In Review']);
    expect((await walk(jira, 'Done')).visited).toEqual([
      'To Do',
      'In Progress',
      'In Review',
      'Done',
    ]);
  });

  it('stops after four transitions', async () => {
    const workflow = arrows(
      'Backlog > To Do',
      'To Do > In Progress',
      'In Progress > Blocked',
      'Blocked > In Review',
      'In Review > Done',
    );
    const jira = new FakeWorkflow(workflow, 'Backlog', [
      'To Do',
      'In Progress',
      'Blocked',
      'In Review',
    ]);
    expect(await walk(jira, 'Done')).toEqual({
      result: { kind: 'stuck', message: expect.stringContaining('at most 4 transitions') },
      visited: ['Backlog'],
    });
  });

  it('says in Jira’s words why a transition was refused', async () => {
    const refuses = 'A resolution is required.';
    const jira = new FakeWorkflow([{ from: 'In Review', to: 'Done', refuses }], 'In Review');
    expect(await walk(jira, 'Done')).toEqual({
      result: {
        kind: 'stuck',
        message: `[jira] POST /rest/api/3/issue/10001/transitions: 400 ${refuses}`,
      },
      visited: ['In Review'],
    });
  });
});
