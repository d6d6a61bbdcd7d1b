/** Transitions: what an issue can do next, and doing it. */
import { bodyObject, type Call, queryList } from '../http/call';
import { NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { renderTransitions } from '../issues/show-transitions';
import { transitionIssue } from '../issues/transition-issue';
import { getIssue } from '../issues/visible';
import { isObject } from '../json';

const PATH = '/rest/api/3/issue/{issueIdOrKey}/transitions';

function list(call: Call): Reply {
  const issue = getIssue(call);
  const withFields = queryList(call, 'expand').includes('transitions.fields');
  const wanted = call.query.get('transitionId');
  const transitions = renderTransitions(call, issue, withFields).filter(
    (transition) => wanted === null || (isObject(transition) && transition.id === wanted),
  );
  return ok({ expand: 'transitions', transitions });
}

function perform(call: Call): Reply {
  transitionIssue(call, getIssue(call), bodyObject(call));
  return NO_CONTENT;
}

export const transitionRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, kind: 'read', handle: list },
  { method: 'POST', path: PATH, kind: 'write', handle: perform },
];
