/** Compares what two trackers show, issue by issue; knows nothing of the app. */
import type { GrownIssue } from './grown-trackers';
import { type SeenIssue, toWords } from './seen-issue';

export interface Difference {
  /** `WEB-1 ↔ #12`, or the one that has no counterpart. */
  readonly issue: string;
  readonly field: keyof SeenIssue | 'twin';
  readonly jira: string;
  readonly redmine: string;
}

const COMPARED = [
  'type',
  'status',
  'priority',
  'assignee',
  'due',
  'words',
  'parentTitle',
  'comments',
  'files',
  'relations',
] as const satisfies readonly (keyof SeenIssue)[];

/** All that is not the same on both sides; issues belong together by their title. */
export function compareTrackers(
  jira: readonly SeenIssue[],
  redmine: readonly SeenIssue[],
): readonly Difference[] {
  const titles = new Set([...jira, ...redmine].map(({ title }) => title));
  const ofJira = groupByTitle(jira);
  const ofRedmine = groupByTitle(redmine);
  return [...titles].flatMap((title) => {
    const [here = [], there = []] = [ofJira[title], ofRedmine[title]];
    const [one] = here;
    const [other] = there;
    if (!one || !other || here.length > 1 || there.length > 1) {
      const keys = (issues: readonly SeenIssue[]) => issues.map(({ key }) => key).join(', ');
      return [{ issue: title, field: 'twin' as const, jira: keys(here), redmine: keys(there) }];
    }
    return compareIssues(one, other);
  });
}

function compareIssues(jira: SeenIssue, redmine: SeenIssue): readonly Difference[] {
  return COMPARED.flatMap((field) => {
    const [one, other] = [jira, redmine].map((issue) => JSON.stringify(issue[field]));
    if (one === undefined || other === undefined || one === other) return [];
    return [{ issue: `${jira.key} ↔ ${redmine.key}`, field, jira: one, redmine: other }];
  });
}

/** What people had made before, and is gone: an issue, a comment, a file. */
export function findLost(
  made: readonly GrownIssue[],
  seen: readonly SeenIssue[],
): readonly string[] {
  const ofTitle = groupByTitle(seen);
  return made.flatMap(({ title, comments, files }) => {
    const [issue] = ofTitle[title] ?? [];
    if (!issue) return [title];
    const missing = [
      ...comments.map(({ text }) => toWords(text)).filter((text) => !issue.comments.includes(text)),
      ...files
        .map(({ name, bytes }) => `${name} ${bytes}`)
        .filter((file) => !issue.files.includes(file)),
    ];
    return missing.map((what) => `${issue.key}: ${what}`);
  });
}

function groupByTitle(
  issues: readonly SeenIssue[],
): Readonly<Record<string, readonly SeenIssue[]>> {
  const groups: Record<string, SeenIssue[]> = {};
  for (const issue of issues) groups[issue.title] = [...(groups[issue.title] ?? []), issue];
  return groups;
}
