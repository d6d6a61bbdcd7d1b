/** What Jira counts of an app's hour. */

/** People and permissions count twice. */
const DEARER = /^\/rest\/api\/3\/(users?|myself|mypermissions|permissions|group)\b/;

const LISTS = ['issues', 'values', 'comments', 'transitions', 'worklogs', 'issueChangeLogs'];

/**
 * A read costs one point and one for each object that it answers; a write costs one.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 * @param body the parsed answer; `null` for a file's content
 */
export function pointsOfRead(path: string, body: unknown): number {
  return 1 + countObjects(body) * (DEARER.test(path) ? 2 : 1);
}

function countObjects(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  if (typeof body !== 'object' || body === null) return 1;
  const list = Object.entries(body).find(([name, value]) => {
    return LISTS.includes(name) && Array.isArray(value);
  });
  return Array.isArray(list?.[1]) ? list[1].length : 1;
}
