/** What a call costs in points: a write 1; a read 1 and 1 for each object, 2 for people and permissions. */
import type { Reply } from '../http/reply';
import type { Route } from '../http/router';
import { isArray, isObject, type Json } from '../json';

const LISTS = [
  'issues',
  'values',
  'comments',
  'worklogs',
  'fields',
  'issueTypes',
  'issueChangeLogs',
];
const DEARER = /^\/rest\/api\/3\/(user|users|myself|mypermissions|permissions|group)\b/;

export function pointsOf(route: Route, reply: Reply): number {
  if (route.method !== 'GET' && route.kind === 'write') return 1;
  const perObject = DEARER.test(route.path) ? 2 : 1;
  return 1 + perObject * countObjects(reply.body);
}

function countObjects(body: Json | undefined): number {
  if (isArray(body)) return body.length;
  if (!isObject(body)) return 0;
  const list = LISTS.map((name) => body[name]).find(isArray);
  return list === undefined ? 1 : list.length;
}
