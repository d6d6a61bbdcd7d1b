import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdminPage } from '../../../src/frontend/admin/admin-page';
import { aConnection, aMapping, anOverview, aWebhook, NO_OVERVIEW } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  choose,
  expectModelled,
  fill,
  findAll,
  getField,
  openTab,
  press,
  render,
  tableRows,
  textOf,
} from './support/rendered';

describe('the admin page', () => {
  beforeEach(() => bridge.reset());
  afterEach(() => expectModelled());

  it('shows the way in while nothing is configured', async () => {
    bridge.resolvers = { getOverview: () => ({ ok: true, value: NO_OVERVIEW }) };
    await render(<AdminPage />);
    expect(textOf()).toContain('Connect Jira to Redmine');
    expect(buttonLabels()).toEqual(['Import a document instead', 'Connect']);
    await press('Import a document instead');
    expect(buttonLabels()).toContain('Start from the example');
  });

  it('goes on where it was left, suggests what matches, and starts what was completed', async () => {
    const none = { rows: [], leftInJira: [], leftInRedmine: [] };
    let mappings: readonly ReturnType<typeof aMapping>[] = [];
    bridge.resolvers = {
      getOverview: () => ({ ok: true, value: anOverview({ mappings, runs: [] }) }),
      suggestRows: ((request: { readonly table: string }) => ({
        ok: true,
        value:
          request.table === 'issueTypes'
            ? {
                rows: [{ jira: 'Bug', redmine: 'Bug', why: 'same' }],
                leftInJira: ['Task'],
                leftInRedmine: ['Feature'],
              }
            : none,
      })) as never,
      exportConfiguration: () => ({
        ok: true,
        value: { document: { version: 1, connections: [], mappings: [], users: [] } },
      }),
      importConfiguration: () => {
        mappings = [aMapping()];
        return { ok: true, value: { imported: true, mappings: 1 } };
      },
    };
    await render(<AdminPage />);
    expect(textOf()).toContain('✓ 1. Connect Redmine');
    await fill('Jira project', 'WEB');
    await fill('Redmine project', 'web-shop');
    await press('Suggest a mapping');
    await choose('Task', 'Feature');
    await press('Start the sync');
    expect(bridge.payloadsOf('importConfiguration')).toMatchObject([
      {
        document: {
          mappings: [
            {
              id: 'web',
              issueTypes: [
                { jira: 'Bug', redmine: 'Bug' },
                { jira: 'Task', redmine: 'Feature' },
              ],
            },
          ],
        },
      },
    ]);
    expect(tableRows()[0]).toContain('web-shop at Acme Redmine');
  });

  it('keeps every tab where the last mapping was removed, and leads to a new one', async () => {
    bridge.resolvers = {
      getOverview: () => ({ ok: true, value: anOverview({ mappings: [] }) }),
      exportConfiguration: () => ({
        ok: true,
        value: { document: { version: 1, connections: [], mappings: [], users: [] } },
      }),
    };
    await render(<AdminPage />);
    expect(buttonLabels()).toContain('Suggest a mapping');
    await openTab('Mappings');
    expect(textOf()).toContain('No projects are mapped yet.');
    expect(buttonLabels()).toEqual(['Add a mapping']);
    await openTab('First sync');
    expect(textOf()).toContain('No projects are mapped yet.');
  });

  it('shows each mapping with its direction, state and counts', async () => {
    const overview = anOverview({
      mappings: [
        aMapping({ links: { total: 25, isMore: true, conflicts: 2, problems: 0 } }),
        aMapping({ id: 'ops', jiraProject: 'OPS', direction: 'toRedmine', state: 'paused' }),
      ],
      runs: [],
      failures: [],
    });
    bridge.resolvers = { getOverview: () => ({ ok: true, value: overview }) };
    await render(<AdminPage />);
    expect(tableRows()).toEqual([
      'WEB | ↔ both ways | web-shop at Acme Redmine | Syncing | 25+ | 2 | 0 | PausePin panel',
      'OPS | → to Redmine only | web-shop at Acme Redmine | Paused | 87 | 0 | 0 | ResumePin panel',
    ]);
    expect(textOf()).toContain('Nothing has been synced yet');
  });

  it('names each tracker that is not called now, and since when', async () => {
    const connection = aConnection({
      health: {
        state: 'open',
        cause: 'access',
        sinceMs: Date.parse('2026-11-21T12:00:00Z'),
        retryAtMs: Date.parse('2026-11-21T12:05:00Z'),
        message: '[redmine] GET /issues.json: 401',
      },
    });
    const value = anOverview({ connections: [connection] });
    bridge.resolvers = { getOverview: () => ({ ok: true, value }) };
    await render(<AdminPage />);
    expect(findAll('SectionMessage').map(({ props }) => props.title)).toEqual([
      'Acme Redmine does not take the app’s key',
      '3 things need your attention',
    ]);
    expect(textOf()).toContain('[redmine] GET /issues.json: 401');
  });

  it('tells how it goes: times, days as a chart, and what fails most', async () => {
    const value = anOverview();
    bridge.resolvers = { getOverview: () => ({ ok: true, value }) };
    await render(<AdminPage />);
    expect(textOf()).toContain('half within 3 s, 95 % within 21 s, of the last 200 changes');
    expect(textOf()).toContain('All pairs compared9 hours ago');
    const [chart] = findAll('StackBarChart');
    expect(chart?.props.data).toHaveLength(2 * value.rhythm.days.length);
    expect(tableRows()).toContainEqual(
      expect.stringMatching(/^2 \| \[redmine\] PUT .*422 Assignee is invalid \| The person/),
    );
  });

  it('tells runs as sentences, with a link to the issue', async () => {
    const run = { atMs: Date.now(), linkId: 'l', jiraKey: 'WEB-1', remoteKey: '#12' };
    const overview = anOverview({
      runs: [{ ...run, summary: 'created #12 in Redmine for WEB-1' }],
    });
    bridge.resolvers = { getOverview: () => ({ ok: true, value: overview }) };
    await render(<AdminPage />);
    expect(tableRows().at(-1)).toBe('just now | WEB-1 | #12 | Created #12 in Redmine for WEB-1');
    expect(findAll('Link').map((link) => link.props.href)).toEqual(['/browse/WEB-1']);
  });

  it('resumes a paused mapping and shows it as it is then', async () => {
    const paused = aMapping({ state: 'paused' });
    let current = paused;
    bridge.resolvers = {
      getOverview: () => ({ ok: true, value: anOverview({ mappings: [current], runs: [] }) }),
      resumeMapping: () => {
        current = aMapping();
        return { ok: true, value: current };
      },
    };
    await render(<AdminPage />);
    await press('Resume');
    expect(bridge.payloadsOf('resumeMapping')).toEqual([{ mappingId: 'web' }]);
    expect(bridge.sentWith('showFlag')).toMatchObject([{ title: 'WEB is syncing again' }]);
    expect(buttonLabels()).toContain('Pause');
  });

  it('keeps what it shows and tells why where pausing was refused', async () => {
    bridge.resolvers = {
      getOverview: () => ({ ok: true, value: anOverview({ runs: [] }) }),
      pauseMapping: () => ({ ok: false, reason: 'Only Jira admins can do this.' }),
    };
    await render(<AdminPage />);
    await press('Pause');
    expect(textOf()).toContain('Only Jira admins can do this.');
    expect(buttonLabels()).toContain('Pause');
  });

  it('tells a failure of the platform, and tries again', async () => {
    bridge.resolvers = { getOverview: () => Promise.reject(new Error('invocation timed out')) };
    await render(<AdminPage />);
    expect(textOf()).toContain('The app could not be reached: invocation timed out');
    bridge.resolvers = { getOverview: () => ({ ok: true, value: anOverview() }) };
    await press('Try again');
    expect(textOf()).toContain('web-shop at Acme Redmine');
  });

  it('names a connection without key or secret, and shows its own webhook URL', async () => {
    const connection = aConnection({ hasApiKey: false });
    bridge.resolvers = {
      getOverview: () => ({ ok: true, value: anOverview({ connections: [connection] }) }),
      getWebhook: () => ({ ok: true, value: aWebhook({ hasSecret: false }) }),
    };
    await render(<AdminPage />);
    await openTab('Connections');
    expect(findAll('Lozenge').map((node) => textOf(node))).toEqual(['Missing']);
    expect(textOf()).toContain('There is no secret yet.');
    expect(getField('Webhook URL').props).toMatchObject({
      isReadOnly: true,
      value: connection.webhookUrl,
    });
  });
});
