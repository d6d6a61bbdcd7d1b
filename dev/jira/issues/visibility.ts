/** To whom a comment or a worklog is restricted. */
import type { Call } from '../http/call';
import { fieldErrors } from '../http/jira-error';
import { isObject, type Json, stringAt } from '../json';
import { isInGroup, isInRole } from '../permissions/access';
import { ROLES } from '../site/names';
import type { ProjectDoc, Visibility } from '../state/model';

/**
 * Reads `{type, value, identifier}`.
 * @returns `undefined` where nothing restricts it
 * @throws JiraError 400 where there is no such role or group, or the caller is not in it
 */
export function readVisibility(
  call: Call,
  project: ProjectDoc,
  given: Json | undefined,
): Visibility | undefined {
  if (!isObject(given)) return undefined;
  const name = stringAt(given, 'identifier') ?? stringAt(given, 'value') ?? '';
  switch (given.type) {
    case 'role':
      return readRole(call, project, name);
    case 'group':
      return readGroup(call, name);
    default:
      throw fieldErrors({ visibility: "The visibility type must be 'role' or 'group'." });
  }
}

function readRole(call: Call, project: ProjectDoc, name: string): Visibility {
  const role = Object.values(ROLES).find((entry) => entry.name === name || entry.id === name);
  if (role === undefined) throw fieldErrors({ commentLevel: `Role: ${name} does not exist.` });
  const { accountId } = call.caller.user;
  if (!isInRole(call.site.world, project, accountId, role.id)) {
    throw fieldErrors({
      commentLevel: `You are currently not a member of the project role: ${role.name}.`,
    });
  }
  return { type: 'role', value: role.name, identifier: role.name };
}

function readGroup(call: Call, idOrName: string): Visibility {
  const groups = [...call.site.world.groups.values()];
  const group = groups.find(({ id, name }) => id === idOrName || name === idOrName);
  if (group === undefined)
    throw fieldErrors({ commentLevel: `Group: ${idOrName} does not exist.` });
  if (!isInGroup(call.site.world, call.caller.user.accountId, group.id)) {
    throw fieldErrors({
      commentLevel: `You are currently not a member of the group: ${group.name}.`,
    });
  }
  return { type: 'group', value: group.name, identifier: group.id };
}
