/** Who may ask the app for what, and that nobody is told a secret. */
import { expect } from 'vitest';
import { findingOf } from '../../../../src/core/doctor/finding';
import { adminRequests, panelRequests } from '../../../../src/shared/api';
import { WEBHOOK_SECRET } from '../../../support/local-host/a-configuration';
import { openAdminPage } from '../../../support/local-host/app-pages';
import type { Scenario } from '../../../support/local-host/scenario';

const ADMIN_CALLS = Object.keys(adminRequests) as (keyof typeof adminRequests)[];
const PANEL_CALLS = Object.keys(panelRequests) as (keyof typeof panelRequests)[];

/** Requests that would be carried out for somebody who may. */
const PANEL_PAYLOADS: Readonly<Record<keyof typeof panelRequests, unknown>> = {
  getPanel: undefined,
  listHistory: {},
  syncNow: undefined,
  pausePair: undefined,
  resumePair: undefined,
  findIssues: { wanted: '1' },
  linkIssue: { redmineIssue: '1', seed: 'jira' },
  unlinkIssue: undefined,
  showConflict: { field: 'summary' },
  decideConflict: { field: 'summary', keep: 'jira' },
};

export const accessScenarios: readonly Scenario[] = [
  {
    says: 'refuses every call of the admin page to somebody who is no Jira admin',
    async run(world) {
      const page = openAdminPage(world.process.urls.app, 'grace@example.com');
      const overview = await world.admin.call('getOverview');
      await world.control.resetLedger();
      for (const call of ADMIN_CALLS) {
        expect(await page.ask(call, { mappingId: 'web', connectionId: 'main' }), call).toEqual({
          ok: false,
          reason: 'Only Jira administrators may do this.',
        });
      }
      const { requests, kvs } = await world.control.readLedger();
      // One question to Jira for each call, asked as that person; nothing is read or written.
      expect([requests.jira.count, requests.redmine.count]).toEqual([ADMIN_CALLS.length, 0]);
      expect([kvs.reads.count, kvs.writes.count]).toEqual([0, 0]);
      expect((await world.admin.call('getOverview')).mappings).toEqual(overview.mappings);
    },
  },
  {
    says: 'refuses every call of the panel on an issue that the caller may not see',
    async run(world) {
      const admin = world.jiraAs('admin@example.com');
      const issue = await admin.createIssue({ summary: world.title('Behind a door') });
      await world.settle();
      await admin.editIssue(issue.key, { security: { name: 'Administrators only' } });
      await world.settle();
      const projectId = await admin.readProjectId(issue.key);
      const panel = world.panelOf(issue, projectId, 'grace@example.com');
      await world.control.resetLedger();
      for (const call of PANEL_CALLS) {
        expect(await panel.ask(call, PANEL_PAYLOADS[call]), call).toEqual({
          ok: false,
          reason: 'You may not see this issue.',
        });
      }
      const { requests, kvs } = await world.control.readLedger();
      expect([requests.jira.writes, requests.redmine.count]).toEqual([0, 0]);
      expect([kvs.reads.count, kvs.writes.count]).toEqual([0, 0]);
    },
  },
  {
    says: 'tells no secret in any answer, export, refusal or log',
    async run(world) {
      const pair = await world.makePair();
      const panel = await world.panel(pair.jira);
      const said: unknown[] = [
        await world.admin.ask('getOverview'),
        await world.admin.ask('exportConfiguration'),
        await world.admin.ask('testConnection', { connectionId: 'main' }),
        await world.admin.ask('testConnection', { connectionId: WEBHOOK_SECRET.slice(0, 5) }),
        await world.admin.ask('listProblems', {}),
        await world.admin.ask('pauseMapping', { mappingId: 'nowhere' }),
        await world.admin.ask('importConfiguration', {
          document: {
            version: 1,
            connections: [{ id: 'main', apiKey: world.apiKey, webhookSecret: WEBHOOK_SECRET }],
            mappings: [],
          },
        }),
        await panel.ask('getPanel'),
        await panel.ask('syncNow'),
        await panel.ask('linkIssue', { redmineIssue: 'x', seed: 'jira' }),
        world.process.output(),
      ];
      const text = JSON.stringify(said);
      expect(text).not.toContain(world.apiKey);
      expect(text).not.toContain(WEBHOOK_SECRET);
      // The key is there, or nothing of this would have worked.
      expect(text).toContain('"hasApiKey":true');
    },
  },
  {
    says: 'goes on with its secrets where an export is imported again as it is',
    async run(world) {
      const { document } = await world.admin.call('exportConfiguration');
      expect(JSON.stringify(document)).not.toContain('apiKey');
      const answer = await world.admin.call('importConfiguration', { document });
      expect(answer).toEqual({ imported: true, mappings: 1 });
      const { redmine, jira } = await world.makePair();
      const subject = world.title('Still in touch');
      await world.redmine.editIssue(redmine, { subject });
      await world.ringRedmine(redmine);
      expect((await world.jira.readIssue(jira.key)).summary).toBe(subject);
    },
  },
  {
    says: 'tests a connection and says of each finding whether it is well',
    async run(world) {
      const { findings } = await world.admin.call('testConnection', { connectionId: 'main' });
      const who = world.redmineName === 'Redmine Admin' ? 'Redmine Admin' : 'Jira Sync';
      expect(findings.filter(({ level }) => level === 'broken')).toEqual([]);
      expect(findings).toContainEqual(findingOf('key', 'well', who));
      expect(findings).toContainEqual(findingOf('project', 'well', 'Web Shop', 'web-shop'));
      expect(findings).toContainEqual(findingOf('jira-permissions', 'well', null, 'WEB'));
    },
  },
];
