/**
 * Further fields of a Redmine project: what every project has, and the custom ones of the demo's
 * data, which no REST call can make. Where a server has none of them they are left out, which the
 * world says.
 */
import { type FieldKind, formatList } from '../../../src/core/values/field-kinds';
import {
  type AskAsAdmin,
  aFurtherField,
  type FurtherField,
  type FurtherFields,
} from './further-fields';

const list = (...members: readonly string[]) => formatList(members);
const textile = (source: string) => ({ format: 'textile', source }) as const;

/** @param people two members of the project */
export async function makeRedmineFields(
  ask: AskAsAdmin,
  projectId: number,
  people: readonly [string, string],
): Promise<FurtherFields> {
  const project = `/projects/${projectId}`;
  const version = async (name: string) =>
    String((await ask('POST', `${project}/versions.json`, { version: { name } })).version.id);
  const category = async (name: string) => {
    const path = `${project}/issue_categories.json`;
    return String((await ask('POST', path, { issue_category: { name } })).issue_category.id);
  };
  const versions = [await version('1.0'), await version('2.0')] as const;
  const { custom_fields: fields } = await ask('GET', '/custom_fields.json');

  const custom = (
    name: string,
    kind: FieldKind,
    ...values: FurtherField['values']
  ): readonly FurtherField[] => {
    const known = fields.find((field: { readonly name: string }) => field.name === name);
    if (known) return [aFurtherField(`cf_${known.id}`, kind, ...values)];
    console.warn(`this Redmine has no custom field ${name}: it is left out`);
    return [];
  };

  return {
    effort: [
      aFurtherField('start_date', 'date', '2031-01-02', '2031-02-03'),
      aFurtherField('done_ratio', 'percent', '40', '70'),
      aFurtherField('estimated_hours', 'hours', '2', '1.5'),
    ],
    'lists of the project': [
      aFurtherField('category', 'option', await category('Checkout'), await category('Catalogue')),
      aFurtherField('fixed_version', 'version', ...versions),
    ],
    'custom fields': [
      ...custom('Customer', 'line', 'A line', 'Another <b>'),
      ...custom('Minutes of meeting', 'text', textile('Words'), textile('More')),
      ...custom('Ticket', 'url', 'https://a.example/1', 'https://a.example/2'),
      ...custom('Seats', 'integer', '12', '-3'),
      ...custom('Budget', 'number', '12.5', '1000'),
      ...custom('Go-live', 'date', '2031-01-02', '2031-02-03'),
      ...custom('Billable', 'boolean', '1', '0'),
      ...custom('Severity', 'option', 'Minor', 'Blocker'),
      ...custom('Browsers', 'options', list('Firefox', 'Chrome'), list('Safari')),
      ...custom('Channel', 'option', '1', '2'),
      ...custom('Reviewer', 'user', ...people),
      ...custom('Found in', 'version', ...versions),
    ],
  };
}
