/** What components and versions share: entries that a project keeps. */
import type { Call } from '../http/call';
import { fieldErrors } from '../http/jira-error';
import { demand } from '../issues/visible';
import { isArray, type Json, type JsonObject, stringAt } from '../json';
import type { ProjectDoc } from '../state/model';

export function demandProjectAdmin(call: Call, project: ProjectDoc): void {
  demand(
    call,
    'ADMINISTER_PROJECTS',
    project,
    403,
    'The user does not have permission to complete this operation.',
  );
}

export function owned<T extends { readonly projectId: string }>(
  all: Iterable<T>,
  project: ProjectDoc,
): readonly T[] {
  return [...all].filter(({ projectId }) => projectId === project.id);
}

/** @throws JiraError 400 where the name is missing or taken. */
export function uniqueName(
  body: JsonObject,
  siblings: readonly { readonly name: string }[],
  word: string,
): string {
  const name = stringAt(body, 'name')?.trim() ?? '';
  if (name === '')
    throw fieldErrors({
      name: `The ${word} name specified is invalid - cannot be an empty string.`,
    });
  if (siblings.some((sibling) => sibling.name.toLowerCase() === name.toLowerCase())) {
    throw fieldErrors({ name: `A ${word} with this name already exists in this project.` });
  }
  return name;
}

/** Takes the entry out of the issues that have it. */
export function forget(call: Call, fieldIds: readonly string[], id: string): void {
  for (const issue of call.site.world.issues.values()) {
    const changed: Record<string, Json> = {};
    for (const fieldId of fieldIds) {
      const list = issue.fields[fieldId];
      if (isArray(list) && list.includes(id))
        changed[fieldId] = list.filter((entry) => entry !== id);
    }
    if (Object.keys(changed).length > 0) {
      call.site.world.issues.put(issue.id, { ...issue, fields: { ...issue.fields, ...changed } });
    }
  }
}
