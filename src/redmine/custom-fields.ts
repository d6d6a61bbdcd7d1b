/**
 * The custom fields of a project's issues, with what they hold. A key without admin rights does not
 * see the list of them: it learns them from what the project and its newest issues show, by name and
 * id, and takes what they hold for a line or a list of lines.
 * https://www.redmine.org/projects/redmine/wiki/Rest_CustomFields
 */
import * as z from 'zod';
import type { FieldMetadata } from '../core/metadata';
import type { FieldKind } from '../core/values/field-kinds';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { customFieldValueSchema } from './wire';

const customFieldsSchema = z.object({
  custom_fields: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      customized_type: z.string(),
      field_format: z.string(),
      multiple: z.boolean().optional(),
      possible_values: z
        .array(z.object({ value: z.string(), label: z.string().optional() }))
        .optional(),
    }),
  ),
});

const shownFieldsSchema = z.object({
  issues: z.array(z.object({ custom_fields: z.array(customFieldValueSchema).optional() })),
});

/** By `field_format`. Attachments and what else plugins add are not carried over. */
const KIND_BY_FORMAT: Readonly<Record<string, FieldKind>> = {
  string: 'line',
  text: 'text',
  link: 'url',
  int: 'integer',
  float: 'number',
  date: 'date',
  bool: 'boolean',
  list: 'option',
  enumeration: 'option',
  user: 'user',
  version: 'version',
};

/** What a field with `multiple` holds. */
const MANY: Readonly<Partial<Record<FieldKind, FieldKind>>> = {
  line: 'labels',
  option: 'options',
  user: 'users',
  version: 'versions',
};

/** How many of the newest issues are looked at. */
const SAMPLE_SIZE = 25;

type WireCustomField = z.output<typeof customFieldsSchema>['custom_fields'][number];

/**
 * All issue custom fields with their formats; `null` for a key without admin rights. The choices of
 * those that hold versions are the project's.
 */
export async function listCustomFields(
  client: RedmineClient,
): Promise<readonly FieldMetadata[] | null> {
  const answer = await client.send({ method: 'GET', path: '/custom_fields.json', accept: [403] });
  if (answer.status === 403) return null;
  return parseAnswer(answer, customFieldsSchema)
    .custom_fields.filter((field) => field.customized_type === 'issue')
    .flatMap(toMetadata);
}

function toMetadata(field: WireCustomField) {
  const single = KIND_BY_FORMAT[field.field_format];
  const kind = field.multiple === true && single ? MANY[single] : single;
  if (!kind) return [];
  const isVersion = single === 'version';
  const options = isVersion
    ? undefined
    : field.possible_values?.map(({ value, label }) => ({ id: value, name: label ?? value }));
  const metadata: FieldMetadata = {
    key: `cf_${field.id}`,
    name: field.name,
    kind,
    ...(options && single !== 'boolean' ? { options } : {}),
    ...(isVersion ? { growsOptions: true } : {}),
  };
  return [metadata];
}

/** On 5.0 a project does not list the fields that are for all projects, but its issues do. */
export async function listShownFields(
  client: RedmineClient,
  projectId: number,
): Promise<readonly FieldMetadata[]> {
  const answer = await client.send({
    method: 'GET',
    path: '/issues.json',
    query: {
      project_id: String(projectId),
      status_id: '*',
      limit: String(SAMPLE_SIZE),
      sort: 'id:desc',
    },
  });
  return parseAnswer(answer, shownFieldsSchema).issues.flatMap((issue) =>
    (issue.custom_fields ?? []).map((field) => guessField(field)),
  );
}

/** A field of which only id and name are seen. */
export function guessField(field: {
  readonly id: number;
  readonly name: string;
  readonly multiple?: boolean | undefined;
}): FieldMetadata {
  const kind = field.multiple === true ? 'labels' : 'line';
  return { key: `cf_${field.id}`, name: field.name, kind, isGuess: true };
}
