/**
 * What a call to Jira costs of an app's hourly points.
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */

/** POSTs that change no data. */
const READING_POSTS: readonly RegExp[] = [
  /\/search(\/jql|\/approximate-count)?$/,
  /\/(issue|changelog)\/bulkfetch$/,
  /\/permissions\/(check|project)$/,
  /\/jql\/(parse|match|sanitize|pdcleaner|autocompletedata)$/,
  /\/expression\/(analyse|eval|evaluate)$/,
  /\/(comment|worklog)\/list$/,
];

/** Objects of these cost two points each. */
const DEARER = /\/(users?|myself|mypermissions|permissions)(\/|$)/;

/** Where an answer that is an object keeps the list of what was asked for. */
const LISTS = ['issues', 'values', 'comments', 'transitions', 'worklogs', 'histories', 'projects'];

const stripQuery = (path: string) => path.replace(/[?#].*$/s, '');

/** @param path of the REST call, with or without its query */
export function isJiraRead(method: string, path: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return method === 'POST' && READING_POSTS.some((pattern) => pattern.test(stripQuery(path)));
}

function countObjects(json: string): number {
  let body: unknown;
  try {
    body = JSON.parse(json);
  } catch {
    return 1; // A file's content is one object.
  }
  if (Array.isArray(body)) return body.length;
  if (typeof body !== 'object' || body === null) return 1;
  const lists = Object.entries(body).filter(
    ([name, value]) => LISTS.includes(name) && Array.isArray(value),
  );
  const [list] = lists;
  return list ? (list[1] as unknown[]).length : 1;
}

/** @param json the answer's body, or `undefined` where there was none */
export function countPoints(method: string, path: string, json: string | undefined): number {
  if (!isJiraRead(method, path)) return 1;
  const each = DEARER.test(stripQuery(path)) ? 2 : 1;
  return 1 + (json === undefined ? 0 : countObjects(json) * each);
}
