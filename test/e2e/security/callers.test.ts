/** Who may call what. Calls are taken from the contract, so a new one is tried as well. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AdminCall,
  adminRequests,
  type PanelCall,
  panelRequests,
} from '../../../src/shared/api';
import { listStored } from '../../support/in-process/app-storage';
import { type MadePair, makePair } from '../../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';

const ADMIN_CALLS = Object.keys(adminRequests) as AdminCall[];
const PANEL_CALLS = Object.keys(panelRequests) as PanelCall[];

/** Whatever a call wants is in it, so that only the permission can be in the way. */
const ANY_PAYLOAD = {
  mappingId: 'web',
  connectionId: 'main',
  linkId: 'main:1',
  field: 'summary',
  keep: 'jira',
  seed: 'jira',
  id: 'dead:web:jira:10000',
  reason: 'because',
  format: 'csv',
  redmineIssue: '1',
  wanted: '1',
  document: { version: 1, connections: [], mappings: [] },
};

let world: InProcessWorld;
let pair: MadePair;
beforeEach(async () => {
  world = openInProcessWorld();
  await world.configure();
  pair = await makePair(world, 'Basket');
});
afterEach(() => world.host.stop());

/** Everything that is stored, to see that nothing was changed. */
const readStored = () => JSON.stringify(listStored(world.store, ''));

describe('a plain user', () => {
  it.each(ADMIN_CALLS)('may not call %s, and nothing is read, written or told', async (call) => {
    const before = readStored();
    world.host.ledger.reset();
    for (const payload of [ANY_PAYLOAD, undefined, {}, { __proto__: null, constructor: 1 }]) {
      expect(await world.askAdmin(call, payload, 'grace')).toEqual({
        ok: false,
        reason: 'Only Jira administrators may do this.',
      });
    }
    const { requests, kvs, queue } = world.host.ledger.read();
    expect([kvs.reads.count, kvs.writes.count, queue.pushes]).toEqual([0, 0, 0]);
    expect([requests.jira.writes, requests.redmine.count]).toEqual([0, 0]);
    expect(readStored()).toBe(before);
  });

  it.each(ADMIN_CALLS)('may not call %s by way of the issue panel', async (call) => {
    const answer = await world.host.invokeResolver({
      moduleKey: 'issue-panel',
      functionKey: call,
      payload: ANY_PAYLOAD,
      accountId: world.jira.accounts.grace,
      context: { extension: { issue: { id: pair.jiraId }, project: { id: pair.projectId } } },
    });
    expect(answer.kind).toBe('failed');
  });

  it('may call what an admin may not be asked to be', async () => {
    for (const call of ADMIN_CALLS) {
      const answer = await world.askAdmin(call, ANY_PAYLOAD);
      expect(answer, call).not.toEqual({
        ok: false,
        reason: 'Only Jira administrators may do this.',
      });
    }
  });
});

describe('somebody who may see an issue but not edit it', () => {
  it.each(PANEL_CALLS.filter((call) => call !== 'getPanel' && call !== 'listHistory'))(
    'may not call %s, and nothing is written',
    async (call) => {
      await world.asJira('admin', 'PUT', '/__double/settings', {
        readers: { WEB: [world.jira.accounts.grace] },
      });
      const mine = await world.asJira('grace', 'PUT', `/issue/${pair.key}`, {
        fields: { summary: 'not allowed' },
      });
      expect(mine.status).toBe(403);
      const before = readStored();
      world.host.ledger.reset();
      const issue = { id: pair.jiraId, projectId: pair.projectId };
      expect(await world.askPanel(issue, call, ANY_PAYLOAD, 'grace')).toEqual({
        ok: false,
        reason: 'You may not edit this issue.',
      });
      const { requests, kvs, queue } = world.host.ledger.read();
      expect([kvs.reads.count, kvs.writes.count, queue.pushes]).toEqual([0, 0, 0]);
      expect([requests.jira.writes, requests.redmine.count]).toEqual([0, 0]);
      expect(readStored()).toBe(before);
    },
  );

  it('may look at the panel, which says that they may not edit', async () => {
    await world.asJira('admin', 'PUT', '/__double/settings', {
      readers: { WEB: [world.jira.accounts.grace] },
    });
    const issue = { id: pair.jiraId, projectId: pair.projectId };
    const answer = await world.askPanel(issue, 'getPanel', undefined, 'grace');
    expect(answer).toMatchObject({ ok: true, value: { state: 'in-sync', canEdit: false } });
  });
});

describe('somebody who may not see an issue', () => {
  it.each(PANEL_CALLS)('learns nothing of it by %s', async (call) => {
    const made = await world.asJira('admin', 'POST', '/issue', {
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: 'Behind a door',
        security: { name: 'Administrators only' },
      },
    });
    expect(made.status).toBe(201);
    world.host.ledger.reset();
    const issue = { id: made.body.id, projectId: pair.projectId };
    expect(await world.askPanel(issue, call, ANY_PAYLOAD, 'grace')).toEqual({
      ok: false,
      reason: 'You may not see this issue.',
    });
    // The same for an issue that there never was.
    expect(
      await world.askPanel({ id: '999999', projectId: pair.projectId }, call, ANY_PAYLOAD, 'grace'),
    ).toEqual({ ok: false, reason: 'You may not see this issue.' });
    expect(world.host.ledger.read().kvs.reads.count).toBe(0);
  });
});
