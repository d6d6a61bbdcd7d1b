/** Fields that hold one entry of a list that the site or the project keeps. */
import { type Json, type JsonObject, stringAt } from '../../json';
import { isInRole } from '../../permissions/access';
import {
  renderIssueType,
  renderPriority,
  renderResolution,
  renderSecurityLevel,
} from '../../render/named';
import {
  getNamed,
  ISSUE_TYPES,
  type IssueType,
  PRIORITIES,
  RESOLUTIONS,
  SECURITY_LEVELS,
} from '../../site/names';
import { type FieldKind, FieldRefusal, type FieldScope, historyItem } from '../definition';

interface Entry {
  readonly id: string;
  readonly name: string;
}

interface Choice<T extends Entry> {
  readonly list: (scope: FieldScope) => readonly T[];
  readonly render: (entry: T, scope: FieldScope) => JsonObject;
  /** What Jira says of an id or a name that is none of the list. */
  readonly refuse: (by: 'id' | 'name', given: string) => string;
  readonly whenCleared?: string;
}

function choiceKind<T extends Entry>(choice: Choice<T>): FieldKind {
  const describe = (value: Json, scope: FieldScope): readonly [string | null, string | null] => {
    if (typeof value !== 'string') return [null, null];
    return [value, choice.list(scope).find(({ id }) => id === value)?.name ?? null];
  };
  return {
    operations: ['set'],
    parse(input, scope) {
      if (input === null) {
        if (choice.whenCleared !== undefined) throw new FieldRefusal(choice.whenCleared);
        return null;
      }
      const list = choice.list(scope);
      const id = stringAt(input, 'id');
      if (id !== undefined) {
        if (!list.some((entry) => entry.id === id)) throw new FieldRefusal(choice.refuse('id', id));
        return id;
      }
      const name = stringAt(input, 'name');
      if (name === undefined)
        throw new FieldRefusal("Could not find valid 'id' or 'name' in object");
      const entry = list.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
      if (entry === undefined) throw new FieldRefusal(choice.refuse('name', name));
      return entry.id;
    },
    render(stored, scope) {
      const entry = choice.list(scope).find(({ id }) => id === stored);
      return entry === undefined ? null : choice.render(entry, scope);
    },
    history: (before, after, scope) => [
      historyItem(scope, describe(before, scope), describe(after, scope)),
    ],
    allowedValues: (scope) => choice.list(scope).map((entry) => choice.render(entry, scope)),
  };
}

export const priorityKind = choiceKind({
  list: () => PRIORITIES,
  render: (entry, { site }) => renderPriority(site, entry),
  refuse: (by, given) =>
    by === 'id' ? 'The priority selected is invalid.' : `Priority name '${given}' is not valid`,
  whenCleared: 'Priority is required.',
});

export const resolutionKind = choiceKind({
  list: () => RESOLUTIONS,
  render: (entry, { site }) => renderResolution(site, entry),
  refuse: (by, given) =>
    by === 'id' ? 'The resolution selected is invalid.' : `Resolution name '${given}' is not valid`,
});

const everyType = choiceKind<IssueType>({
  list: ({ project }) => project.issueTypeIds.map((id) => getNamed(ISSUE_TYPES, id)),
  render: (entry, { site }) => renderIssueType(site, entry),
  refuse: () => 'The issue type selected is invalid.',
  whenCleared: 'The issue type selected is invalid.',
});

/** An edit changes a type within its level only; a sub-task stays one. */
export const issueTypeKind: FieldKind = {
  ...everyType,
  parse(input, scope) {
    const next = getNamed(ISSUE_TYPES, String(everyType.parse(input, scope)));
    const before = scope.issue && getNamed(ISSUE_TYPES, String(scope.issue.fields.issuetype));
    if (before !== undefined && before.hierarchyLevel !== next.hierarchyLevel) {
      throw new FieldRefusal('The issue type selected is invalid.');
    }
    return next.id;
  },
};

const everyLevel = choiceKind({
  list: () => SECURITY_LEVELS,
  render: (entry, { site }) => renderSecurityLevel(site, entry),
  refuse: (by, given) => `Security level ${by} '${given}' is not valid`,
});

/** Nobody sets a level that would hide the issue from himself. */
export const securityKind: FieldKind = {
  ...everyLevel,
  parse(input, scope) {
    const id = everyLevel.parse(input, scope);
    const level = SECURITY_LEVELS.find((candidate) => candidate.id === id);
    if (level === undefined) return null;
    const { accountId } = scope.caller.user;
    if (!level.roleIds.some((role) => isInRole(scope.site.world, scope.project, accountId, role))) {
      throw new FieldRefusal(`Security level id '${level.id}' is not valid`);
    }
    return id;
  },
};
