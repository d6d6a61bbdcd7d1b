/** The admin's own list of pairs: two columns, a Jira key and a Redmine number. */
import { readCsv } from '../csv';
import type { ScannedIssue } from './proposal';
import type { ListedPair } from './propose-pairs';

export interface ReadPairs {
  readonly pairs: readonly ListedPair[];
  readonly mistakes: readonly { readonly line: number; readonly reason: string }[];
}

/** Takes `WEB-1,12` and `WEB-1;#12`, with a heading or without. */
export function readPairs(
  csv: string,
  issues: Readonly<Record<'jira' | 'remote', readonly ScannedIssue[]>>,
): ReadPairs {
  const byKey = new Map(issues.jira.map((issue) => [issue.key.toUpperCase(), issue]));
  const byId = new Map(issues.remote.map((issue) => [issue.id, issue]));
  const used = new Set<string>();
  const pairs: ListedPair[] = [];
  const mistakes: { line: number; reason: string }[] = [];
  for (const { line, cells } of readCsv(csv)) {
    const [key = '', number = ''] = cells.map((cell) => cell.trim());
    const isHeading = pairs.length + mistakes.length === 0 && !/\d/.test(key + number);
    if (isHeading) continue;
    const jira = byKey.get(key.toUpperCase());
    const remote = byId.get(number.replace(/^#/, ''));
    const reason = findMistake(key, number, jira, remote, used);
    if (reason !== null || !jira || !remote) {
      mistakes.push({ line, reason: reason ?? '' });
      continue;
    }
    used.add(`jira ${jira.id}`).add(`remote ${remote.id}`);
    pairs.push({ jira: jira.id, remote: remote.id, line });
  }
  return { pairs, mistakes };
}

function findMistake(
  key: string,
  number: string,
  jira: ScannedIssue | undefined,
  remote: ScannedIssue | undefined,
  used: ReadonlySet<string>,
): string | null {
  if (!jira) return `there is no issue "${key}" in the scope of the mapping`;
  if (!remote) return `there is no issue "${number}" in the scope of the mapping`;
  for (const [side, issue] of [
    ['jira', jira],
    ['remote', remote],
  ] as const) {
    if (issue.isLinked) return `${issue.key} has a twin already`;
    if (used.has(`${side} ${issue.id}`)) return `${issue.key} stands in an earlier line`;
  }
  return null;
}
