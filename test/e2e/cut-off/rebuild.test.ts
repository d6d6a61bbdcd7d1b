/** After a reinstallation links come back from the markers, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { wipeStorage } from '../../support/in-process/app-storage';
import { atEveryCall, BLOWS, type Blow, KILLED } from '../../support/in-process/at-every-call';
import { type MadePair, makePair } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { verifyAll } from '../../support/in-process/read-audit';

const HOURS_MS = 3_600_000;

function commentInJira({ jira }: InProcessWorld, { jiraId }: MadePair, text: string): void {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text }] };
  const body = { type: 'doc', version: 1, content: [paragraph] };
  jira.ask(jira.accounts.ada, 'POST', `/rest/api/3/issue/${jiraId}/comment`, { body });
}

/** A pair with a comment from each side, and one that began in Redmine. */
async function makePairs(world: InProcessWorld): Promise<MadePair> {
  const pair = await makePair(world, 'Basket');
  commentInJira(world, pair, 'A remark');
  await world.settle();
  await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
    issue: { notes: 'A reply' },
  });
  const issue = { project_id: 'web-shop', tracker_id: 1, subject: 'From there' };
  await world.asRedmine('ada', 'POST', '/issues.json', { issue });
  await world.runTimer('sweep');
  return pair;
}

/** Every issue of both sides with its count of comments. */
async function readIssues(world: InProcessWorld) {
  const found = await world.asJira('admin', 'POST', '/search/jql', {
    jql: 'project = WEB ORDER BY key',
    fields: ['summary', 'comment'],
  });
  const listed = await world.asRedmine('admin', 'GET', '/issues.json?status_id=*&sort=id');
  const redmine: (readonly [string, number])[] = [];
  for (const { id } of listed.body.issues) {
    const { body } = await world.asRedmine('admin', 'GET', `/issues/${id}.json?include=journals`);
    const notes = body.issue.journals.filter((one: { notes: string }) => one.notes !== '');
    redmine.push([body.issue.subject, notes.length]);
  }
  return {
    jira: found.body.issues.map(({ fields }: { fields: { summary: string; comment: object } }) => [
      fields.summary,
      (fields.comment as { comments: object[] }).comments.length,
    ]),
    redmine,
  };
}

/** What all is like some days after the links were rebuilt. */
const rebuilt = (blow: (pair: MadePair) => Blow) => {
  let pair: MadePair;
  return atEveryCall(
    (world) => blow(pair)(world),
    async (world, struck) => {
      await world.configure();
      pair = await makePairs(world);
      wipeStorage(world.store);
      await world.host.advance(60_000);
      await world.configure();
      const rebuild = () => world.callAdmin('rebuildLinks', { mappingId: 'web', seed: 'ask' });
      if (!(await struck(rebuild))) await rebuild();
      await world.settle();
      await world.runTimer('sweep');
      await world.host.advance(30 * HOURS_MS);
      await world.runTimer('verify');
      const [mapping] = (await world.callAdmin('getOverview')).mappings;
      const { broken } = await verifyAll(world);
      return { ...(await readIssues(world)), links: mapping?.links, broken };
    },
  );
};

const links = { total: 2, isMore: false, conflicts: 0, problems: 0 };

describe('links are rebuilt, and nothing comes twice', () => {
  it.each(BLOWS)('at any call %s', async (_what, blow) => {
    const ends = await rebuilt(() => blow);
    const issues = [
      ['Basket', 2],
      ['From there', 0],
    ];
    const end = { jira: issues, redmine: issues, links, broken: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(25);
  });

  it('with what somebody says just before any call after which it is killed', async () => {
    const ends = await rebuilt((pair) => (world) => {
      commentInJira(world, pair, 'In the midst of it');
      return KILLED;
    });
    const issues = [
      ['Basket', 3],
      ['From there', 0],
    ];
    const end = { jira: issues, redmine: issues, links, broken: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
  });
});
