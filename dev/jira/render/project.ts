/** Projects as the API shows them. */
import type { KnownCaller } from '../caller';
import type { JsonObject } from '../json';
import { getNamed, ISSUE_TYPES, ROLES } from '../site/names';
import type { Site } from '../site/site';
import type { ProjectDoc } from '../state/model';
import { renderComponent, renderIssueType, renderVersion } from './named';
import { avatarUrls, renderUserById } from './user';

/** As it stands in an issue's `project` field. */
export function renderProjectReference(site: Site, project: ProjectDoc): JsonObject {
  return {
    self: site.url(`project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    simplified: false,
    avatarUrls: avatarUrls(site, 'project', project.id),
  };
}

/** As `GET /project/{key}` answers. */
export function renderProject(site: Site, caller: KnownCaller, project: ProjectDoc): JsonObject {
  const { world } = site;
  const own = <T extends { projectId: string }>(documents: Iterable<T>): T[] =>
    [...documents].filter(({ projectId }) => projectId === project.id);
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    self: site.url(`project/${project.id}`),
    id: project.id,
    key: project.key,
    description: project.description,
    lead: renderUserById(site, caller, project.leadId),
    components: own(world.components.values()).map((entry) => renderComponent(site, entry)),
    issueTypes: project.issueTypeIds.map((id) => renderIssueType(site, getNamed(ISSUE_TYPES, id))),
    assigneeType: 'UNASSIGNED',
    versions: own(world.versions.values()).map((entry) => ({
      ...renderVersion(site, entry),
      projectId: Number(project.id),
    })),
    name: project.name,
    roles: Object.fromEntries(
      Object.values(ROLES).map((role) => [
        role.name,
        site.url(`project/${project.id}/role/${role.id}`),
      ]),
    ),
    avatarUrls: avatarUrls(site, 'project', project.id),
    projectTypeKey: 'software',
    simplified: false,
    style: 'classic',
    isPrivate: project.browse === 'members',
    properties: {},
  };
}
