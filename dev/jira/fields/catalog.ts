/** Every field of the site: the system's and the custom ones. */
import type { CustomFieldDoc, ProjectDoc } from '../state/model';
import type { World } from '../state/world';
import { CUSTOM_FIELD_TYPES } from './custom-types';
import type { FieldDefinition } from './definition';
import { SYSTEM_FIELDS } from './system-fields';

const SYSTEM_BY_ID = new Map(SYSTEM_FIELDS.map((field) => [field.id, field]));
/** Made anew only after a custom field changed: every issue that is shown asks for it. */
const fieldLists = new WeakMap<World, { version: number; fields: readonly FieldDefinition[] }>();
const customDefinitions = new WeakMap<CustomFieldDoc, FieldDefinition>();

export function findField(world: World, id: string): FieldDefinition | undefined {
  const system = SYSTEM_BY_ID.get(id);
  if (system !== undefined) return system;
  const custom = world.customFields.get(id);
  return custom === undefined ? undefined : defineCustom(custom);
}

/** @throws Error where there is no such field: only for ids that the double wrote itself. */
export function getField(world: World, id: string): FieldDefinition {
  const field = findField(world, id);
  if (field === undefined) throw new Error(`the Jira double has no field ${id}`);
  return field;
}

export function allFields(world: World): readonly FieldDefinition[] {
  const { version } = world.customFields;
  const known = fieldLists.get(world);
  if (known?.version === version) return known.fields;
  const fields = [...SYSTEM_FIELDS, ...[...world.customFields.values()].map(defineCustom)];
  fieldLists.set(world, { version, fields });
  return fields;
}

/** The fields an issue of the project can have. */
export function fieldsOfProject(world: World, project: ProjectDoc): readonly FieldDefinition[] {
  return allFields(world).filter((field) => isInProject(field, project));
}

export function isInProject(field: FieldDefinition, project: ProjectDoc): boolean {
  return field.id !== 'security' || project.hasSecurityLevels;
}

function defineCustom(doc: CustomFieldDoc): FieldDefinition {
  const known = customDefinitions.get(doc);
  if (known !== undefined) return known;
  const type = CUSTOM_FIELD_TYPES[doc.type];
  if (type === undefined) throw new Error(`the Jira double has no field type ${doc.type}`);
  const customId = Number(doc.id.replace('customfield_', ''));
  const definition: FieldDefinition = {
    id: doc.id,
    name: doc.name,
    custom: true,
    schema: { ...type.schema, custom: doc.type, customId },
    kind: type.kind,
    onCreate: true,
    onEdit: true,
    required: false,
    navigable: true,
    orderable: true,
    searchable: true,
    clauseNames: [`cf[${customId}]`, doc.name],
  };
  customDefinitions.set(doc, definition);
  return definition;
}
