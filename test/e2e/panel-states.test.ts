/** The panel's one word for what is under way, without anything being written to find it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadePair, makePair } from '../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

describe('the panel', () => {
  let world: InProcessWorld;
  let pair: MadePair;
  beforeEach(async () => {
    world = openInProcessWorld();
    await world.configure();
    pair = await makePair(world, 'Basket');
  });
  afterEach(() => world.host.stop());

  const look = async () => {
    const issue = { id: pair.jiraId, projectId: pair.projectId };
    return (await world.askPanel(issue, 'getPanel', undefined, 'grace')) as { value: unknown };
  };
  const writes = () => {
    const { requests, kvs } = world.host.ledger.read();
    return [requests.jira.writes, requests.redmine.writes, kvs.writes.count];
  };

  it('says that a change is on its way until it has crossed', async () => {
    await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
      issue: { subject: 'Basket of apples' },
    });
    world.host.ledger.reset();
    const before = await look();
    expect([before, writes()]).toMatchObject([
      { value: { state: 'syncing', twin: { title: 'Basket of apples', shown: 'whole' } } },
      [0, 0, 0],
    ]);
    await world.runTimer('sweep');
    await world.settle();
    expect(await look()).toMatchObject({ value: { state: 'in-sync' } });
  });

  it('says that a change waits while Redmine does not answer, and asks nobody', async () => {
    world.host.faults.add([{ target: 'redmine', effect: { kind: 'answer', status: 503 } }]);
    for (let times = 0; times < 6; times += 1) {
      await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
        fields: { summary: `Basket ${times}` },
      });
      await world.settle();
    }
    world.host.ledger.reset();
    expect(await look()).toMatchObject({
      value: { state: 'waiting', twin: { key: `#${pair.redmineId}`, shown: 'unreadable' } },
    });
    expect(world.host.ledger.read().requests.redmine.count).toBe(0);
  });

  it('is pinned to a mapped project by an admin, who is asked in person', async () => {
    expect(world.jira.isPanelPinned('issue-panel', 'WEB')).toBe(false);
    expect(await world.askAdmin('pinPanel', { mappingId: 'web' })).toEqual({
      ok: true,
      value: { state: 'pinned' },
    });
    expect(await world.askAdmin('pinPanel', { mappingId: 'elsewhere' })).toMatchObject({
      ok: false,
    });
    expect(
      ['WEB', 'OPS'].map((project) => world.jira.isPanelPinned('issue-panel', project)),
    ).toEqual([true, false]);
  });

  it('tells of a private twin no more than where it is', async () => {
    await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
      issue: { is_private: true, subject: 'Secret basket' },
    });
    const { value } = await look();
    expect(value).toMatchObject({ twin: { shown: 'private', title: '', updatedAtMs: null } });
    expect(JSON.stringify(value)).not.toContain('Secret');
  });
});
