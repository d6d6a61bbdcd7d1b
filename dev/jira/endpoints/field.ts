/** Fields: the list, and making custom ones. */

import { allFields, findField } from '../fields/catalog';
import { CUSTOM_FIELD_TYPES } from '../fields/custom-types';
import type { FieldDefinition } from '../fields/definition';
import { bodyObject, type Call, param, queryList } from '../http/call';
import { adminRequired, fieldErrors, refusal } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { type JsonObject, stringAt } from '../json';
import { isJiraAdmin } from '../permissions/access';
import type { CustomFieldDoc } from '../state/model';

const FIRST_FIELD = 10_030;
const FIRST_CONTEXT = 10_130;

export function demandAdmin(call: Call): void {
  if (!isJiraAdmin(call.site.world, call.caller)) throw adminRequired();
}

function renderFieldDetails(field: FieldDefinition): JsonObject {
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    ...(field.custom ? { untranslatedName: field.name } : {}),
    custom: field.custom,
    orderable: field.orderable,
    navigable: field.navigable,
    searchable: field.searchable,
    clauseNames: [...field.clauseNames],
    schema: field.schema,
  };
}

function list(call: Call): Reply {
  return ok(allFields(call.site.world).map(renderFieldDetails));
}

function search(call: Call): Reply {
  demandAdmin(call);
  const query = (call.query.get('query') ?? '').toLowerCase();
  const types = queryList(call, 'type');
  const ids = queryList(call, 'id');
  const found = allFields(call.site.world).filter(
    (field) =>
      field.name.toLowerCase().includes(query) &&
      (types.length === 0 || types.includes(field.custom ? 'custom' : 'system')) &&
      (ids.length === 0 || ids.includes(field.id)),
  );
  return ok(
    pageBean(call, found, readWindow(call, 50), (field) => ({
      id: field.id,
      name: field.name,
      schema: field.schema,
      description: call.site.world.customFields.get(field.id)?.description ?? '',
      key: field.id,
    })),
  );
}

function create(call: Call): Reply {
  demandAdmin(call);
  const body = bodyObject(call);
  const name = stringAt(body, 'name')?.trim() ?? '';
  const type = stringAt(body, 'type') ?? '';
  if (name === '') throw fieldErrors({ name: 'The name of the custom field must not be empty.' });
  if (CUSTOM_FIELD_TYPES[type] === undefined) {
    throw fieldErrors({ type: `The custom field type '${type}' does not exist.` });
  }
  const { world } = call.site;
  const field: CustomFieldDoc = {
    id: `customfield_${world.nextId('field', FIRST_FIELD)}`,
    name,
    description: stringAt(body, 'description') ?? '',
    type,
    contextId: world.nextId('context', FIRST_CONTEXT),
  };
  world.customFields.put(field.id, field);
  const definition = findField(world, field.id);
  if (definition === undefined) throw new Error(`field ${field.id} was not kept`);
  return created(renderFieldDetails(definition));
}

function update(call: Call): Reply {
  demandAdmin(call);
  const field = getCustomField(call);
  const body = bodyObject(call);
  call.site.world.customFields.put(field.id, {
    ...field,
    name: stringAt(body, 'name') ?? field.name,
    description: stringAt(body, 'description') ?? field.description,
  });
  return NO_CONTENT;
}

/** @throws JiraError 404 where there is no such custom field. */
export function getCustomField(call: Call, name = 'fieldId'): CustomFieldDoc {
  const field = call.site.world.customFields.get(param(call, name));
  if (field === undefined) throw refusal(404, 'The custom field was not found.');
  return field;
}

/** Custom fields stand on every screen here from the start, so there is nothing to add. */
function addToDefaultScreen(call: Call): Reply {
  demandAdmin(call);
  getCustomField(call);
  return ok({});
}

export const fieldRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/field', kind: 'read', handle: list },
  { method: 'POST', path: '/rest/api/3/field', kind: 'write', handle: create },
  { method: 'GET', path: '/rest/api/3/field/search', kind: 'read', handle: search },
  { method: 'PUT', path: '/rest/api/3/field/{fieldId}', kind: 'write', handle: update },
  {
    method: 'POST',
    path: '/rest/api/3/screens/addToDefault/{fieldId}',
    kind: 'write',
    handle: addToDefaultScreen,
  },
];
