import type { CustomField } from '../data/custom-field';
import type { Role, Tracker, Workflow } from '../data/model';
import { DEFAULT_STATUSES, DEFAULT_TRANSITIONS } from './default-data';
import type { RedmineSeed, SeedWorkflow } from './seed';
import { named, numbered } from './seed-names';

/** The seed's workflows, and the default ones of all other roles and trackers. */
export function planWorkflows(
  seed: RedmineSeed,
  roles: readonly Role[],
  trackers: readonly Tracker[],
  fields: readonly CustomField[],
): readonly Workflow[] {
  const own = (seed.workflows ?? []).map((workflow) =>
    planWorkflow(workflow, roles, trackers, fields),
  );
  const isOwn = (roleId: number, trackerId: number): boolean =>
    own.some((workflow) => workflow.roleId === roleId && workflow.trackerId === trackerId);
  const defaults = roles.flatMap((role) =>
    trackers
      .filter(({ id }) => !isOwn(role.id, id))
      .map(({ id }) => ({
        roleId: role.id,
        trackerId: id,
        transitions: (DEFAULT_TRANSITIONS[role.name] ?? []).map(([from, to]) => ({ from, to })),
        fieldRules: [],
      })),
  );
  return numbered([...defaults.filter(({ transitions }) => transitions.length > 0), ...own]);
}

function planWorkflow(
  workflow: SeedWorkflow,
  roles: readonly Role[],
  trackers: readonly Tracker[],
  fields: readonly CustomField[],
): Omit<Workflow, 'id'> {
  const role = named('role', roles, workflow.role);
  const statusId = (name: string): number => named('status', DEFAULT_STATUSES, name).id;
  return {
    roleId: role.id,
    trackerId: named('tracker', trackers, workflow.tracker).id,
    transitions:
      workflow.transitions?.map(({ from, to, onlyFor }) => ({
        from: from === null ? 0 : statusId(from),
        to: statusId(to),
        ...(onlyFor === undefined ? {} : { onlyFor }),
      })) ?? (DEFAULT_TRANSITIONS[role.name] ?? []).map(([from, to]) => ({ from, to })),
    fieldRules: (workflow.fieldRules ?? []).map(({ status, field, rule }) => ({
      statusId: statusId(status),
      field: String(fields.find(({ name }) => name === field)?.id ?? field),
      rule,
    })),
  };
}
