import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at, type JiraSite } from './a-jira-site';

const TYPE = 'com.atlassian.jira.plugin.system.customfieldtypes:';

async function aField({ admin }: JiraSite, type: string, options: readonly string[] = []) {
  const { body } = await admin.post('field', { name: `My ${type}`, type: TYPE + type });
  const id = String(at(body, 'id'));
  const contexts = await admin.get(`field/${id}/context`);
  const path = `field/${id}/context/${String(at(contexts.body, 'values', 0, 'id'))}/option`;
  if (options.length > 0) await admin.post(path, { options: options.map((value) => ({ value })) });
  return { id, path };
}

const values: readonly [
  type: string,
  options: string[],
  set: unknown,
  shown: unknown,
  text: unknown,
][] = [
  ['textfield', [], 'one line', 'one line', 'one line'],
  ['textarea', [], adf('Two', 'lines'), adf('Two', 'lines'), 'Two\nlines'],
  ['url', [], 'https://example.com/x', 'https://example.com/x', 'https://example.com/x'],
  ['float', [], 2.5, 2.5, '2.5'],
  ['datepicker', [], '2026-12-24', '2026-12-24', '2026-12-24 00:00:00.0'],
  [
    'datetime',
    [],
    '2026-12-24T18:00:00.000+0100',
    '2026-12-24T09:00:00.000-0800',
    '2026-12-24T09:00:00.000-0800',
  ],
  ['select', ['Low', 'High'], { value: 'High' }, option('10101', 'High'), 'High'],
  ['radiobuttons', ['Low', 'High'], { id: '10100' }, option('10100', 'Low'), 'Low'],
  [
    'multiselect',
    ['Low', 'High'],
    [{ value: 'High' }, { value: 'Low' }],
    [option('10101', 'High'), option('10100', 'Low')],
    'High,Low',
  ],
  ['labels', [], ['b', 'a'], ['a', 'b'], 'a b'],
];

function option(id: string, value: string) {
  return { self: `http://jira.test/rest/api/3/customFieldOption/${id}`, id, value };
}

describe('a custom field', () => {
  it.each(values)(
    'of type %s keeps its value, shows it and tells its history',
    async (type, options, set, shown, text) => {
      const site = await aJiraSite();
      const { id } = await aField(site, type, options);
      const key = await anIssue(site.ada);
      const edit = await site.ada.put(`issue/${key}`, { fields: { [id]: set } });
      const { body } = await site.ada.get(`issue/${key}?fields=${id}&expand=changelog`);
      const change = at(body, 'changelog', 'histories', 0, 'items', 0);
      expect({
        status: edit.status,
        shown: at(body, 'fields', id),
        change: [
          at(change, 'field'),
          at(change, 'fieldtype'),
          at(change, 'fieldId'),
          at(change, 'toString'),
        ],
      }).toEqual({ status: 204, shown, change: [`My ${type}`, 'custom', id, text] });
    },
  );

  it('of two levels keeps both, or the first alone', async () => {
    const site = await aJiraSite();
    const { id, path } = await aField(site, 'cascadingselect', ['Shop']);
    await site.admin.post(path, { options: [{ value: 'Cart', optionId: '10100' }] });
    const set = async (value: unknown) => {
      const key = await anIssue(site.ada, { [id]: value as never });
      const { body } = await site.ada.get(`issue/${key}?fields=${id}`);
      return [at(body, 'fields', id, 'value'), at(body, 'fields', id, 'child', 'value')];
    };
    expect([
      await set({ value: 'Shop', child: { value: 'Cart' } }),
      await set({ value: 'Shop' }),
    ]).toEqual([
      ['Shop', 'Cart'],
      ['Shop', undefined],
    ]);
  });

  it('refuses values that are none of its own', async () => {
    const site = await aJiraSite();
    const select = await aField(site, 'select', ['Low']);
    const number = await aField(site, 'float');
    const person = await aField(site, 'userpicker');
    const { body } = await site.ada.post('issue', {
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Task' },
        summary: 'x',
        [select.id]: { value: 'High' },
        [number.id]: '5',
        [person.id]: { accountId: 'nobody' },
      },
    });
    expect(at(body, 'errors')).toEqual({
      [select.id]: "Option value 'High' is not valid",
      [number.id]: 'Operation value must be a number',
      [person.id]: "User 'nobody' does not exist.",
    });
  });

  it('stands in the metadata with its choices, those disabled left out', async () => {
    const site = await aJiraSite();
    const { id, path } = await aField(site, 'select', ['Low', 'High']);
    await site.admin.put(path, { options: [{ id: '10101', disabled: true }] });
    const { body } = await site.app.get('issue/createmeta/WEB/issuetypes/10001?maxResults=200');
    const meta = (at(body, 'fields') as object[]).find((field) => at(field, 'fieldId') === id);
    const refused = await site.ada.put(`issue/${await anIssue(site.ada)}`, {
      fields: { [id]: { value: 'High' } },
    });
    expect([
      at(meta, 'required'),
      at(meta, 'operations'),
      at(meta, 'allowedValues'),
      refused.status,
    ]).toEqual([false, ['set'], [option('10100', 'Low')], 400]);
  });

  it('is found by its name and by its number in JQL', async () => {
    const site = await aJiraSite();
    const { id } = await aField(site, 'select', ['Low', 'High']);
    const key = await anIssue(site.ada, { [id]: { value: 'High' } });
    await anIssue(site.ada, { [id]: { value: 'Low' } });
    const find = async (jql: string) => {
      const { body } = await site.ada.post('search/jql', { jql, fields: ['key'] });
      return (at(body, 'issues') as object[]).map((issue) => at(issue, 'key'));
    };
    expect([
      await find('"My select" = High'),
      await find(`cf[${id.split('_')[1]}] = High`),
    ]).toEqual([[key], [key]]);
  });
});
