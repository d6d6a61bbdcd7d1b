/** Issues as people make and change them, in few words. */
import type { InProcessWorld } from './open-in-process-world';

export interface MadePair {
  readonly key: string;
  readonly jiraId: string;
  readonly projectId: string;
  readonly redmineId: number;
}

/** An issue made in Jira, with its twin. */
export async function makePair(
  world: InProcessWorld,
  summary: string,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<MadePair> {
  const made = await world.asJira('ada', 'POST', '/issue', {
    fields: {
      project: { key: 'WEB' },
      issuetype: { name: 'Bug' },
      summary,
      ...fields,
    },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  await world.settle();
  const found = await world.asJira('ada', 'GET', `/issue/${made.body.key}`);
  const twins = await findRedmineIssues(world, summary);
  const [redmineId] = twins;
  if (redmineId === undefined || twins.length > 1) {
    throw new Error(`${made.body.key} has ${twins.length} twins\n${world.logs.join('\n')}`);
  }
  return {
    key: made.body.key,
    jiraId: made.body.id,
    projectId: found.body.fields.project.id,
    redmineId,
  };
}

export async function findRedmineIssues(
  world: InProcessWorld,
  subject: string,
): Promise<readonly number[]> {
  const { body } = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*&limit=100');
  return body.issues
    .filter((issue: { subject: string }) => issue.subject === subject)
    .map((issue: { id: number }) => issue.id);
}

/** How many issues each side has. */
export async function countIssues(
  world: InProcessWorld,
): Promise<{ readonly jira: number; readonly redmine: number }> {
  const jira = await world.asJira('admin', 'POST', '/search/jql', {
    jql: 'project = WEB',
    fields: ['summary'],
    maxResults: 100,
  });
  const redmine = await world.asRedmine(
    'ada',
    'GET',
    '/issues.json?project_id=web-shop&status_id=*&limit=100',
  );
  return { jira: jira.body.issues.length, redmine: redmine.body.total_count };
}

export async function renameInJira(
  world: InProcessWorld,
  key: string,
  summary: string,
): Promise<void> {
  await world.asJira('ada', 'PUT', `/issue/${key}`, { fields: { summary } });
  await world.settle();
}

export async function readSubject(world: InProcessWorld, redmineId: number): Promise<string> {
  return (await world.asRedmine('ada', 'GET', `/issues/${redmineId}.json`)).body.issue.subject;
}

/** A change in Redmine, found by the sweep. */
export async function renameInRedmine(
  world: InProcessWorld,
  redmineId: number,
  subject: string,
): Promise<void> {
  await world.asRedmine('ada', 'PUT', `/issues/${redmineId}.json`, { issue: { subject } });
  await world.runTimer('sweep');
}

/** A Jira issue's fields, as an admin sees them. */
export const readJiraFields = async (world: InProcessWorld, key: string) =>
  (await world.asJira('admin', 'GET', `/issue/${key}`)).body.fields;

/** With its journals and files, as an admin sees it. */
export const readRedmineIssue = async (world: InProcessWorld, id: number) =>
  (await world.asRedmine('admin', 'GET', `/issues/${id}.json?include=journals,attachments`)).body
    .issue;
