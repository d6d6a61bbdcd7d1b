/** A page that was cut off while it read shows the same when it is asked again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminCall, PanelCall } from '../../../src/shared/api';
import { growEverything } from '../../support/in-process/grow-everything';
import { type KilledWorld, openKilledWorld } from '../../support/in-process/open-killed-world';

let site: Awaited<ReturnType<typeof growEverything>>;
let killed: KilledWorld;

beforeAll(async () => {
  killed = openKilledWorld();
  site = await growEverything(killed.world);
});
afterAll(() => killed.world.host.stop());

const nothing = () => ({});
const web = { mappingId: 'web' };
const main = { connectionId: 'main' };
const projects = { ...main, jiraProject: 'WEB', redmineProject: 'web-shop' };

const ADMIN_READS: readonly (readonly [call: AdminCall, payload: () => object])[] = [
  ['getOverview', nothing],
  ['previewImport', () => ({ document: site.document })],
  ['exportConfiguration', nothing],
  ['listVersions', nothing],
  ['findVersion', () => ({ version: 1 })],
  ['exportTable', () => ({ ...web, table: 'fields' })],
  ['exportTable', () => ({ ...web, table: 'values' })],
  ['readTables', () => ({ ...web, fields: site.table })],
  ['previewPairs', () => ({ ...web, seed: 'jira' })],
  ['suggestRows', () => ({ ...projects, table: 'users' })],
  ['suggestRows', () => ({ ...projects, table: 'statuses' })],
  ['getMappingChoices', () => projects],
  ['testConnection', () => main],
  ['getWebhook', () => main],
  ['listProblems', nothing],
  ['listConflicts', nothing],
  ['getConflict', () => site.conflict],
  ['listAudit', () => ({ issue: 'WEB-1' })],
  ['listAudit', () => ({ issue: '1' })],
  ['listAudit', () => ({ person: 'ada@example.com' })],
  ['exportAudit', () => ({ format: 'csv' })],
  ['verifyAudit', nothing],
  ['getAuditState', nothing],
  ['tryIssues', () => ({ ...web, issues: { names: ['WEB-1', '1', 'WEB-2'] } })],
  ['tryIssues', () => ({ ...web, issues: { names: site.alone } })],
  ['tryIssues', () => ({ ...web, issues: { newest: 5, of: 'jira' } })],
  ['tryIssues', () => ({ ...web, issues: { newest: 5, of: 'remote' }, document: site.document })],
  ['getBackfill', () => web],
  ['listProposals', () => web],
  ['listBackfillRows', () => web],
  ['exportBackfill', () => web],
  ['listUndoRows', () => web],
  ['getNotices', nothing],
];

const PANEL_READS: readonly (readonly [call: PanelCall, payload: () => object])[] = [
  ['getPanel', nothing],
  ['listHistory', nothing],
  ['findIssues', () => ({ wanted: 'Alone' })],
  ['findIssues', () => ({ wanted: '1' })],
  ['showConflict', () => ({ field: site.conflict.field })],
];

describe('a page of the admin', () => {
  it.each(ADMIN_READS)('shows what %s answers', async (call, payload) => {
    const { undisturbed, again } = await killed.atEveryAwaitOf(() =>
      killed.world.askAdmin(call, payload()),
    );
    expect(undisturbed).toMatchObject({ ok: true });
    expect(again).toEqual(again.map(() => undisturbed));
  });
});

describe('the support bundle', () => {
  it('holds the same, but for the time it was made at', async () => {
    const { undisturbed, again } = await killed.atEveryAwaitOf(async () => {
      const { text } = await killed.world.callAdmin('getSupportBundle');
      return { ...JSON.parse(text), at: null };
    });
    expect(undisturbed).toHaveProperty('versions');
    expect(again).toEqual(again.map(() => undisturbed));
  });
});

describe('the issue panel', () => {
  it('says that something waits to cross', async () => {
    const { undisturbed, again } = await killed.atEveryAwaitOf(() =>
      killed.world.askPanel(site.waiting, 'getPanel'),
    );
    expect(undisturbed).toMatchObject({ ok: true, value: { state: 'syncing' } });
    expect(again).toEqual(again.map(() => undisturbed));
  });

  it.each(PANEL_READS)('shows what %s answers', async (call, payload) => {
    const { undisturbed, again } = await killed.atEveryAwaitOf(() =>
      killed.world.askPanel(site.issue, call, payload(), 'admin'),
    );
    expect(undisturbed).toMatchObject({ ok: true });
    expect(again).toEqual(again.map(() => undisturbed));
  });
});
