import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoticeRules } from '../../../src/frontend/admin/mappings/notice-rules';
import { NoticesPart } from '../../../src/frontend/admin/notices/notices-part';
import type { NoticesView } from '../../../src/shared/api';
import { bridge } from './support/fake-bridge';
import { choose, expectModelled, fill, press, render, textOf } from './support/rendered';

const VIEW: NoticesView = {
  place: { projectKey: 'OPS', remindAfterHours: 24 },
  mappings: [{ mappingId: 'web', jiraProject: 'WEB', conflicts: 2, tellsAuthors: true }],
  standing: [
    {
      kind: 'tracker-down',
      what: 'Acme Redmine',
      issueKey: 'OPS-1',
      sinceMs: Date.now(),
      isGone: false,
    },
  ],
  waiting: 3,
  failure: { message: '[jira] POST /rest/api/3/issue: 403', sinceMs: Date.now() },
};

const DOCUMENT = { version: 1, connections: [], mappings: [], users: [] } as const;

describe('notices', () => {
  beforeEach(() => {
    bridge.reset();
    bridge.resolvers = {
      getNotices: () => ({ ok: true, value: VIEW }),
      exportConfiguration: () => ({ ok: true, value: { document: DOCUMENT } }),
      importConfiguration: () => ({ ok: true, value: { imported: true, mappings: 1 } }),
    };
  });
  afterEach(() => expectModelled());

  it('say where trouble is told, what stands, and why something could not be told', async () => {
    await render(<NoticesPart />);
    const text = textOf();
    for (const said of [
      'OPS',
      'WEB: 2 people hear of new conflicts',
      'Acme Redmine does not answer',
      'Jira said: [jira] POST /rest/api/3/issue: 403',
      '3 notices wait.',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('are set by an import of the configuration with nothing else changed', async () => {
    await render(<NoticesPart />);
    await press('Change');
    await fill('Project for issues about trouble', ' OPS ');
    await choose('Language of notices', '日本語 (Japanese)');
    await press('Save notices');
    expect(bridge.payloadsOf('importConfiguration')).toEqual([
      { document: { ...DOCUMENT, notices: { project: 'OPS', language: 'ja' } } },
    ]);
  });

  it('of a mapping name people and ways, and are left out of the document where all is off', async () => {
    const changes: unknown[] = [];
    const mapping = {
      id: 'web',
      connection: 'main',
      jiraProject: 'WEB',
      redmineProject: 'web-shop',
      direction: 'both',
      create: { jira: true, redmine: true },
      issueTypes: [],
      statuses: [],
      priorities: [],
      fields: [],
      onConflict: 'manual',
      notices: { authors: { jira: 'mail' } },
    } as const;
    await render(
      <NoticeRules mapping={mapping} mistakes={[]} onChange={(change) => changes.push(change)} />,
    );
    await fill('People who hear of a new conflict, by mail', 'ada@example.com, Grace Hopper');
    await choose('Whose edit in Jira cannot cross', 'is not told');
    expect(changes).toEqual([
      {
        notices: {
          conflicts: ['ada@example.com', 'Grace Hopper'],
          authors: { jira: 'mail' },
        },
      },
      { notices: undefined },
    ]);
  });
});
