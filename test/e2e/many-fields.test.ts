/**
 * A grown mapping costs a link's sync no more than a small one: 60 custom fields, 500 options and
 * 200 people are matched when the configuration is imported, and never asked for again.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_API_KEY, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../dev/redmine/seed/seed';
import { listStored } from '../support/in-process/app-storage';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

const LISTS = 50;
const OPTIONS_OF_EACH = 10;
const LINES = 10;
const PEOPLE = 200;
const TYPES = 'com.atlassian.jira.plugin.system.customfieldtypes:';

const range = (length: number) => Array.from({ length }, (_, index) => index + 1);
const listName = (list: number) => `List ${list}`;
const lineName = (line: number) => `Line ${line}`;
const optionName = (list: number, option: number) => `Choice ${list}.${option}`;

const [webShop] = DEMO_SEED.projects;
if (!webShop) throw new Error('the demo has a project');

const logins = range(PEOPLE).map((person) => `person${person}`);

const SEED: RedmineSeed = {
  users: [
    ...DEMO_SEED.users,
    ...logins.map((login, index) => ({
      login,
      firstname: 'Person',
      lastname: `Number${index + 1}`,
      mail: `${login}@example.com`,
      apiKey: String(index).padStart(40, 'f'),
      password: 'a-long-password',
    })),
  ],
  projects: [
    {
      ...webShop,
      members: [
        ...(webShop.members ?? []),
        ...logins.map((login) => ({ login, roles: ['Developer'] })),
      ],
    },
  ],
  customFields: [
    ...range(LISTS).map((list) => ({
      name: listName(list),
      type: 'issue' as const,
      format: 'list' as const,
      possibleValues: range(OPTIONS_OF_EACH).map((option) => optionName(list, option)),
    })),
    ...range(LINES).map((line) => ({
      name: lineName(line),
      type: 'issue' as const,
      format: 'string' as const,
    })),
  ],
};

async function addJiraField(world: InProcessWorld, name: string, type: string, options: string[]) {
  const { body: field } = await world.asJira('admin', 'POST', '/field', {
    name,
    type: `${TYPES}${type}`,
  });
  if (options.length === 0) return;
  const { body: contexts } = await world.asJira('admin', 'GET', `/field/${field.id}/context`);
  await world.asJira(
    'admin',
    'POST',
    `/field/${field.id}/context/${contexts.values[0].id}/option`,
    {
      options: options.map((value) => ({ value })),
    },
  );
}

async function countEdit(world: InProcessWorld, key: string, fields: object) {
  await world.settle();
  world.host.ledger.reset();
  const { status } = await world.asJira('ada', 'PUT', `/issue/${key}`, { fields });
  expect(status).toBe(204);
  await world.settle();
  const { requests, kvs } = world.host.ledger.read();
  return {
    calls: requests.jira.count + requests.redmine.count,
    storageReads: kvs.reads.count,
    storageWrites: kvs.writes.count,
  };
}

describe('a mapping of 60 custom fields, 500 options and 200 people', () => {
  const world = openInProcessWorld({ redmineSeed: SEED });
  let key = '';
  let few: Awaited<ReturnType<typeof countEdit>>;

  beforeAll(async () => {
    for (const list of range(LISTS)) {
      const options = range(OPTIONS_OF_EACH).map((option) => optionName(list, option));
      await addJiraField(world, listName(list), 'select', options);
    }
    for (const line of range(LINES)) await addJiraField(world, lineName(line), 'textfield', []);
    for (const login of logins) {
      await world.asJira('admin', 'POST', '/user', {
        emailAddress: `${login}@example.com`,
        displayName: `Person ${login}`,
        products: ['jira-software'],
      });
    }
    await world.configure({ apiKey: ADMIN_API_KEY });
    const { body } = await world.asJira('ada', 'POST', '/issue', {
      fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'Counted' },
    });
    key = body.key;
    few = await countEdit(world, key, { summary: 'Counted with few fields' });
    await world.configure({
      apiKey: ADMIN_API_KEY,
      moreFields: [
        ...[...range(LISTS).map(listName), ...range(LINES).map(lineName)].map((name) => ({
          jira: name,
          redmine: name,
        })),
        { jira: 'components', redmine: 'category' },
      ],
      moreUsers: logins.map((login) => ({ jira: `${login}@example.com`, redmine: login })),
    });
    await countEdit(world, key, { summary: 'The first run knows the new fields' });
  }, 120_000);

  it('costs one edit no more calls and storage requests than three fields do', async () => {
    const many = await countEdit(world, key, { summary: 'Counted with many fields' });
    console.log(`one edit: ${JSON.stringify({ few, many })}`);
    expect(many).toEqual(few);
  });

  it('costs an edit of many of its fields no more than one of one', async () => {
    const { body: known } = await world.asJira('admin', 'GET', '/field');
    const idOf = (name: string) =>
      known.find((field: { name: string }) => field.name === name).id as string;
    const fields = Object.fromEntries([
      ...range(LISTS).map((list) => [idOf(listName(list)), { value: optionName(list, 7) }]),
      ...range(LINES).map((line) => [idOf(lineName(line)), `words ${line}`]),
    ]);
    const all = await countEdit(world, key, fields);
    console.log(`an edit of ${Object.keys(fields).length} fields: ${JSON.stringify(all)}`);
    expect(all).toEqual(few);
    const { body } = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*');
    const [issue] = body.issues;
    expect(issue.custom_fields.filter(({ value }: { value: string | null }) => value).length).toBe(
      LISTS + LINES,
    );
  });

  it('learns of a choice that came after the import when an issue shows it, and asks no more for it', async () => {
    const newer = { name: 'Came later' };
    const project = { project: 'WEB', leadAccountId: world.jira.accounts.admin };
    await world.asJira('admin', 'POST', '/component', { ...newer, ...project });
    await world.asRedmine('admin', 'POST', '/projects/web-shop/issue_categories.json', {
      issue_category: newer,
    });
    const first = await countEdit(world, key, { components: [newer] });
    const { body } = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*');
    expect(body.issues[0].category.name).toBe(newer.name);
    const after = await countEdit(world, key, { summary: 'Counted after the new choice' });
    console.log(`a choice that came later: ${JSON.stringify({ first, after })}`);
    expect(first.calls).toBeGreaterThan(few.calls);
    expect(first.calls).toBeLessThanOrEqual(few.calls + 2);
    expect(after).toEqual(few);
  });

  it('stays within what Forge stores under one key', async () => {
    const stored = listStored(world.store, 'plain/').filter(({ key: name }) =>
      /mapping/.test(name),
    );
    const bytes = stored.map(({ value }) => Buffer.byteLength(JSON.stringify(value)));
    console.log(`stored mappings: ${bytes.join(', ')} bytes`);
    expect(bytes.length).toBeGreaterThan(0);
    expect(Math.max(...bytes)).toBeLessThan(240 * 1024);
  });
});
