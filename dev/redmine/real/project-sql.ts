import type { Member, Project } from '../data/model';
import type { SeedPlan } from '../seed/plan-seed';
import { insert, NOW, TIMES } from './sql';

export function projectSql(
  project: SeedPlan['projects'][number],
  all: SeedPlan['projects'],
): readonly string[] {
  const { left, right } = nestedSet(all).get(project.id) ?? { left: 0, right: 0 };
  return [
    insert('projects', {
      id: project.id,
      name: project.name,
      identifier: project.identifier,
      description: project.description,
      is_public: project.isPublic,
      parent_id: project.parentId,
      inherit_members: project.inheritMembers,
      status: project.status,
      lft: left,
      rgt: right,
      ...TIMES,
    }),
    ...project.trackerIds.map((id) =>
      insert('projects_trackers', { project_id: project.id, tracker_id: id }),
    ),
    ...project.modules.map(({ id, name }) =>
      insert('enabled_modules', { id, project_id: project.id, name }),
    ),
    ...project.issueCustomFieldIds.map((id) =>
      insert('custom_fields_projects', { custom_field_id: id, project_id: project.id }),
    ),
  ];
}

type TreeNode = Pick<Project, 'id' | 'name' | 'parentId'>;

/** Redmine keeps its projects as a nested set, siblings by name. */
function nestedSet(
  projects: readonly TreeNode[],
): ReadonlyMap<number, { readonly left: number; readonly right: number }> {
  const places = new Map<number, { left: number; right: number }>();
  let next = 1;
  const visit = (parentId: number | null): void => {
    const children = projects
      .filter((project) => project.parentId === parentId)
      .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
    for (const { id } of children) {
      const left = next++;
      visit(id);
      places.set(id, { left, right: next++ });
    }
  };
  visit(null);
  return places;
}

export function memberSql(plan: SeedPlan): readonly string[] {
  let roleRowId = 0;
  const rowIds = new Map<string, number>();
  const keyOf = (projectId: number, userId: number, roleId: number): string =>
    `${projectId}/${userId}/${roleId}`;
  return plan.members.flatMap((member: Member) => {
    const parentId = plan.projects.find(({ id }) => id === member.projectId)?.parentId ?? 0;
    return [
      insert('members', {
        id: member.id,
        user_id: member.userId,
        project_id: member.projectId,
        created_on: NOW,
      }),
      ...member.roles.map(({ roleId, inherited }) => {
        roleRowId += 1;
        rowIds.set(keyOf(member.projectId, member.userId, roleId), roleRowId);
        return insert('member_roles', {
          id: roleRowId,
          member_id: member.id,
          role_id: roleId,
          inherited_from: inherited
            ? (rowIds.get(keyOf(parentId, member.userId, roleId)) ?? null)
            : null,
        });
      }),
    ];
  });
}
