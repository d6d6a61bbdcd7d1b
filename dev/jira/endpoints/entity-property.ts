/** Entity properties of issues, comments and projects: the same calls on each. */
import { type Call, param } from '../http/call';
import { refusal } from '../http/jira-error';
import { NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { checkProperties } from '../issues/properties';
import { findVisibleIssue, getIssue, getProject, projectOf } from '../issues/visible';
import type { Json } from '../json';
import { isProjectAdmin, isWithin } from '../permissions/access';

type Properties = Readonly<Record<string, Json>>;

/** One entity's properties, and how to write them back. */
interface Holder {
  readonly properties: Properties;
  /** The resource under `/rest/api/3/`. */
  readonly path: string;
  readonly write: (properties: Properties) => void;
}

type FindHolder = (call: Call) => Holder;

const onIssue: FindHolder = (call) => {
  const issue = getIssue(call);
  return {
    properties: issue.properties,
    path: `issue/${issue.id}`,
    write: (properties) => call.site.world.issues.put(issue.id, { ...issue, properties }),
  };
};

const onComment: FindHolder = (call) => {
  const id = param(call, 'commentId');
  const comment = call.site.world.comments.get(id);
  const issue = comment && findVisibleIssue(call.site, call.caller, comment.issueId);
  const isSeen =
    comment !== undefined &&
    issue !== undefined &&
    isWithin(call.site, call.caller, projectOf(call.site, issue), comment.visibility);
  if (!isSeen) throw refusal(404, `Can not find a comment for the id: ${id}.`);
  return {
    properties: comment.properties,
    path: `comment/${id}`,
    write: (properties) => call.site.world.comments.put(id, { ...comment, properties }),
  };
};

const onProject: FindHolder = (call) => {
  const project = getProject(call);
  return {
    properties: project.properties,
    path: `project/${project.id}`,
    write: (properties) => {
      if (!call.caller.isApp && !isProjectAdmin(call.site, call.caller, project)) {
        throw refusal(403, 'You do not have permission to administer this project.');
      }
      call.site.world.projects.put(project.id, { ...project, properties });
    },
  };
};

function routesOf(path: string, find: FindHolder): readonly Route[] {
  const one = `${path}/{propertyKey}`;
  return [
    { method: 'GET', path, kind: 'read', handle: (call) => list(call, find(call)) },
    { method: 'GET', path: one, kind: 'read', handle: (call) => get(call, find(call)) },
    { method: 'PUT', path: one, kind: 'write', handle: (call) => put(call, find(call)) },
    { method: 'DELETE', path: one, kind: 'write', handle: (call) => remove(call, find(call)) },
  ];
}

function list(call: Call, holder: Holder): Reply {
  const keys = Object.keys(holder.properties).map((key) => ({
    self: call.site.url(`${holder.path}/properties/${key}`),
    key,
  }));
  return ok({ keys });
}

function get(call: Call, holder: Holder): Reply {
  const key = param(call, 'propertyKey');
  if (!Object.hasOwn(holder.properties, key)) throw noSuchProperty(key);
  return ok({ key, value: holder.properties[key] ?? null });
}

function put(call: Call, holder: Holder): Reply {
  const key = param(call, 'propertyKey');
  if (call.body === undefined) throw refusal(400, 'The property value cannot be empty.');
  checkProperties({ [key]: call.body });
  const isNew = !Object.hasOwn(holder.properties, key);
  holder.write({ ...holder.properties, [key]: call.body });
  return { status: isNew ? 201 : 200, body: {} };
}

function remove(call: Call, holder: Holder): Reply {
  const key = param(call, 'propertyKey');
  if (!Object.hasOwn(holder.properties, key)) throw noSuchProperty(key);
  const { [key]: _removed, ...rest } = holder.properties;
  holder.write(rest);
  return NO_CONTENT;
}

function noSuchProperty(key: string) {
  return refusal(404, `The property with key '${key}' does not exist.`);
}

export const entityPropertyRoutes: readonly Route[] = [
  ...routesOf('/rest/api/3/issue/{issueIdOrKey}/properties', onIssue),
  ...routesOf('/rest/api/3/comment/{commentId}/properties', onComment),
  ...routesOf('/rest/api/3/project/{projectIdOrKey}/properties', onProject),
];
