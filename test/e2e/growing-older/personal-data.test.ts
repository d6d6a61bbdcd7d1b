/** Whose data is kept is told to Atlassian weekly; whose account is closed is erased. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listStored } from '../../support/in-process/app-storage';
import { makePair, renameInJira } from '../../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';
import { readLines, verifyAll } from '../../support/in-process/read-audit';

let world: InProcessWorld;
beforeEach(async () => {
  world = openInProcessWorld();
  await world.configure();
});
afterEach(() => world.host.stop());

/** Somebody decided a conflict, made issues, is assigned to one and stands in another conflict. */
async function liveABit() {
  const { ada, grace, admin } = world.jira.accounts;
  const pair = await makePair(world, 'Basket', { assignee: { id: grace } });
  await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
    issue: { subject: 'R' },
  });
  await renameInJira(world, pair.key, 'J');
  const linkId = `main:${pair.redmineId}`;
  await world.callAdmin('resolveConflict', { linkId, field: 'summary', keep: 'jira' });
  await world.settle();
  await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
    issue: { subject: 'R2' },
  });
  await renameInJira(world, pair.key, 'J2');
  await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { assignee: { id: ada } } });
  await world.settle();
  return { pair, linkId, ada, grace, admin };
}

describe('personal data', () => {
  it('is reported once a week, everybody who is named anywhere, ninety at most in one call', async () => {
    const { ada, grace, admin } = await liveABit();
    await world.runTimer('people');
    expect(world.host.accounts.accountIds).toEqual(expect.arrayContaining([ada, grace, admin]));
    expect(world.logs.filter((line) => line.includes('report'))).toEqual([]);
  });

  it('is erased where the account is closed: a pseudonym in the audit, no name left, chains whole', async () => {
    const { ada, admin, linkId } = await liveABit();
    const before = await readLines(world);
    world.host.accounts.setStatus(admin, 'closed');
    world.host.accounts.setStatus(ada, 'closed');
    await world.runTimer('people');
    world.host.accounts.setStatus(admin, null);
    world.host.accounts.setStatus(ada, null);

    const lines = await readLines(world);
    expect(JSON.stringify(lines)).not.toContain(admin);
    expect(JSON.stringify(lines)).not.toContain(ada);
    const decided = lines.filter(({ kind }) => kind === 'conflict-decided');
    expect(decided).toHaveLength(1);
    expect(decided[0]?.cause).toMatch(/^person-\w+$/);
    // What the same person did can still be told to be one person's doing.
    const imported = lines.find(({ field }) => field === 'configuration');
    expect(imported?.cause).toBe(decided[0]?.cause);
    expect(lines.slice(0, before.length).map(({ digest }) => digest)).toEqual(
      before.map(({ digest }) => digest),
    );
    expect((await verifyAll(world)).broken).toEqual([]);

    // Links mirror the opaque ids that Jira's issue itself still shows; everything else is gone.
    const stored = listStored(world.store, '').filter(
      ({ key }) => key.startsWith('plain/') || key.startsWith('entity/audit'),
    );
    expect(JSON.stringify(stored)).not.toContain(ada);
    expect(JSON.stringify(stored)).not.toContain('ada@example.com');
    expect(JSON.stringify(stored)).not.toContain('Ada Lovelace');
    const link = listStored(world.store, `entity/link/${linkId}`)[0]?.value as {
      body: { conflicts: { jiraAuthor: unknown }[] };
    };
    expect(link.body.conflicts[0]?.jiraAuthor).toEqual({
      id: expect.stringMatching(/^person-/),
      name: 'Former user',
    });
    expect(lines.filter(({ field }) => field === 'person-erased')).toHaveLength(2);
  });

  it('goes on syncing after somebody was erased, without an edit of its own', async () => {
    const { ada, pair } = await liveABit();
    world.host.accounts.setStatus(ada, 'closed');
    await world.runTimer('people');
    world.host.ledger.reset();
    await world.runTimer('verify');
    const { requests } = world.host.ledger.read();
    expect([requests.jira.writes, requests.redmine.writes]).toEqual([0, 0]);
    await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { duedate: '2030-01-01' } });
    await world.settle();
    const { body } = await world.asRedmine('ada', 'GET', `/issues/${pair.redmineId}.json`);
    expect(body.issue.due_date).toBe('2030-01-01');
  });

  it('is renewed where the account has changed', async () => {
    const { ada } = await liveABit();
    const names = () =>
      listStored(world.store, 'plain/mapping:').flatMap(({ value }) =>
        (value as { people: { jira: string; jiraName: string }[] }).people
          .filter(({ jira }) => jira === ada)
          .map(({ jiraName }) => jiraName),
      );
    expect(names()).toEqual(['Ada Lovelace']);
    world.host.accounts.setStatus(ada, 'updated');
    await world.runTimer('people');
    expect(names()).toEqual(['Ada Lovelace']);
    expect((await readLines(world)).map(({ field }) => field)).toContain('person-renewed');
  });

  it('is reported again later where Atlassian does not answer', async () => {
    await liveABit();
    world.host.accounts.refuseNext(1);
    await world.runTimer('people');
    expect(world.host.accounts.accountIds.length).toBeGreaterThan(0);
  });
});
