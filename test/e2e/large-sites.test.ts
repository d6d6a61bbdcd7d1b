/** What only shows where there is much of it: projects, mappings, long texts, people. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../dev/redmine/seed/seed';
import { listStored } from '../support/in-process/app-storage';
import { expectUndisturbed } from '../support/in-process/ends-undisturbed';
import { findRedmineIssues, makePair } from '../support/in-process/issues';
import {
  type InProcessOptions,
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

const HOUR_MS = 3_600_000;

const range = (length: number) => Array.from({ length }, (_, index) => index + 1);

/** The demo's project, and more of its kind. */
function seedOf(projects: number): RedmineSeed {
  const [shop] = DEMO_SEED.projects;
  if (!shop) throw new Error('the demo has a project');
  const more = range(projects).map((n) => ({
    ...shop,
    identifier: `shop-${n}`,
    name: `Shop ${n}`,
    issues: [],
  }));
  return { ...DEMO_SEED, projects: [shop, ...more] };
}

async function addJiraProjects(world: InProcessWorld, count: number): Promise<void> {
  for (const n of range(count)) {
    const { status } = await world.asJira('admin', 'POST', '/project', {
      key: `S${n}`,
      name: `Shop ${n}`,
      projectTypeKey: 'software',
      leadAccountId: world.jira.accounts.admin,
    });
    expect(status).toBe(201);
  }
}

const mappingOf = (n: number) => ({
  id: `shop-${n}`,
  connection: 'main',
  jiraProject: `S${n}`,
  redmineProject: `shop-${n}`,
  fields: [{ jira: 'summary', redmine: 'subject' }],
});

async function withProjects(
  count: number,
  options: InProcessOptions = {},
): Promise<InProcessWorld> {
  const world = openInProcessWorld({ redmineSeed: seedOf(count), ...options });
  await addJiraProjects(world, count);
  return world;
}

describe('many projects', () => {
  it('are mapped by key, number or name, wherever they stand in the lists of both sites', async () => {
    const world = await withProjects(520);
    const { body: last } = await world.asJira('admin', 'GET', '/project/S520');
    await world.configure({
      apiKey: ADMIN_API_KEY,
      moreMappings: [
        mappingOf(518),
        { ...mappingOf(519), jiraProject: 'shop 519' },
        { ...mappingOf(520), jiraProject: last.id },
      ],
    });
    const { mappings } = await world.callAdmin('getOverview');
    expect(
      mappings.map(({ jiraProject, redmineProject }) => [jiraProject, redmineProject]),
    ).toEqual([
      ['WEB', 'web-shop'],
      ['S518', 'shop-518'],
      ['S519', 'shop-519'],
      ['S520', 'shop-520'],
    ]);
  });

  it('are new all at once for fewer calls than Forge lets an app make', async () => {
    const world = await withProjects(150);
    world.host.ledger.reset();
    await world.configure({ apiKey: ADMIN_API_KEY, moreMappings: range(150).map(mappingOf) });
    expect(world.host.ledger.read().requests.redmine.count).toBeLessThan(30);
    expect((await world.callAdmin('getOverview')).mappings).toHaveLength(151);
  });

  it('forget a person in each of their mappings', async () => {
    const world = await withProjects(40);
    await world.configure({ apiKey: ADMIN_API_KEY, moreMappings: range(40).map(mappingOf) });
    await world.host.advance(HOUR_MS);
    const { ada } = world.jira.accounts;
    world.host.accounts.setStatus(ada, 'closed');
    await world.runTimer('people');
    const { document } = await world.callAdmin('exportConfiguration');
    expect({
      named: listStored(world.store, 'plain/').filter(({ value }) =>
        JSON.stringify(value).includes(ada),
      ),
      users: document.users.map(({ jira }) => jira),
      logs: world.logs,
    }).toEqual({ named: [], users: ['grace@example.com'], logs: [] });
  });
});

describe('many long texts', () => {
  const TEXTS = 30;
  const nameOf = (n: number) => `Long ${n}`;
  const paragraphs = (...texts: string[]) => ({
    version: 1,
    type: 'doc',
    content: texts.map((text) => ({
      type: 'paragraph',
      content: [
        { type: 'text', text, marks: [{ type: 'textColor', attrs: { color: '#ff5630' } }] },
      ],
    })),
  });

  const WITH_TEXTS = {
    ...DEMO_SEED,
    customFields: range(TEXTS).map((n) => ({
      name: nameOf(n),
      type: 'issue' as const,
      format: 'text' as const,
    })),
  };

  async function withTexts() {
    const world = openInProcessWorld({ redmineSeed: WITH_TEXTS });
    const texts = await addTexts(world);
    return { world, texts, lastId: Object.keys(texts).at(-1) ?? '' };
  }

  /** @returns what an issue says in each of them */
  async function addTexts(world: InProcessWorld) {
    const ids: string[] = [];
    for (const n of range(TEXTS)) {
      const { body } = await world.asJira('admin', 'POST', '/field', {
        name: nameOf(n),
        type: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea',
      });
      ids.push(body.id);
    }
    await world.configure({
      apiKey: ADMIN_API_KEY,
      moreFields: range(TEXTS).map((n) => ({ jira: nameOf(n), redmine: nameOf(n) })),
    });
    return Object.fromEntries(ids.map((id) => [id, paragraphs('one', 'two')]));
  }

  it('are born with their issue, and the next edit keeps what only Jira shows', async () => {
    const { world, texts, lastId } = await withTexts();
    const pair = await makePair(world, 'Long', texts);
    const { body } = await world.asRedmine('admin', 'GET', `/issues/${pair.redmineId}.json`);
    const last = body.issue.custom_fields.find(({ name }: { name: string }) => name === 'Long 30');
    await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
      issue: { custom_fields: [{ id: last.id, value: last.value.replace('two', 'three') }] },
    });
    await world.settle();
    const { body: after } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
    expect([world.logs, after.fields[lastId].content[0]]).toEqual([
      [],
      paragraphs('one').content[0],
    ]);
  });

  it('are forgotten when their pair is parted', async () => {
    const { world, texts } = await withTexts();
    const pair = await makePair(world, 'Long', texts);
    const countTexts = () => listStored(world.store, 'plain/text:').length;
    const before = countTexts();
    await world.askPanel({ id: pair.jiraId, projectId: pair.projectId }, 'unlinkIssue');
    expect([before, countTexts()]).toEqual([TEXTS, 0]);
  });

  it('are born once and forgotten, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        const texts = await addTexts(world);
        await struck(async () => {
          await world.asJira('ada', 'POST', '/issue', {
            fields: {
              project: { key: 'WEB' },
              issuetype: { name: 'Bug' },
              summary: 'Long',
              ...texts,
            },
          });
        });
        const [twin, ...others] = await findRedmineIssues(world, 'Long');
        const { body } = await world.asJira('ada', 'POST', '/search/jql', {
          jql: 'project = WEB',
          fields: ['summary'],
        });
        const issue = { id: body.issues[0].id, projectId: '10000' };
        await struck(() => world.askPanel(issue, 'unlinkIssue'));
        await world.askPanel(issue, 'unlinkIssue');
        return { hasTwin: twin !== undefined, others };
      },
      { of: /^src\/forge\/(link|text)-store/, redmineSeed: WITH_TEXTS },
    );
    expect(end).toEqual({ hasTwin: true, others: [] });
  });
});

describe('a text of many levels', () => {
  const LEVELS = 6;
  const paragraph = (text: string) => ({
    type: 'paragraph',
    content: [
      { type: 'text', text, marks: [{ type: 'link', attrs: { href: 'https://example.com' } }] },
    ],
  });
  const listOf = (level: number): object => ({
    type: 'bulletList',
    content: [
      {
        type: 'listItem',
        content: [paragraph(`${level}`), ...(level < LEVELS ? [listOf(level + 1)] : [])],
      },
    ],
  });
  const descriptionOf = (title: string) => ({
    version: 1,
    type: 'doc',
    content: [paragraph(title), listOf(1)],
  });

  it('can be in conflict, and be decided', async () => {
    const world = openInProcessWorld();
    await world.configure();
    const pair = await makePair(world, 'Deep', { description: descriptionOf('before') });
    await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
      issue: { description: 'from Redmine' },
    });
    const description = descriptionOf('from Jira');
    await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { description } });
    await world.settle();
    const { conflicts } = await world.callAdmin('listProblems', {});
    const linkId = `main:${pair.redmineId}`;
    await world.callAdmin('resolveConflict', { linkId, field: 'description', keep: 'jira' });
    await world.settle();
    const { body } = await world.asRedmine('ada', 'GET', `/issues/${pair.redmineId}.json`);
    expect([
      conflicts.map(({ field }) => field),
      body.issue.description.includes('from Jira'),
      world.logs,
    ]).toEqual([['description'], true, []]);
  });
});

describe('a long issue', () => {
  const MINUTES_MS = 5 * 60_000;
  const words = (text: string) => ({
    version: 1,
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });

  async function makeInJira(world: InProcessWorld): Promise<{ id: string; key: string }> {
    const { body } = await world.asJira('ada', 'POST', '/issue', {
      fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'Long' },
    });
    return body;
  }

  /** As many sweeps as it takes; the first finds what was there before the mapping. */
  async function sweep(world: InProcessWorld, times: number): Promise<void> {
    for (const _ of range(times)) {
      await world.host.advance(MINUTES_MS);
      await world.runTimer('sweep');
    }
  }

  const countWrites = (world: InProcessWorld) => {
    const { jira, redmine } = world.host.ledger.read().requests;
    return { jira: jira.writes, redmine: redmine.writes };
  };

  it('of more comments than Forge lets a run carry is in step after some runs, each comment there once', async () => {
    const COMMENTS = 700;
    const world = openInProcessWorld();
    const { id, key } = await makeInJira(world);
    for (const n of range(COMMENTS)) {
      await world.asJira('ada', 'POST', `/issue/${key}/comment`, { body: words(`No. ${n}.`) });
    }
    await world.host.advance(HOUR_MS);
    await world.configure();
    world.host.ledger.reset();
    await world.askPanel({ id, projectId: '10000' }, 'syncNow');
    await sweep(world, 4);
    const [twin] = await findRedmineIssues(world, 'Long');
    const { body } = await world.asRedmine('ada', 'GET', `/issues/${twin}.json?include=journals`);
    const notes: string[] = body.issue.journals.map(({ notes = '' }: { notes?: string }) => notes);
    const numbers = notes.flatMap((note) => /No\. (\d+)\./.exec(note)?.[1] ?? []).map(Number);
    expect(numbers).toEqual(range(COMMENTS));
    // What a run that was ended had copied and not saved is carried once more: 50 at most.
    expect(countWrites(world).redmine).toBeLessThan(COMMENTS + 3 * 50);
    world.host.ledger.reset();
    await sweep(world, 3);
    expect(countWrites(world)).toEqual({ jira: 0, redmine: 0 });
  });

  it('of more comments than Jira shows at once gets each of them in one run', async () => {
    const NOTES = 150;
    const world = openInProcessWorld();
    const made = await world.asRedmine('ada', 'POST', '/issues.json', {
      issue: { project_id: 'web-shop', tracker_id: 1, subject: 'Long' },
    });
    const redmineIssue = String(made.body.issue.id);
    for (const n of range(NOTES)) {
      await world.asRedmine('ada', 'PUT', `/issues/${redmineIssue}.json`, {
        issue: { notes: `No. ${n}.` },
      });
    }
    const { id, key } = await makeInJira(world);
    await world.host.advance(HOUR_MS);
    await world.configure();
    world.host.ledger.reset();
    const answer = await world.askPanel({ id, projectId: '10000' }, 'linkIssue', {
      redmineIssue,
      seed: 'jira',
    });
    const { body } = await world.asJira('ada', 'GET', `/issue/${key}/comment?maxResults=500`);
    expect([answer.ok && answer.value.state, body.total, countWrites(world).jira]).toEqual([
      'in-sync',
      NOTES,
      // One more marks the issue as linked.
      NOTES + 1,
    ]);
  });

  it('of more files than Forge lets a run carry is in step after some runs, each file there once', async () => {
    const FILES = 520;
    const world = openInProcessWorld();
    const { id, key } = await makeInJira(world);
    for (const n of range(FILES)) {
      const bytes = new TextEncoder().encode(`No. ${n}.`);
      const file = { filename: `${n}.txt`, mimeType: 'text/plain', bytes };
      const { ada } = world.jira.accounts;
      world.jira.ask(ada, 'POST', `/rest/api/3/issue/${key}/attachments`, undefined, [file]);
    }
    await world.host.advance(HOUR_MS);
    await world.configure();
    world.host.ledger.reset();
    await world.askPanel({ id, projectId: '10000' }, 'syncNow');
    await sweep(world, 3);
    const [twin] = await findRedmineIssues(world, 'Long');
    const { body } = await world.asRedmine(
      'ada',
      'GET',
      `/issues/${twin}.json?include=attachments`,
    );
    const names = body.issue.attachments.map(({ filename }: { filename: string }) => filename);
    expect(names).toEqual(range(FILES).map((n) => `${n}.txt`));
    world.host.ledger.reset();
    await sweep(world, 2);
    expect(countWrites(world)).toEqual({ jira: 0, redmine: 0 });
  });

  it('with more spent time than Forge lets a run carry is in step after some runs, each entry there once', async () => {
    const ENTRIES = 600;
    const world = openInProcessWorld();
    const { id, key } = await makeInJira(world);
    for (const n of range(ENTRIES)) {
      const { status } = await world.asJira('ada', 'POST', `/issue/${key}/worklog`, {
        timeSpentSeconds: 60 * n,
        started: '2026-11-20T08:00:00.000+0000',
      });
      expect(status).toBe(201);
    }
    await world.host.advance(HOUR_MS);
    await world.configure({ mapping: { timeEntries: { direction: 'both' } } });
    world.host.ledger.reset();
    await world.askPanel({ id, projectId: '10000' }, 'syncNow');
    await sweep(world, 4);
    const hours = await readHours(world);
    expect(hours).toEqual(range(ENTRIES).map((n) => Math.round((n / 60) * 100) / 100));
    expect(countWrites(world).redmine).toBeLessThan(ENTRIES + 3 * 50);
  });

  /** Of all entries, the shortest first. */
  async function readHours(world: InProcessWorld): Promise<readonly number[]> {
    const hours: number[] = [];
    for (let total = 1; hours.length < total; ) {
      const { body } = await world.asRedmine(
        'admin',
        'GET',
        `/time_entries.json?limit=100&offset=${hours.length}`,
      );
      total = body.total_count;
      hours.push(...body.time_entries.map((entry: { hours: number }) => entry.hours));
    }
    return hours.toSorted((a, b) => a - b);
  }
});
