/** Where in the pipeline a call stands. */
import type { HostCall } from '../../../dev/forge-host/faults';
import type { Side } from '../script/steps';

export type CallKind = 'read' | 'write';

/** Posts that only read. */
const READING_POSTS = /\/(search\/jql|bulkfetch)$/;
const READING_STORAGE = /\/(get|query)$/;

export function kindOf({ target, method, path }: HostCall): CallKind {
  if (target === 'kvs') return READING_STORAGE.test(path) ? 'read' : 'write';
  if (target === 'queue') return 'write';
  if (method === 'GET') return 'read';
  return READING_POSTS.test(path.split('?', 1)[0] ?? '') ? 'read' : 'write';
}

export function isTracker(target: HostCall['target']): target is Side {
  return target === 'jira' || target === 'redmine';
}

/** How many issues it makes. */
export function countCreations({ method, path, body }: HostCall): number {
  if (method !== 'POST') return 0;
  if (/^\/rest\/api\/3\/issue\/bulk(\?|$)/.test(path)) return JSON.parse(body).issueUpdates.length;
  return /^\/(rest\/api\/3\/issue|issues\.json)(\?|$)/.test(path) ? 1 : 0;
}

/** Whether it reads several issues of which it knows. */
export function isReadOfMany({ path }: HostCall): boolean {
  return /\/issue\/bulkfetch|^\/issues\.json\?.*\bissue_id=/.test(path);
}

/** The issue that a call names, whatever it does to it. */
export function issueIdOf({ target, path, body }: HostCall): string | undefined {
  if (path === '/time_entries.json') return /"issue_id":(\d+)/.exec(body)?.[1];
  if (target === 'jira') return /^\/rest\/api\/3\/issue\/(\d+)(?:[/?]|$)/.exec(path)?.[1];
  return target === 'redmine' ? /^\/issues\/(\d+)(?:\/\w+)?\.json/.exec(path)?.[1] : undefined;
}

/** Its function and what it asks for, ids left out. */
export function placeOf({ functionKey, target, method, path }: HostCall): string {
  if (target === 'queue') return `${functionKey}: queue push`;
  const plain = (path.split('?', 1)[0] ?? '')
    .replace(/\/\d+/g, '/N')
    .replace(/^\/(rest\/)?api\/\w+/, '');
  return `${functionKey}: ${target} ${target === 'kvs' ? '' : `${method} `}${plain}`;
}
