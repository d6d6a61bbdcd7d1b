/** Further fields of a Jira project: what every project has, and a custom one of every type. */
import { type FieldKind, formatList } from '../../../src/core/values/field-kinds';
import {
  type AskAsAdmin,
  aFurtherField,
  type FurtherField,
  type FurtherFields,
} from './further-fields';

const TYPES = 'com.atlassian.jira.plugin.system.customfieldtypes:';

const list = (...members: readonly string[]) => formatList(members);

function document(text: string) {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text }] } as const;
  return {
    format: 'adf',
    doc: { type: 'doc', version: 1, content: [paragraph] },
  } as const;
}

/** @param people two accountIds */
export async function makeJiraFields(
  ask: AskAsAdmin,
  people: readonly [string, string],
): Promise<FurtherFields> {
  const [ada, grace] = people;
  const id = async (made: Promise<{ readonly id: string }>) => String((await made).id);
  const versions = [
    await id(ask('POST', 'version', { name: '1.0', projectId: 10_000 })),
    await id(ask('POST', 'version', { name: '2.0', projectId: 10_000 })),
  ] as const;
  const components = [
    await id(ask('POST', 'component', { name: 'Checkout', project: 'WEB' })),
    await id(ask('POST', 'component', { name: 'Catalogue', project: 'WEB' })),
  ] as const;

  async function custom(type: string): Promise<string> {
    return (await ask('POST', 'field', { name: `A ${type}`, type: TYPES + type })).id;
  }

  async function choice(type: string, kind: FieldKind): Promise<FurtherField> {
    const field = await custom(type);
    const contexts = await ask('GET', `field/${field}/context`);
    const { options } = await ask(
      'POST',
      `field/${field}/context/${contexts.values[0].id}/option`,
      {
        options: [{ value: 'Small' }, { value: 'Large' }],
      },
    );
    const [small, large] = options.map((option: { readonly id: string }) => option.id);
    return kind === 'option'
      ? aFurtherField(field, kind, small, large)
      : aFurtherField(field, kind, list(small, large), list(large));
  }

  async function cascade(): Promise<FurtherField> {
    const field = await custom('cascadingselect');
    const contexts = await ask('GET', `field/${field}/context`);
    const path = `field/${field}/context/${contexts.values[0].id}/option`;
    const { options } = await ask('POST', path, { options: [{ value: 'Web' }, { value: 'App' }] });
    await ask('POST', path, { options: [{ value: 'Basket', optionId: options[0].id }] });
    return aFurtherField(field, 'cascade', 'Web - Basket', 'App');
  }

  return {
    effort: [aFurtherField('timeoriginalestimate', 'minutes', '120', '90')],
    'lists of the project': [
      aFurtherField('labels', 'labels', list('one', 'two'), list('three')),
      aFurtherField('components', 'options', list(components[0]), list(...components)),
      aFurtherField('fixVersions', 'versions', list(...versions), list(versions[1])),
    ],
    'custom fields': [
      aFurtherField(await custom('textfield'), 'line', 'A line', 'Another <b>'),
      aFurtherField(await custom('textarea'), 'text', document('Words'), document('More')),
      aFurtherField(await custom('url'), 'url', 'https://a.example/1', 'https://a.example/2'),
      aFurtherField(await custom('float'), 'number', '12.5', '-3'),
      aFurtherField(await custom('datepicker'), 'date', '2031-01-02', '2031-02-03'),
      aFurtherField(
        await custom('datetime'),
        'datetime',
        '2031-01-02T03:04:00.000Z',
        '2031-01-02T23:59:00.000Z',
      ),
      await choice('select', 'option'),
      await choice('radiobuttons', 'option'),
      await choice('multiselect', 'options'),
      await choice('multicheckboxes', 'options'),
      await cascade(),
      aFurtherField(await custom('userpicker'), 'user', ada, grace),
      aFurtherField(await custom('multiuserpicker'), 'users', list(ada, grace), list(grace)),
      aFurtherField(await custom('version'), 'version', ...versions),
      aFurtherField(await custom('multiversion'), 'versions', list(...versions), list(versions[0])),
      aFurtherField(await custom('labels'), 'labels', list('red'), list('blue', 'red')),
    ],
  };
}
