/** Notes which calls the app makes of Jira, for `npm run check:scopes`. */
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallRecord } from '../jira/double-options';

/** Options for the Jira double: each new call is added to a file of this process in the folder. */
export function noteJiraCalls(folder: string | undefined): {
  readonly onCall?: (call: CallRecord) => void;
} {
  if (!folder) return {};
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}.txt`);
  const noted = new Set<string>();
  return {
    onCall({ method, route, sentByApp }) {
      const line = `${method} ${route}`;
      if (!sentByApp || route === undefined || noted.has(line)) return;
      noted.add(line);
      appendFileSync(file, `${line}\n`);
    },
  };
}

/** `GET /rest/api/3/issue/{issueIdOrKey}`, each once, of all processes. */
export function readNotedCalls(folder: string): readonly string[] {
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').split('\n'),
  );
  return [...new Set(lines.filter((line) => line !== ''))].toSorted();
}
