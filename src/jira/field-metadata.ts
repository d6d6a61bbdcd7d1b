/** What Jira's fields hold, by the schema that Jira gives for each, and what can be chosen in them. */
import * as z from 'zod';
import type { FieldMetadata, Named } from '../core/metadata';
import type { FieldKind } from '../core/values/field-kinds';

const schema = z.object({
  type: z.string(),
  items: z.string().optional(),
  custom: z.string().optional(),
});

/** `GET /field` */
export const fieldsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: schema.optional(),
    scope: z.object({ project: z.object({ id: z.string() }).optional() }).nullish(),
  }),
);

export type WireField = z.output<typeof fieldsSchema>[number];

/** One page of `GET /issue/createmeta/{project}/issuetypes/{id}`. */
export const createFieldsSchema = z.object({
  total: z.number().optional(),
  fields: z.array(
    z.object({ fieldId: z.string(), allowedValues: z.array(z.unknown()).optional() }),
  ),
});

export type WireCreateField = z.output<typeof createFieldsSchema>['fields'][number];

const choiceSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  value: z.string().optional(),
});

const TYPES = 'com.atlassian.jira.plugin.system.customfieldtypes:';

/** By schema type; of a list `array:` and the type of its items. */
const KIND_BY_TYPE: Readonly<Record<string, FieldKind>> = {
  string: 'line',
  number: 'number',
  date: 'date',
  datetime: 'datetime',
  user: 'user',
  option: 'option',
  'option-with-child': 'cascade',
  priority: 'option',
  status: 'option',
  issuetype: 'option',
  resolution: 'option',
  securitylevel: 'option',
  version: 'version',
  'array:option': 'options',
  'array:component': 'options',
  'array:version': 'versions',
  'array:user': 'users',
  'array:string': 'labels',
};

/** Where the schema does not say all: documents of type `string`, estimates in seconds, parents. */
const KIND_BY_FIELD: Readonly<Record<string, FieldKind>> = {
  description: 'text',
  environment: 'text',
  [`${TYPES}textarea`]: 'text',
  [`${TYPES}url`]: 'url',
  timeoriginalestimate: 'minutes',
  parent: 'issue',
};

/** Fields that Jira keeps by itself, or that move with transitions only. */
const READ_ONLY: ReadonlySet<string> = new Set([
  'status',
  'resolution',
  'resolutiondate',
  'created',
  'updated',
  'creator',
  'lastViewed',
  'statuscategorychangedate',
  'timeestimate',
  'timespent',
  'aggregatetimeestimate',
  'aggregatetimeoriginalestimate',
  'aggregatetimespent',
  'workratio',
]);

/** System fields whose values projects make for themselves. */
const GROWING: ReadonlySet<string> = new Set(['components', 'fixVersions', 'versions']);

/** What a field is; empty where it holds something that nothing is mapped with. */
export function toFieldMetadata(
  field: WireField,
  options: ReadonlyMap<string, readonly Named[]>,
): FieldMetadata[] {
  const kind = kindOf(field);
  if (!kind) return [];
  const choices = options.get(field.id);
  return [
    {
      key: field.id,
      name: field.name,
      kind,
      ...(choices ? { options: choices } : {}),
      ...(READ_ONLY.has(field.id) ? { readOnly: true } : {}),
      ...(GROWING.has(field.id) || isVersion(kind) ? { growsOptions: true } : {}),
    },
  ];
}

function isVersion(kind: FieldKind): boolean {
  return kind === 'version' || kind === 'versions';
}

function kindOf({ id, schema: type }: WireField): FieldKind | undefined {
  if (!type) return KIND_BY_FIELD[id];
  const special = KIND_BY_FIELD[type.custom ?? id];
  if (special) return special;
  return KIND_BY_TYPE[type.type === 'array' ? `array:${type.items}` : type.type];
}

/** What each field offers on the create screens of the given types, by field id. */
export function collectOptions(
  fields: readonly WireCreateField[],
): ReadonlyMap<string, readonly Named[]> {
  const options = new Map<string, Map<string, Named>>();
  for (const { fieldId, allowedValues } of fields) {
    if (!allowedValues) continue;
    const known = options.get(fieldId) ?? new Map<string, Named>();
    for (const value of allowedValues) {
      const choice = choiceSchema.safeParse(value);
      if (!choice.success) continue;
      const { id, name, value: text } = choice.data;
      known.set(id, { id, name: name ?? text ?? id });
    }
    options.set(fieldId, known);
  }
  return new Map([...options].map(([fieldId, known]) => [fieldId, [...known.values()]]));
}
