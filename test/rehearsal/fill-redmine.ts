import { setTimeout as pause } from 'node:timers/promises';
import { apiKeyOf, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import { createRedminePerson } from '../support/local-host/redmine-person';
import {
  fillFile,
  type GrownIssue,
  PEOPLE,
  PRIORITIES,
  RELATIONS,
  STATUSES,
  TYPES,
} from './grown-trackers';

/** People work in it before the app does: one request after the other, as its one thread answers. */
export async function fillRedmine(
  url: string,
  project: string,
  issues: readonly GrownIssue[],
): Promise<readonly number[]> {
  const as = (login: string) => createRedminePerson(url, apiKeyOf(DEMO_SEED, login), project);
  const ada = as('ada');
  const findAll = async (
    kind: 'trackers' | 'issue_statuses' | 'issue_priorities',
    words: Readonly<Record<string, readonly string[]>>,
  ) => {
    const ids: Record<string, number> = {};
    for (const [key, [, name = '']] of Object.entries(words))
      ids[key] = await ada.findId(kind, name);
    return ids;
  };
  const trackers = await findAll('trackers', TYPES);
  const statuses = await findAll('issue_statuses', STATUSES);
  const priorities = await findAll('issue_priorities', PRIORITIES);
  const members: Record<string, number> = {};
  for (const [key, [, name = '']] of Object.entries(PEOPLE)) {
    members[key] = await ada.findMemberId(project, name);
  }

  const ids: number[] = [];
  for (const issue of issues) {
    const id = await ada.createIssue({
      tracker_id: trackers[issue.type],
      subject: issue.title,
      description: issue.paragraphs.join('\r\n\r\n'),
      priority_id: priorities[issue.priority],
      assigned_to_id: issue.assignee === null ? '' : members[issue.assignee],
      due_date: issue.due ?? '',
      ...(issue.parent === null ? {} : { parent_issue_id: ids[issue.parent] }),
    });
    ids.push(id);
    // The demo's workflow lets every issue begin as new.
    if (issue.status !== 'open') await ada.editIssue(id, { status_id: statuses[issue.status] });
    for (const { by, text } of issue.comments) await as(by).editIssue(id, { notes: text });
    for (const file of issue.files) await ada.attach(id, file.name, fillFile(file));
    for (const { kind, to } of issue.relations) {
      const other = ids[to] ?? 0;
      // Redmine refuses a relation between an issue and its own parent or child.
      if (issue.parent === to) continue;
      await ada.relate(id, RELATIONS[kind][1] ?? '', other);
    }
    if (ids.length % 500 === 0) console.log(`  Redmine: ${ids.length} issues`);
  }
  await pause(1_100);
  return ids;
}
