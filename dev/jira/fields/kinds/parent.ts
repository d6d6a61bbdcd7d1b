/** The parent: an epic for a standard issue, a standard issue for a sub-task. */
import { isObject, type Json, stringAt } from '../../json';
import { maySeeIssue } from '../../permissions/access';
import { getNamed, ISSUE_TYPES } from '../../site/names';
import { type FieldKind, FieldRefusal, type FieldScope } from '../definition';

export const parentKind: FieldKind = {
  operations: ['set'],
  parse(input, scope) {
    const type = getNamed(ISSUE_TYPES, scope.issueTypeId);
    if (input === null || (isObject(input) && input.none === true)) {
      if (type.subtask) throw new FieldRefusal('A sub-task must have a parent.');
      return null;
    }
    const idOrKey = stringAt(input, 'id') ?? stringAt(input, 'key');
    if (idOrKey === undefined) throw new FieldRefusal('data was not an object');
    const parent = scope.site.world.findIssue(idOrKey);
    if (parent === undefined || !maySeeIssue(scope.site, scope.caller, parent)) {
      throw new FieldRefusal('Could not find issue by id or key.');
    }
    const parentType = getNamed(ISSUE_TYPES, String(parent.fields.issuetype));
    if (parentType.hierarchyLevel !== type.hierarchyLevel + 1 || parent.id === scope.issue?.id) {
      throw new FieldRefusal('Given parent work item does not belong to appropriate hierarchy.');
    }
    if (type.subtask && parent.projectId !== scope.project.id) {
      throw new FieldRefusal('Sub-tasks must be created in the same project as the parent.');
    }
    return parent.id;
  },
  // Shown by the issue renderer, which knows how a related issue looks.
  render: (stored) => stored,
  // No `fieldId`: Jira gives these items none, and says not to look for one.
  // https://community.developer.atlassian.com/t/48993
  history: (before, after, scope) => {
    const [from, fromString] = describe(before, scope);
    const [to, toText] = describe(after, scope);
    return [
      {
        field: 'IssueParentAssociation',
        fieldtype: 'jira',
        from,
        fromString,
        to,
        toString: toText,
      },
    ];
  },
};

function describe(id: Json, scope: FieldScope): readonly [string | null, string | null] {
  if (typeof id !== 'string') return [null, null];
  return [id, scope.site.world.issues.get(id)?.key ?? null];
}
