import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditTab } from '../../../src/frontend/admin/audit/audit-tab';
import { RebuildLinks } from '../../../src/frontend/admin/rebuild-links';
import type { AuditEntryView } from '../../../src/shared/api';
import { aMapping, anOverview } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  choose,
  expectModelled,
  fill,
  getField,
  press,
  render,
  tableRows,
  textOf,
} from './support/rendered';

const ENTRY: AuditEntryView = {
  atMs: Date.now() - 3_600_000,
  kind: 'field-written',
  linkId: 'main:12',
  jiraKey: 'WEB-1',
  remoteKey: '#12',
  mappingId: 'web',
  side: 'remote',
  field: 'summary',
  from: 'Old',
  to: 'New',
  cause: 'jira',
  place: { stream: 'main:12', seq: 3, digest: 'x' },
};

describe('the audit', () => {
  beforeEach(() => {
    bridge.reset();
    bridge.resolvers = {
      getAuditState: () => ({ ok: true, value: { retentionDays: 365, collector: null } }),
      listAudit: () => ({ ok: true, value: { entries: [ENTRY], people: {}, cursor: null } }),
    };
  });
  afterEach(() => expectModelled());

  it('calls people by their names, as who acted and as values', async () => {
    const ada = '712020:ada-lovelace-1';
    const entry = { ...ENTRY, field: 'assignee', from: null, to: ada, cause: ada };
    const value = { entries: [entry], people: { [ada]: 'Ada Lovelace' }, cursor: null };
    bridge.resolvers = { ...bridge.resolvers, listAudit: () => ({ ok: true, value }) };
    await render(<AuditTab mappings={[aMapping()]} />);
    expect(tableRows()).toEqual([
      '1 hour ago | WEB-1 ↔ #12 | Field written | Assignee: Ada Lovelace (in Redmine) | Ada Lovelace',
    ]);
  });

  it('tells what happened, when, to what and why', async () => {
    await render(<AuditTab mappings={[aMapping()]} />);
    expect(tableRows()).toEqual([
      '1 hour ago | WEB-1 ↔ #12 | Field written | Summary: Old → New (in Redmine) | An edit in Jira',
    ]);
  });

  it('shows the next page below the first', async () => {
    const pages = [
      { entries: [ENTRY], people: {}, cursor: 'page-2' },
      { entries: [{ ...ENTRY, to: 'Newer' }], people: {}, cursor: null },
    ];
    bridge.resolvers = {
      ...bridge.resolvers,
      listAudit: () => ({
        ok: true,
        value: pages.shift() ?? { entries: [], people: {}, cursor: null },
      }),
    };
    await render(<AuditTab mappings={[aMapping()]} />);
    await press('Show older');
    expect(bridge.payloadsOf('listAudit')).toEqual([{}, { cursor: 'page-2' }]);
    expect(tableRows()).toHaveLength(2);
  });

  it('is narrowed by issue, kind, person and days', async () => {
    await render(<AuditTab mappings={[aMapping()]} />);
    await fill('Issue', ' WEB-1 ');
    await choose('Kind', 'Conflict decided');
    await fill('Person', 'Ada Lovelace');
    await fill('From', '2026-11-20');
    await fill('Until', '2026-11-21');
    await press('Show');
    expect(bridge.payloadsOf('listAudit').at(-1)).toEqual({
      issue: 'WEB-1',
      kind: 'conflict-decided',
      person: 'Ada Lovelace',
      fromMs: Date.parse('2026-11-20T00:00:00Z'),
      toMs: Date.parse('2026-11-21T23:59:59.999Z'),
    });
  });

  it('names the collector, and why it stands still', async () => {
    const failure = { message: '403 Forbidden', sinceMs: Date.now() };
    bridge.resolvers = {
      ...bridge.resolvers,
      getAuditState: () => ({
        ok: true,
        value: {
          retentionDays: 90,
          collector: { kind: 'splunk', host: 'logs.acme.example', toldToMs: null, failure },
        },
      }),
    };
    await render(<AuditTab mappings={[aMapping()]} />);
    expect(textOf()).toContain('90 days');
    expect(textOf()).toContain('Splunk at logs.acme.example');
    expect(textOf()).toContain('It said: 403 Forbidden.');
  });

  it('is pushed where an admin says, who consents to the host first', async () => {
    const connection = { id: 'main', name: 'Acme', url: 'https://redmine.acme.example' };
    const document = {
      version: 1,
      connections: [{ ...connection, textFormat: 'textile' }],
      mappings: [],
      users: [],
      audit: { retentionDays: 90 },
    } as const;
    bridge.resolvers = {
      listAudit: () => ({ ok: true, value: { entries: [], people: {}, cursor: null } }),
      getAuditState: () => ({ ok: true, value: { retentionDays: 90, collector: null } }),
      exportConfiguration: () => ({ ok: true, value: { document } }),
      importConfiguration: () => ({ ok: true, value: { imported: true, mappings: 0 } }),
    };
    await render(<AuditTab mappings={[aMapping()]} />);
    await press('Change the log collector');
    await choose('Kind of collector', 'Splunk (HTTP Event Collector)');
    await fill('Whole address', 'https://logs.acme.example:8088/services/collector/event');
    await fill('Token', 'from Splunk');
    await press('Save');
    expect(bridge.sentWith('__permission__egressSet')).not.toEqual([]);
    expect(bridge.payloadsOf('importConfiguration')).toEqual([
      {
        document: {
          ...document,
          audit: {
            retentionDays: 90,
            collector: {
              kind: 'splunk',
              url: 'https://logs.acme.example:8088/services/collector/event',
              token: 'from Splunk',
            },
          },
        },
      },
    ]);
  });

  it('is checked to the last page, and said to be whole', async () => {
    const pages = [
      { streams: 25, entries: 100, broken: [], cursor: '1 ' },
      { streams: 1, entries: 1, broken: [], cursor: null },
    ];
    bridge.resolvers = {
      ...bridge.resolvers,
      verifyAudit: () => ({
        ok: true,
        value: pages.shift() ?? { streams: 0, entries: 0, broken: [], cursor: null },
      }),
    };
    await render(<AuditTab mappings={[aMapping()]} />);
    await press('Check now');
    expect(textOf()).toContain('101 entries in 26 chains.');
    expect(bridge.payloadsOf('verifyAudit')).toEqual([{}, { cursor: '1 ' }]);
  });

  it('is said to be broken with the first entry that does not fit', async () => {
    bridge.resolvers = {
      ...bridge.resolvers,
      verifyAudit: () => ({
        ok: true,
        value: {
          streams: 1,
          entries: 2,
          broken: [{ stream: 'main:12', seq: 2, how: 'altered' }],
          cursor: null,
        },
      }),
    };
    await render(<AuditTab mappings={[aMapping()]} />);
    await press('Check now');
    expect(textOf()).toContain('main:12: entry 2 was altered.');
  });

  it('is exported piece by piece', async () => {
    const pieces = [
      { text: 'one\n', cursor: 'next' },
      { text: 'two\n', cursor: null },
    ];
    bridge.resolvers = {
      ...bridge.resolvers,
      exportAudit: () => ({ ok: true, value: pieces.shift() ?? { text: '', cursor: null } }),
    };
    await render(<AuditTab mappings={[aMapping()]} />);
    await press('As CSV');
    expect(getField('Piece 1').props.defaultValue).toBe('one\n');
    await press('Next piece');
    expect(getField('Piece 2').props.defaultValue).toBe('two\n');
    expect(bridge.payloadsOf('exportAudit')).toEqual([
      { format: 'csv' },
      { format: 'csv', cursor: 'next' },
    ]);
    expect(buttonLabels()).not.toContain('Next piece');
  });

  it('says why it cannot be had', async () => {
    bridge.resolvers = {
      ...bridge.resolvers,
      listAudit: () => ({ ok: false, reason: 'Storage does not answer.' }),
    };
    await render(<AuditTab mappings={[aMapping()]} />);
    expect(textOf()).toContain('Storage does not answer.');
  });
});

describe('links after a reinstallation', () => {
  beforeEach(() => bridge.reset());
  afterEach(() => expectModelled());

  it('are rebuilt for the chosen projects, with the chosen side’s values', async () => {
    bridge.resolvers = { rebuildLinks: () => ({ ok: true, value: null }) };
    const { mappings } = anOverview();
    await render(<RebuildLinks mappings={mappings} />);
    await choose('Where the two differ', 'Jira’s values win');
    await press('Rebuild links');
    expect(bridge.payloadsOf('rebuildLinks')).toEqual([
      { mappingId: mappings[0]?.id, seed: 'jira' },
    ]);
    expect(bridge.sentWith('showFlag')).toHaveLength(1);
  });
});
