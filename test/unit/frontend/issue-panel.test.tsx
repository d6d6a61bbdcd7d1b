import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IssuePanel } from '../../../src/frontend/issue-panel/issue-panel';
import type { PairHistory } from '../../../src/shared/api';
import { aPanel } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  choose,
  expectModelled,
  fill,
  findAll,
  press,
  render,
  settle,
  textOf,
} from './support/rendered';

describe('the issue panel', () => {
  beforeEach(() => bridge.reset());
  afterEach(() => expectModelled());

  async function show(panel = aPanel()) {
    bridge.resolvers = {
      listHistory: () => ({ ok: true, value: { events: [], cursor: null } }),
      ...bridge.resolvers,
      getPanel: () => ({ ok: true, value: panel }),
    };
    await render(<IssuePanel />);
  }
  const lozenges = () => findAll('Lozenge').map((node) => textOf(node));

  it('links the twin, and says how it stands and when something last crossed', async () => {
    const nowMs = Date.now();
    await show(aPanel({ lastSentAtMs: nowMs - 3 * 60_000, lastReceivedAtMs: null }));
    expect(lozenges()).toEqual(['In sync']);
    expect(findAll('Link').map(({ props }) => props)).toEqual([
      { href: 'https://redmine.acme.example/issues/12', openNewTab: true },
    ]);
    expect(textOf()).toContain('Updated in Redmine3 minutes ago');
    expect(textOf()).toContain('Last sent3 minutes ago');
    expect(textOf()).toContain('Last receivedNever');
    expect(buttonLabels().toSorted()).toEqual(['Pause', 'Sync now', 'Unlink…']);
  });

  it('names every state in one word', async () => {
    const states = [
      'syncing',
      'waiting',
      'conflict',
      'problem',
      'paused',
      'not-linked',
      'not-mapped',
    ] as const;
    const words: string[] = [];
    for (const state of states) {
      await show(aPanel({ state }));
      words.push(...lozenges());
    }
    expect(words).toEqual([
      'Syncing',
      'Waiting',
      'Conflict',
      'Problem',
      'Paused',
      'Not linked',
      'Not mapped',
    ]);
  });

  it('is loud about a conflict and quiet about a mere note', async () => {
    await show(aPanel({ state: 'conflict', conflicts: [{ field: 'summary', isDecided: false }] }));
    expect(findAll('SectionMessage').map((node) => textOf(node))).toEqual([
      'Changed on both sides: Summary. Both values stand until one is chosen; all else goes on.A Jira admin decides which value stays.',
    ]);
    await show(aPanel({ notes: ['One comment is private and stays in Jira.'] }));
    expect(findAll('SectionMessage')).toEqual([]);
    expect(textOf()).toContain('One comment is private');
  });

  it('shows what syncing brought along', async () => {
    await show();
    bridge.resolvers = {
      syncNow: () => ({
        ok: true,
        value: aPanel({ state: 'conflict', notes: ['Summary differs.'] }),
      }),
    };
    await press('Sync now');
    expect(lozenges()).toEqual(['Conflict']);
  });

  it('says why syncing failed, and keeps showing the twin', async () => {
    await show();
    bridge.resolvers = { syncNow: () => ({ ok: false, reason: 'Redmine does not answer.' }) };
    await press('Sync now');
    expect(textOf()).toContain('Redmine does not answer.');
    expect(lozenges()).toEqual(['In sync']);
  });

  it('creates a twin, or links an existing issue and says whose values win', async () => {
    await show(aPanel({ state: 'not-linked', twin: null }));
    expect(buttonLabels()).toEqual(['Link an existing issue', 'Create in Redmine']);
    bridge.resolvers = { linkIssue: () => ({ ok: true, value: aPanel() }) };
    await press('Link an existing issue');
    await press('Link');
    expect(bridge.payloadsOf('linkIssue')).toEqual([]);
    await fill('Redmine issue', 'https://redmine.acme.example/issues/12');
    await choose('Where the two differ', 'Redmine’s values win');
    await press('Link');
    expect(bridge.payloadsOf('linkIssue')).toEqual([
      { redmineIssue: 'https://redmine.acme.example/issues/12', seed: 'remote' },
    ]);
    expect(lozenges()).toEqual(['In sync']);
  });

  it('finds an issue by words, and links the one that was chosen', async () => {
    await show(aPanel({ state: 'not-linked', twin: null }));
    const issue = { title: 'Checkout', status: 'New', isLinked: false };
    const issues = [
      { ...issue, key: '#12' },
      { ...issue, key: '#14', isLinked: true },
    ];
    bridge.resolvers = {
      ...bridge.resolvers,
      findIssues: () => ({ ok: true, value: { issues } }),
      linkIssue: () => ({ ok: true, value: aPanel() }),
    };
    await press('Link an existing issue');
    await fill('Redmine issue', 'checkout');
    await press('Search');
    await press('Link');
    expect(textOf()).toContain('Choose one of the issues found.');
    await choose('Found in Redmine', '#12 Checkout (New)');
    await press('Link');
    expect(bridge.payloadsOf('findIssues')).toEqual([{ wanted: 'checkout' }]);
    expect(bridge.payloadsOf('linkIssue')).toEqual([{ redmineIssue: '#12', seed: 'ask' }]);
  });

  it('says that nothing was found', async () => {
    await show(aPanel({ state: 'not-linked', twin: null }));
    bridge.resolvers = {
      ...bridge.resolvers,
      findIssues: () => ({ ok: true, value: { issues: [] } }),
    };
    await press('Link an existing issue');
    await fill('Redmine issue', 'nowhere');
    await press('Link');
    expect(textOf()).toContain('No issue of the mapped Redmine project fits.');
  });

  it('pauses this pair and resumes it', async () => {
    await show();
    const paused = aPanel({ state: 'paused', paused: 'pair' });
    bridge.resolvers = {
      ...bridge.resolvers,
      pausePair: () => ({ ok: true, value: paused }),
      resumePair: () => ({ ok: true, value: aPanel() }),
    };
    await press('Pause');
    expect([lozenges(), buttonLabels().toSorted()]).toEqual([['Paused'], ['Resume', 'Unlink…']]);
    expect(textOf()).toContain('nothing crosses until somebody resumes it');
    await press('Resume');
    expect(lozenges()).toEqual(['In sync']);
  });

  it('tells the history in sentences, and the older part on demand', async () => {
    const event = { side: 'remote', fields: [], count: 1, by: null } as const;
    const atMs = Date.now() - 3 * 60_000;
    const pages: readonly [PairHistory, PairHistory] = [
      {
        events: [
          { ...event, atMs, kind: 'field-written', fields: ['summary', 'status'] },
          { ...event, atMs, kind: 'comment-copied', side: 'jira', count: 2 },
          { ...event, atMs, kind: 'paused', side: null, by: 'Ada Lovelace' },
        ],
        cursor: 'older',
      },
      { events: [{ ...event, atMs, kind: 'created' }], cursor: null },
    ];
    bridge.resolvers = {
      listHistory: (request) => ({
        ok: true,
        value: pages['cursor' in (request as object) ? 1 : 0],
      }),
    };
    await show();
    await press('Show older');
    for (const sentence of [
      'Sent Summary, Status to Redmine',
      'Brought 2 comments from Redmine',
      'Paused this pair – Ada Lovelace',
      'Created in Redmine',
    ]) {
      expect(textOf()).toContain(sentence);
    }
    expect(buttonLabels()).not.toContain('Show older');
  });

  it('unlinks after it was confirmed', async () => {
    await show();
    bridge.resolvers = {
      unlinkIssue: () => ({ ok: true, value: aPanel({ state: 'not-linked', twin: null }) }),
    };
    await press('Unlink…');
    expect(bridge.payloadsOf('unlinkIssue')).toEqual([]);
    await press('Unlink');
    expect(lozenges()).toEqual(['Not linked']);
  });

  it('offers nothing to whom may not edit, and nothing in a project without mapping', async () => {
    await show(aPanel({ canEdit: false }));
    expect(buttonLabels()).toEqual([]);
    expect(textOf()).toContain('You may see this issue but not edit it');
    await show(aPanel({ state: 'not-mapped', twin: null }));
    expect(buttonLabels()).toEqual([]);
    expect(textOf()).toContain('A Jira admin can add it');
  });

  it('reads anew when Jira says that the issue changed', async () => {
    await show();
    bridge.resolvers = { getPanel: () => ({ ok: true, value: aPanel({ state: 'paused' }) }) };
    bridge.emit('JIRA_ISSUE_CHANGED', { issueId: '10100', projectId: '10000', changes: [] });
    await settle();
    expect(lozenges()).toEqual(['Paused']);
  });
});
