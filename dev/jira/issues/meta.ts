/** What can be set on create, on edit and on a transition's screen. */
import { fieldsOfProject } from '../fields/catalog';
import type { FieldDefinition, FieldScope } from '../fields/definition';
import type { Call } from '../http/call';
import type { JsonObject } from '../json';
import { renderPriority } from '../render/named';
import { renderProjectReference } from '../render/project';
import { DEFAULT_PRIORITY_ID, getNamed, PRIORITIES } from '../site/names';
import type { IssueDoc } from '../state/model';
import { isEditable } from './edit-issue';
import { fieldScope } from './render-issue';
import { projectOf } from './visible';

/** One field of a screen: its type, whether it must be filled, and its choices. */
export function renderFieldMeta(scope: FieldScope, isRequired: boolean): JsonObject {
  const { field, site } = scope;
  const allowedValues =
    field.id === 'project'
      ? [renderProjectReference(site, scope.project)]
      : field.kind.allowedValues?.(scope);
  const autoComplete = field.kind.autoCompletePath;
  const isPriority = field.id === 'priority';
  return {
    required: isRequired,
    schema: field.schema,
    name: field.name,
    key: field.id,
    ...(autoComplete === undefined ? {} : { autoCompleteUrl: site.url(autoComplete) }),
    hasDefaultValue: isPriority,
    operations: field.kind.operations.length === 0 ? ['set'] : [...field.kind.operations],
    ...(allowedValues === undefined ? {} : { allowedValues }),
    ...(isPriority
      ? { defaultValue: renderPriority(site, getNamed(PRIORITIES, DEFAULT_PRIORITY_ID)) }
      : {}),
  };
}

/** The fields of the edit screen, by id. */
export function editMeta(call: Call, issue: IssueDoc): JsonObject {
  const project = projectOf(call.site, issue);
  const shown = fieldsOfProject(call.site.world, project).filter(
    (field) => field.onEdit && isEditable(call, field, project),
  );
  return metaOf(call, issue, shown, (field) => field.required);
}

export function metaOf(
  call: Call,
  issue: IssueDoc,
  fields: readonly FieldDefinition[],
  isRequired: (field: FieldDefinition) => boolean,
): JsonObject {
  return Object.fromEntries(
    fields.map((field) => [
      field.id,
      renderFieldMeta(fieldScope(call.site, call.caller, issue, field), isRequired(field)),
    ]),
  );
}
