import { type Context, formatInstant } from '../context';
import type { Project } from '../data/model';
import { customFieldsOf, projectIssueCustomFields } from '../rules/custom-fields';
import { projectTrackers } from '../rules/issue-placement';
import { isProjectVisible } from '../rules/permissions';
import { isCustomFieldVisible } from '../rules/visibility';
import { includes, customFieldsOf as renderCustomFields, userReference } from './named';

/** @param alone with the fields that only a project by itself shows */
export function renderProject(context: Context, project: Project, { alone }: { alone: boolean }) {
  const { db, actor } = context;
  const parent = db.find('project', project.parentId);
  const version = db.find('version', project.defaultVersionId);
  const fields = customFieldsOf(db, 'project').filter((field) =>
    isCustomFieldVisible(db, actor, field, project),
  );
  return {
    id: project.id,
    name: project.name,
    identifier: project.identifier,
    description: project.description,
    ...(alone ? { homepage: project.homepage } : {}),
    ...(parent !== undefined && isProjectVisible(db, actor, parent)
      ? { parent: { id: parent.id, name: parent.name } }
      : {}),
    status: project.status,
    is_public: project.isPublic,
    inherit_members: project.inheritMembers,
    ...(alone && version !== undefined
      ? { default_version: { id: version.id, name: version.name } }
      : {}),
    ...(alone && project.defaultAssignedToId !== null
      ? { default_assignee: userReference(db, project.defaultAssignedToId) }
      : {}),
    ...renderCustomFields(fields, project.customValues),
    ...renderIncludes(context, project),
    created_on: formatInstant(project.createdOnMs),
    updated_on: formatInstant(project.updatedOnMs),
  };
}

const named = ({ id, name }: { id: number; name: string }) => ({ id, name });

/** `issue_custom_fields` leaves out the fields that are for all projects (5.0). */
function renderIncludes(context: Context, project: Project) {
  const { db } = context;
  const hasIssues = project.modules.some(({ name }) => name === 'issue_tracking');
  const trackers = hasIssues ? projectTrackers(context, project) : [];
  const categories = [...db.where('category', 'projectId', project.id)].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const activities = db
    .all('enumeration')
    .filter((entry) => entry.kind === 'time_entry_activities' && entry.active);
  const fields = projectIssueCustomFields(db, project).filter(({ id }) =>
    project.issueCustomFieldIds.includes(id),
  );
  return {
    ...(includes(context, 'trackers') ? { trackers: trackers.map(named) } : {}),
    ...(includes(context, 'issue_categories') ? { issue_categories: categories.map(named) } : {}),
    ...(includes(context, 'time_entry_activities')
      ? { time_entry_activities: activities.map(named) }
      : {}),
    ...(includes(context, 'enabled_modules')
      ? { enabled_modules: project.modules.map(named) }
      : {}),
    ...(includes(context, 'issue_custom_fields') ? { issue_custom_fields: fields.map(named) } : {}),
  };
}
