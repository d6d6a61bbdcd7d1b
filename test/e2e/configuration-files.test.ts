/** The configuration as files, and what rules that come later do to pairs that exist. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_API_KEY, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import { listStored } from '../support/in-process/app-storage';
import { makePair, renameInJira } from '../support/in-process/issues';
import {
  APP_KEY,
  openInProcessWorld,
  REDMINE_URL,
} from '../support/in-process/open-in-process-world';
import { aConfiguration, type ConfigurationParts } from '../support/local-host/a-configuration';

/** Further projects on both sides. */
const MORE = Array.from({ length: 24 }, (_, index) => `P${index}`);

const WEB = { kind: 'mapping', id: 'web', name: 'WEB ↔ web-shop' };
const MAIN = { kind: 'connection', id: 'main' };
const LABELS = { kind: 'row', of: 'fields', jira: 'labels', redmine: 'category' };

describe('the configuration as files', () => {
  const [webShop] = DEMO_SEED.projects;
  const members = webShop?.members ?? [];
  const world = openInProcessWorld({
    redmineSeed: {
      ...DEMO_SEED,
      projects: [
        ...DEMO_SEED.projects,
        ...MORE.map((name) => ({ identifier: name.toLowerCase(), name, members })),
      ],
    },
  });
  const documentWith = (parts: Partial<ConfigurationParts> = {}) =>
    aConfiguration({ redmineUrl: REDMINE_URL, apiKey: APP_KEY, ...parts });
  const stored = () =>
    listStored(world.store, 'plain/').filter(({ key }) => /configuration|mapping|routes/.test(key));

  beforeAll(() => world.configure());

  it('is shown as changes first, and nothing is stored by that', async () => {
    const before = JSON.stringify(stored());
    const shown = await world.callAdmin('previewImport', {
      document: documentWith({
        mapping: { direction: 'toJira' },
        moreFields: [{ jira: 'labels', redmine: 'category', direction: 'toJira' }],
      }),
    });
    expect(shown).toEqual({
      valid: true,
      changes: [
        { place: [WEB, LABELS], change: { kind: 'added' } },
        {
          place: [WEB, { kind: 'setting', key: 'direction' }],
          change: { kind: 'changed', now: 'toJira', before: 'both' },
        },
        {
          place: [MAIN, { kind: 'setting', key: 'apiKey' }],
          change: { kind: 'given' },
        },
        {
          place: [MAIN, { kind: 'setting', key: 'webhookSecret' }],
          change: { kind: 'given' },
        },
      ],
      moreChanges: 0,
      existing: [
        {
          mappingId: 'web',
          notes: [{ kind: 'new-row', jira: 'labels', redmine: 'category' }],
        },
      ],
    });
    expect(JSON.stringify(stored())).toBe(before);
  });

  it('names every mistake of a wrong file with its place and what would be valid, and changes nothing', async () => {
    const before = JSON.stringify(stored());
    const document = documentWith({
      mapping: {
        direktion: 'both',
        onConflict: 'loudest',
        statuses: [{ jira: 'Nowhere', redmine: 'New' }],
      },
      fields: { duedate: { direction: 'up', redmine: 'due' } },
    });
    const mistakes = [
      ['mappings[0].direktion', /Unknown key "direktion"\. Valid: .*direction/],
      ['mappings[0].fields[3].direction', /"both"\|"toJira"\|"toRedmine"/],
      ['mappings[0].fields[3].redmine', /"due" does not exist\. Valid: .*due_date/],
      ['mappings[0].onConflict', /"jira"\|"redmine"\|"newest"/],
      ['mappings[0].statuses[0].jira', /"Nowhere" does not exist\. Valid: To Do/],
    ];
    for (const call of ['previewImport', 'importConfiguration'] as const) {
      const answer = await world.callAdmin(call, { document });
      const told = 'mistakes' in answer ? [...answer.mistakes] : [];
      told.sort((a, b) => (a.path < b.path ? -1 : 1));
      expect(told.map(({ path }) => path)).toEqual(mistakes.map(([path]) => path));
      for (const [index, [, words]] of mistakes.entries())
        expect(told[index]?.message).toMatch(words ?? '');
    }
    expect(JSON.stringify(stored())).toBe(before);
  });

  it('goes back to an earlier version, with the people of today', async () => {
    const { versions: before } = await world.callAdmin('listVersions');
    await world.configure({
      mapping: { onConflict: 'newest' },
      moreUsers: [{ jira: 'linus@example.com', redmine: '5' }],
    });
    const { versions } = await world.callAdmin('listVersions');
    expect(versions.map(({ changes }) => changes)).toEqual([
      2,
      ...before.map(({ changes }) => changes),
    ]);
    const { document } = await world.callAdmin('findVersion', { version: before[0]?.version });
    expect(document.users).toHaveLength(3);
    const { connections: _connections, ...rest } = document;
    const given = { ...rest, connections: documentWith().connections };
    expect(await world.callAdmin('importConfiguration', { document: given })).toEqual({
      imported: true,
      mappings: 1,
    });
    const { document: now } = await world.callAdmin('exportConfiguration');
    expect(now.mappings[0]?.onConflict).toBe('manual');
    // What brings no change keeps no version.
    await world.callAdmin('importConfiguration', { document: given });
    expect((await world.callAdmin('listVersions')).versions).toHaveLength(versions.length + 1);
  });

  it('takes tables of fields and values back as it gave them', async () => {
    const [fields, values] = await Promise.all(
      (['fields', 'values'] as const).map(
        async (table) => (await world.callAdmin('exportTable', { mappingId: 'web', table })).text,
      ),
    );
    const { document: before } = await world.callAdmin('exportConfiguration');
    const read = await world.callAdmin('readTables', { mappingId: 'web', fields, values });
    expect(read).toEqual({ read: true, document: before });
    const more = `${fields}"labels","category","toJira","","","",""\r\n`;
    const grown = await world.callAdmin('readTables', { mappingId: 'web', fields: more });
    const { changes } = (await world.callAdmin('previewImport', {
      document: 'document' in grown ? grown.document : null,
    })) as { readonly changes: unknown };
    expect(changes).toEqual([{ place: [WEB, LABELS], change: { kind: 'added' } }]);
  });

  it('holds many pairs of projects', async () => {
    for (const name of MORE) {
      const { status } = await world.asJira('admin', 'POST', '/project', {
        key: `${name}X`,
        name,
        projectTypeKey: 'software',
        leadAccountId: world.jira.accounts.admin,
      });
      expect(status).toBe(201);
    }
    const moreMappings = MORE.map((name) => ({
      id: name.toLowerCase(),
      connection: 'main',
      jiraProject: `${name}X`,
      redmineProject: name.toLowerCase(),
    }));
    world.host.ledger.reset();
    await world.configure({ moreMappings });
    const { redmine } = world.host.ledger.read().requests;
    const { mappings } = await world.callAdmin('getOverview');
    expect(mappings).toHaveLength(25);
    // Forge lets an app make a hundred a minute.
    console.log(`an import of 25 mappings asks Redmine ${redmine.count} times`);
    expect(redmine.count).toBeLessThan(100);
    await world.configure();
    expect((await world.callAdmin('getOverview')).mappings).toHaveLength(1);
  });

  it('takes every example of the documentation', async () => {
    const text = readFileSync('docs/configuration.md', 'utf8');
    const examples = [...text.matchAll(/^```json\n(.*?)^```/gms)].map(([, json = '']) =>
      JSON.parse(json.replaceAll('Shop, for Jira', 'Reported issues')),
    );
    expect(examples.length).toBeGreaterThan(2);
    const { connections } = documentWith({ apiKey: ADMIN_API_KEY });
    for (const { audit: _elsewhere, ...example } of examples) {
      // With this Redmine in place of the example's; people are found by the names of the demo.
      const users = example.users ? documentWith().users : [];
      const document = { ...example, connections, users };
      const answer = await world.callAdmin('importConfiguration', { document });
      expect(answer.imported ? [] : answer.mistakes).toEqual([]);
    }
    await world.configure();
  });

  it('suggests rows for fields, statuses, types and people', async () => {
    const suggest = async (table: unknown) => {
      const projects = { connectionId: 'main', jiraProject: 'WEB', redmineProject: 'web-shop' };
      const { rows } = await world.callAdmin('suggestRows', { ...projects, table });
      return rows.map(({ jira, redmine, why }) => `${jira} ↔ ${redmine} (${why})`);
    };
    expect(await suggest('fields')).toEqual(
      expect.arrayContaining(['summary ↔ subject (known)', 'assignee ↔ assigned_to (known)']),
    );
    expect(await suggest('statuses')).toEqual([
      'To Do ↔ New (known)',
      'In Progress ↔ In Progress (same)',
      'In Review ↔ Feedback (known)',
      'Done ↔ Closed (known)',
    ]);
    expect(await suggest('issueTypes')).toContain('Bug ↔ Bug (same)');
    expect(await suggest('users')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ada@|\(same\)$/)]),
    );
  });
});

describe('rules that come later', () => {
  const world = openInProcessWorld();
  let key = '';
  let id = 0;
  const redmine = async () =>
    (await world.asRedmine('ada', 'GET', `/issues/${id}.json`)).body.issue;
  const jira = async () => (await world.asJira('ada', 'GET', `/issue/${key}`)).body.fields;
  const LABELS = { jira: 'labels', redmine: 'category' };
  const rows = (extra: object = {}) => ({ moreFields: [{ ...LABELS, ...extra }] });

  beforeAll(async () => {
    await world.configure();
    const { body } = await world.asJira('ada', 'POST', '/issue', {
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: 'Older',
        labels: ['Catalogue'],
        duedate: '2031-01-01',
      },
    });
    key = body.key;
    await world.settle();
    const { body: list } = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*');
    id = list.issues[0].id;
    await world.asRedmine('ada', 'PUT', `/issues/${id}.json`, { issue: { category_id: 1 } });
    await world.settle();
  });

  it('write nothing to a pair until the preview was confirmed, and then what it showed', async () => {
    await world.configure(rows());
    await world.runTimer('verify');
    expect([(await redmine()).category.name, (await jira()).labels]).toEqual([
      'Checkout',
      ['Catalogue'],
    ]);
    const shown = await world.callAdmin('previewPairs', { mappingId: 'web', seed: 'jira' });
    expect(shown).toMatchObject({
      looked: 1,
      cursor: null,
      pairs: [
        {
          jiraKey: key,
          obstacle: null,
          writes: [{ field: 'labels', side: 'remote', from: 'Checkout' }],
        },
      ],
    });
    expect((await redmine()).category.name).toBe('Checkout');
    await world.callAdmin('applyToPairs', { mappingId: 'web', seed: 'jira' });
    await world.settle();
    expect([(await redmine()).category.name, (await jira()).labels]).toEqual([
      'Catalogue',
      ['Catalogue'],
    ]);
    const { pairs } = await world.callAdmin('previewPairs', { mappingId: 'web', seed: 'jira' });
    expect(pairs).toEqual([]);
    expect((await world.callAdmin('listProblems', {})).conflicts).toEqual([]);
  });

  it('leave alone what a field says that a row is joined with now in place of another', async () => {
    expect((await redmine()).due_date).toBe('2031-01-01');
    await world.configure({ ...rows(), fields: { duedate: { redmine: 'start_date' } } });
    await world.asRedmine('ada', 'PUT', `/issues/${id}.json`, {
      issue: { start_date: '2030-05-05' },
    });
    await world.runTimer('verify');
    expect([(await redmine()).start_date, (await jira()).duedate]).toEqual([
      '2030-05-05',
      '2031-01-01',
    ]);
    const { conflicts } = await world.callAdmin('listProblems', {});
    expect(conflicts.map(({ field }) => field)).toEqual(['duedate']);
  });

  it('do not write a value anew whose row changed, until that was confirmed', async () => {
    await world.asJira('ada', 'PUT', `/issue/${key}`, { fields: { priority: { name: 'High' } } });
    await world.settle();
    expect((await redmine()).priority.name).toBe('High');
    const priorities = [
      { jira: 'High', redmine: 'Urgent' },
      { jira: 'Medium', redmine: 'Normal' },
    ];
    await world.configure({ ...rows(), mapping: { priorities } });
    await world.runTimer('verify');
    expect((await redmine()).priority.name).toBe('High');
    await world.callAdmin('applyToPairs', { mappingId: 'web', seed: 'jira' });
    await world.settle();
    expect((await redmine()).priority.name).toBe('Urgent');
  });

  it('may lose a mapping and get it back: its pairs go on, and what changed meanwhile is found', async () => {
    const away = openInProcessWorld();
    await away.configure();
    const { key, redmineId } = await makePair(away, 'Basket');
    const { document } = await away.callAdmin('exportConfiguration');
    await away.callAdmin('importConfiguration', { document: { ...document, mappings: [] } });
    await renameInJira(away, key, 'Basket, meanwhile');
    const subjectOf = async () => {
      const { body } = await away.asRedmine('ada', 'GET', `/issues/${redmineId}.json`);
      return body.issue.subject;
    };
    expect(await subjectOf()).toBe('Basket');
    await away.callAdmin('importConfiguration', { document });
    await away.host.advance(24 * 60 * 60_000);
    await away.runTimer('verify');
    expect(await subjectOf()).toBe('Basket, meanwhile');
    away.host.stop();
  });
});
