/** Statuses, types, priorities and the like as the API shows them. */
import type { JsonObject } from '../json';
import type {
  IssueType,
  LinkType,
  Named,
  PriorityLevel,
  Status,
  StatusCategory,
} from '../site/names';
import type { Site } from '../site/site';
import type { ComponentDoc, OptionDoc, VersionDoc } from '../state/model';

export function renderStatusCategory(site: Site, category: StatusCategory): JsonObject {
  return { self: site.url(`statuscategory/${category.id}`), ...category };
}

export function renderStatus(site: Site, status: Status): JsonObject {
  return {
    self: site.url(`status/${status.id}`),
    description: '',
    iconUrl: `${site.baseUrl}/images/icons/statuses/generic.png`,
    name: status.name,
    untranslatedName: status.name,
    id: status.id,
    statusCategory: renderStatusCategory(site, status.category),
  };
}

export function renderIssueType(site: Site, type: IssueType): JsonObject {
  return {
    self: site.url(`issuetype/${type.id}`),
    id: type.id,
    description: type.description,
    iconUrl: `${site.baseUrl}/avatar/issuetype/${type.avatarId}?size=medium`,
    name: type.name,
    untranslatedName: type.name,
    subtask: type.subtask,
    avatarId: type.avatarId,
    hierarchyLevel: type.hierarchyLevel,
  };
}

export function renderPriority(site: Site, priority: PriorityLevel): JsonObject {
  return {
    self: site.url(`priority/${priority.id}`),
    iconUrl: `${site.baseUrl}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
    name: priority.name,
    id: priority.id,
  };
}

export function renderResolution(site: Site, resolution: Named): JsonObject {
  return { self: site.url(`resolution/${resolution.id}`), ...resolution };
}

export function renderSecurityLevel(site: Site, level: Named): JsonObject {
  return {
    self: site.url(`securitylevel/${level.id}`),
    id: level.id,
    description: level.description,
    name: level.name,
  };
}

export function renderLinkType(site: Site, type: LinkType): JsonObject {
  return { ...type, self: site.url(`issueLinkType/${type.id}`) };
}

export function renderComponent(site: Site, component: ComponentDoc): JsonObject {
  return {
    self: site.url(`component/${component.id}`),
    id: component.id,
    name: component.name,
    description: component.description,
  };
}

export function renderVersion(site: Site, version: VersionDoc): JsonObject {
  return {
    self: site.url(`version/${version.id}`),
    id: version.id,
    description: version.description,
    name: version.name,
    archived: version.archived,
    released: version.released,
    ...(version.startDate === undefined ? {} : { startDate: version.startDate }),
    ...(version.releaseDate === undefined ? {} : { releaseDate: version.releaseDate }),
  };
}

export function renderOption(site: Site, option: OptionDoc): JsonObject {
  return {
    self: site.url(`customFieldOption/${option.id}`),
    value: option.value,
    id: option.id,
  };
}
