import { doc } from '../support/local-host/adf';
import { createJiraPerson } from '../support/local-host/jira-person';
import {
  fillFile,
  type GrownIssue,
  PEOPLE,
  PRIORITIES,
  RELATIONS,
  STATUSES,
  TYPES,
} from './grown-trackers';

const CHAIN = Object.values(STATUSES).map(([name]) => name ?? '');

/** People work in it before the app does. */
export async function fillJira(
  url: string,
  project: string,
  issues: readonly GrownIssue[],
): Promise<readonly string[]> {
  const as = (person: keyof typeof PEOPLE) => createJiraPerson(url, PEOPLE[person][0] ?? '');
  const ada = as('ada');
  const accounts: Record<string, string> = {};
  for (const [key, [email = '']] of Object.entries(PEOPLE)) {
    accounts[key] = await ada.findAccountId(email);
  }
  const keys: string[] = [];
  for (const issue of issues) {
    const { key } = await ada.createIssue({
      project: { key: project },
      issuetype: { name: TYPES[issue.type][0] },
      summary: issue.title,
      description: doc(...issue.paragraphs),
      priority: { name: PRIORITIES[issue.priority][0] },
      ...(issue.assignee === null ? {} : { assignee: { id: accounts[issue.assignee] } }),
      ...(issue.due === null ? {} : { duedate: issue.due }),
      ...(issue.parent === null ? {} : { parent: { key: keys[issue.parent] } }),
    });
    keys.push(key);
    for (const status of CHAIN.slice(1, CHAIN.indexOf(STATUSES[issue.status][0] ?? '') + 1)) {
      await ada.moveTo(key, status);
    }
    for (const { by, text } of issue.comments) await as(by).addComment(key, doc(text));
    for (const file of issue.files) await ada.attach(key, file.name, fillFile(file));
    for (const { kind, to } of issue.relations) {
      await ada.relate(key, RELATIONS[kind][0] ?? '', keys[to] ?? '');
    }
    if (keys.length % 500 === 0) console.log(`  Jira: ${keys.length} issues`);
  }
  return keys;
}
