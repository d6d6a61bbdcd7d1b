import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runInRedmine } from '../../dev/redmine/real/run-in-redmine';
import {
  fillFile,
  type GrownIssue,
  PRIORITIES,
  RELATIONS,
  STATUSES,
  TYPES,
} from './grown-trackers';

const SCRIPT = join(__dirname, 'fill-redmine.rb');

/**
 * People work in it before the app does. One process does it for all of them by Redmine's own models,
 * some twenty times as fast as by requests.
 * @param dataDir of a Redmine that may be running
 */
export async function fillRedmine(
  dataDir: string,
  project: string,
  issues: readonly GrownIssue[],
): Promise<void> {
  const input = JSON.stringify({ project, issues: issues.map(inRedmineWords) });
  const told = await runInRedmine(dataDir, SCRIPT, input);
  console.log(`Redmine: ${told.trim()}`);
  await pause(1_100);
}

function inRedmineWords(issue: GrownIssue) {
  return {
    title: issue.title,
    description: issue.paragraphs.join('\r\n\r\n'),
    tracker: TYPES[issue.type][1],
    status: STATUSES[issue.status][1],
    priority: PRIORITIES[issue.priority][1],
    assignee: issue.assignee,
    due: issue.due,
    parent: issue.parent,
    comments: issue.comments,
    files: issue.files.map((file) => ({ name: file.name, text: fillFile(file) })),
    relations: issue.relations.flatMap(({ kind, to }) =>
      // Redmine refuses a relation between an issue and its own parent or child.
      issue.parent === to ? [] : [{ kind: RELATIONS[kind][1], to }],
    ),
  };
}
