/** What a mapping lets the app make in Jira: the one use of `manage:jira-project`. */
import { describe, expect, it } from 'vitest';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

const MADE = {
  moreFields: [
    { jira: 'fixVersions', redmine: 'fixed_version', unmapped: 'create' },
    { jira: 'components', redmine: 'category', unmapped: 'create' },
  ],
};

/** An issue in Redmine with a version and a category that Jira does not have. @returns its twin */
async function addIssue(world: InProcessWorld, subject: string, ids: object) {
  await world.asRedmine('ada', 'POST', '/issues.json', {
    issue: { project_id: 'web-shop', tracker_id: 1, subject, ...ids },
  });
  await world.runTimer('sweep');
  await world.settle();
  const jql = encodeURIComponent(`summary ~ "${subject}"`);
  const found = await world.asJira(
    'ada',
    'GET',
    `/search/jql?jql=${jql}&fields=fixVersions,components`,
  );
  return found.body.issues.map(({ fields }: { fields: Record<string, { name: string }[]> }) => ({
    versions: fields.fixVersions?.map(({ name }) => name),
    components: fields.components?.map(({ name }) => name),
  }));
}

describe('values that are not there in Jira', () => {
  it('are made where the mapping says so, once', async () => {
    const world = openInProcessWorld({ appIsProjectAdmin: true });
    const make = async (path: string, body: object) =>
      (await world.asRedmine('ada', 'POST', `/projects/web-shop/${path}.json`, body)).body;
    const { version } = await make('versions', { version: { name: '11.0' } });
    const { issue_category: category } = await make('issue_categories', {
      issue_category: { name: 'Shipping' },
    });
    await world.configure(MADE);
    const ids = { fixed_version_id: version.id, category_id: category.id };
    const twin = { versions: ['11.0'], components: ['Shipping'] };
    expect([
      await addIssue(world, 'First parcel', ids),
      await addIssue(world, 'Second parcel', ids),
    ]).toEqual([[twin], [twin]]);
    const kept = await world.asJira('ada', 'GET', '/project/WEB/versions');
    expect(kept.body.filter(({ name }: { name: string }) => name === '11.0')).toHaveLength(1);
  });
});
