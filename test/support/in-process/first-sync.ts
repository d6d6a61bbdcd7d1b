/** A first sync as an admin drives it, and two projects that have grown before. */
import type { BackfillView, RowView } from '../../../src/shared/api';
import type { InProcessWorld } from './open-in-process-world';

export const OPTIONS = {
  mappingId: 'web',
  seed: 'jira',
  create: { jira: true, remote: true },
} as const;

/** @param world that of the test which runs */
export function driveFirstSync(world: () => InProcessWorld) {
  async function makeInJira(
    summary: string,
    fields: object = {},
  ): Promise<{ id: string; key: string }> {
    const made = await world().asJira('ada', 'POST', '/issue', {
      fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary, ...fields },
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body;
  }

  async function makeInRedmine(subject: string, more: object = {}): Promise<number> {
    const made = await world().asRedmine('ada', 'POST', '/issues.json', {
      issue: { project_id: 'web-shop', tracker_id: 1, subject, ...more },
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body.issue.id;
  }

  /** What was made before is older than the mapping. */
  async function configure(
    changes: Parameters<InProcessWorld['configure']>[0] = {},
  ): Promise<void> {
    await world().settle();
    await world().host.advance(60_000);
    await world().configure(changes);
  }

  async function look(): Promise<BackfillView> {
    const view = await world().callAdmin('getBackfill', { mappingId: 'web' });
    if (!view) throw new Error('there is no first sync');
    return view;
  }

  async function plan(): Promise<BackfillView> {
    await world().callAdmin('startBackfill', OPTIONS);
    await world().settle();
    await world().callAdmin('decideProposals', {
      mappingId: 'web',
      decision: 'accepted',
      which: { minConfidencePercent: 70 },
    });
    await world().callAdmin('buildBackfillPlan', { mappingId: 'web' });
    await world().settle();
    return look();
  }

  async function listRows(): Promise<readonly RowView[]> {
    const { rows } = await world().callAdmin('listBackfillRows', { mappingId: 'web' });
    return rows;
  }

  async function run(): Promise<BackfillView> {
    await world().callAdmin('runBackfill', { mappingId: 'web' });
    await world().settle();
    return look();
  }

  async function listTitles() {
    const jira = await world().asJira('admin', 'POST', '/search/jql', {
      jql: 'project = WEB',
      fields: ['summary'],
      maxResults: 100,
    });
    const redmine = await world().asRedmine(
      'ada',
      'GET',
      '/issues.json?project_id=web-shop&status_id=*&limit=100',
    );
    return {
      jira: jira.body.issues
        .map((one: { fields: { summary: string } }) => one.fields.summary)
        .sort(),
      redmine: redmine.body.issues.map((one: { subject: string }) => one.subject).sort(),
    };
  }

  // biome-ignore lint/suspicious/noExplicitAny: an answer of the double, read by tests only
  async function findInJira(summary: string): Promise<any> {
    const { body } = await world().asJira('admin', 'POST', '/search/jql', {
      jql: `project = WEB AND summary ~ "${summary}"`,
      fields: ['*all'],
      maxResults: 10,
    });
    return body.issues[0];
  }

  /** The relations of an issue of Redmine, each with the title of the other. */
  async function listRelations(subject: string): Promise<readonly string[]> {
    const path = '/issues.json?project_id=web-shop&status_id=*&limit=100';
    const listed = await world().asRedmine('ada', 'GET', path);
    const issues: { id: number; subject: string }[] = listed.body.issues;
    const titles = new Map(issues.map((issue) => [issue.id, issue.subject]));
    const id = issues.find((issue) => issue.subject === subject)?.id;
    const { body } = await world().asRedmine('ada', 'GET', `/issues/${id}/relations.json`);
    return body.relations.map(
      (one: { relation_type: string; issue_to_id: number }) =>
        `${one.relation_type} ${titles.get(one.issue_to_id)}`,
    );
  }

  return {
    makeInJira,
    makeInRedmine,
    configure,
    look,
    plan,
    listRows,
    run,
    listTitles,
    findInJira,
    listRelations,
  };
}
