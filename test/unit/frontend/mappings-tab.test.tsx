import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Configuration } from '../../../src/core/configuration/configuration';
import { MappingsTab } from '../../../src/frontend/admin/mappings/mappings-tab';
import type { PairsPreview } from '../../../src/shared/api';
import { aMapping, anOverview, someMappingChoices } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  choose,
  expectModelled,
  fill,
  findAll,
  openTab,
  press,
  render,
  settle,
  tableRows,
  textOf,
} from './support/rendered';

const DOCUMENT: Configuration = {
  version: 1,
  connections: [
    { id: 'main', name: 'Acme', url: 'https://redmine.acme.example', textFormat: 'textile' },
  ],
  mappings: [
    {
      id: 'web',
      connection: 'main',
      jiraProject: 'WEB',
      redmineProject: 'web-shop',
      direction: 'both',
      create: { jira: true, redmine: true },
      issueTypes: [{ jira: 'Bug', redmine: 'Bug' }],
      statuses: [{ jira: 'To Do', redmine: 'New', direction: 'toRedmine' }],
      priorities: [],
      fields: [{ jira: 'summary', redmine: 'subject' }],
      onConflict: 'manual',
    },
  ],
  users: [{ jira: 'ada@example.com', redmine: 'ada' }],
};

const OVERVIEW = anOverview({
  mappings: [aMapping({ links: { total: 14, isMore: false, conflicts: 0, problems: 0 } })],
});

/** Longer than the editor waits before it checks. */
const rest = async () => {
  await new Promise((resolve) => setTimeout(resolve, 550));
  await settle();
};

describe('the mappings', () => {
  const onSaved = vi.fn(async () => {});
  const previewed = () =>
    bridge
      .payloadsOf('previewImport')
      .map((payload) => (payload as { document: Configuration }).document);
  beforeEach(async () => {
    bridge.reset();
    onSaved.mockClear();
    bridge.grantedDomains = ['https://redmine.acme.example'];
    bridge.resolvers = {
      exportConfiguration: () => ({ ok: true, value: { document: DOCUMENT } }),
      getMappingChoices: () => ({ ok: true, value: someMappingChoices() }),
      previewImport: () => ({
        ok: true,
        value: {
          valid: true,
          changes: [
            {
              place: [
                { kind: 'mapping', id: 'web', name: 'WEB ↔ web-shop' },
                { kind: 'row', of: 'fields', jira: 'started', redmine: 'start_date' },
              ],
              change: { kind: 'added' },
            },
          ],
          moreChanges: 0,
          existing: [
            {
              mappingId: 'web',
              notes: [{ kind: 'new-row', jira: 'started', redmine: 'start_date' }],
            },
          ],
        },
      }),
      importConfiguration: () => ({ ok: true, value: { imported: true, mappings: 1 } }),
    };
    await render(<MappingsTab overview={OVERVIEW} onSaved={onSaved} />);
  });
  afterEach(() => expectModelled());

  it('are listed, and one that is opened shows its rows with what is lost beside them', async () => {
    expect(tableRows()).toEqual(['WEB | ↔ | web-shop | 1 field, 14 linked | OpenRemove']);
    await press('Open');
    expect(tableRows()).toEqual(['Summary | ↔ | Subject |  | EditRemove']);
    expect(textOf()).toContain('not mapped yet: Severity ↔ Severity, Started ↔ Start date.');
    await press('Add 2 suggested rows');
    expect(tableRows().slice(1)).toEqual([
      'Severity | ↔ | Severity | Does not cross: values without a row. | EditRemove',
      'Started | ↔ | Start date | Redmine does not get the time of day. | EditRemove',
    ]);
    await openTab('Values');
    expect(tableRows()).toContain('To Do | → | New |  | EditRemove');
    expect(textOf()).toContain('Jira, without a row: Done.');
    await openTab('People');
    expect(tableRows()).toEqual(['Ada Lovelace | ↔ | Ada L. |  | EditRemove']);
  });

  it('are checked while they are edited, and each mistake stands at its row', async () => {
    bridge.resolvers = {
      ...bridge.resolvers,
      previewImport: () => ({
        ok: true,
        value: {
          valid: false,
          mistakes: [{ path: 'mappings[0].fields[0]', message: 'These two cannot be mapped.' }],
        },
      }),
    };
    await press('Open');
    await press('Edit');
    await choose('Direction', '← to Jira only');
    await choose('Redmine', 'Start date');
    await press('Done');
    expect(textOf()).toContain('Checking the changes');
    await rest();
    expect(previewed().at(-1)?.mappings[0]?.fields).toEqual([
      { jira: 'summary', redmine: 'start_date', direction: 'toJira' },
    ]);
    expect(tableRows()[0]).toContain('Summary | ← | Start date | These two cannot be mapped.');
    expect(
      findAll('Button').find((node) => textOf(node) === 'Review and save')?.props.isDisabled,
    ).toBe(true);
    await press('Discard changes');
    expect(tableRows()).toEqual(['Summary | ↔ | Subject |  | EditRemove']);
    expect(buttonLabels()).not.toContain('Review and save');
  });

  it('are saved as a document, once it was shown what changes', async () => {
    await press('Open');
    await openTab('Rules');
    await choose('When both sides change the same field', 'The newest change counts');
    await choose(
      'Who decides in the issue, besides Jira administrators',
      'Whoever has a role in the project',
    );
    await fill('Role', 'Developers');
    await choose('Spent time', '→ to Redmine only');
    await rest();
    expect(textOf()).toContain('1 change, ready to be saved.');
    await press('Review and save');
    expect(textOf()).toContain('Started ↔ Start date is new to them');
    expect(bridge.payloadsOf('importConfiguration')).toEqual([]);
    await press('Save');
    const [web] = DOCUMENT.mappings;
    expect(bridge.payloadsOf('importConfiguration')).toEqual([
      {
        document: {
          ...DOCUMENT,
          mappings: [
            {
              ...web,
              onConflict: 'newest',
              decidedBy: { role: 'Developers' },
              timeEntries: { direction: 'toRedmine' },
            },
          ],
        },
      },
    ]);
    expect(onSaved).toHaveBeenCalledTimes(1);
    expect(buttonLabels()).toEqual(['Add a mapping', 'Open', 'Remove']);
  });

  it('have every rule on the page, also those of Redmine’s scope and of deleted issues', async () => {
    await press('Open');
    await openTab('Rules');
    await fill('Only issues of Redmine with these trackers', 'Bug, Feature');
    await fill(
      'Only issues of Redmine with these values of custom fields',
      'Severity = Major, Blocker\nTeam = Shop\n',
    );
    await fill('Only issues of Redmine in this saved query', 'For Jira');
    await choose(
      'When an issue is deleted, its twin',
      'is closed with a comment, and the pair is parted',
    );
    await fill('Status that closes in Jira', 'Done');
    await fill('Status that closes in Redmine', 'Closed');
    await fill('What required fields are filled with', 'resolution = Done');
    await choose('Relations between issues', '↔ both ways');
    await fill('Types of relations', 'Blocks = blocks');
    await rest();
    expect(previewed().at(-1)?.mappings[0]).toEqual({
      ...DOCUMENT.mappings[0],
      scope: {
        redmine: {
          trackers: ['Bug', 'Feature'],
          customFields: { Severity: ['Major', 'Blocker'], Team: ['Shop'] },
          query: 'For Jira',
        },
      },
      deleting: { close: { jira: 'Done', redmine: 'Closed' } },
      screens: { resolution: 'Done' },
      relations: { direction: 'both', types: [{ jira: 'Blocks', redmine: 'blocks' }] },
    });
    await fill('Only issues of Redmine with these trackers', '');
    await fill('Only issues of Redmine with these values of custom fields', '');
    await fill('Only issues of Redmine in this saved query', '');
    await rest();
    expect(previewed().at(-1)?.mappings[0]?.scope).toEqual({});
  });

  it('read several fields into one, which then flows one way', async () => {
    await press('Open');
    await press('Add a row');
    await choose('What goes with what', 'Several fields of Jira in one field of Redmine');
    expect(findAll('Button').find((node) => textOf(node) === 'Done')?.props.isDisabled).toBe(true);
    await fill('Fields of Jira, as they are read together', '{Browser} on {Environment}');
    await choose('Redmine', 'Severity');
    await press('Done');
    await rest();
    expect(previewed().at(-1)?.mappings[0]?.fields.at(-1)).toEqual({
      redmine: 'cf_2',
      template: '{Browser} on {Environment}',
      direction: 'toRedmine',
    });
  });

  it('are copied out as CSV, and read back without being saved', async () => {
    const rows = [{ jira: 'duedate', redmine: 'due_date' }];
    const mappings = DOCUMENT.mappings.map((web) => ({ ...web, fields: rows }));
    const read = { ...DOCUMENT, mappings };
    const mistakes = [{ path: 'fields, line 2', message: 'No such column.' }];
    bridge.resolvers = {
      ...bridge.resolvers,
      exportTable: () => ({ ok: true, value: { text: 'jira,redmine\nsummary,subject\n' } }),
      readTables: ({ fields }: { fields?: string }) => ({
        ok: true,
        value: fields?.includes('x') ? { read: false, mistakes } : { read: true, document: read },
      }),
    };
    await press('Open');
    await openTab('Tables');
    await press('Show fields');
    await fill('Fields as CSV', 'jira,redmine\nx');
    await press('Take these rows over');
    expect(tableRows()).toEqual(['fields, line 2 | No such column.']);
    await fill('Fields as CSV', 'jira,redmine\nduedate,due_date\n');
    await press('Take these rows over');
    expect(bridge.payloadsOf('readTables').at(-1)).toEqual({
      mappingId: 'web',
      fields: 'jira,redmine\nduedate,due_date\n',
    });
    await rest();
    expect(previewed().at(-1)).toEqual(read);
    expect(bridge.payloadsOf('importConfiguration')).toEqual([]);
  });

  it('are removed once somebody has read what becomes of the pairs', async () => {
    await press('Remove');
    expect(textOf()).toContain('Its 14 linked pairs are not kept in step any more.');
    expect(bridge.payloadsOf('importConfiguration')).toEqual([]);
    await press('Remove mapping');
    expect(bridge.payloadsOf('importConfiguration')).toEqual([
      { document: { ...DOCUMENT, mappings: [] } },
    ]);
    expect(onSaved).toHaveBeenCalledTimes(1);
  });

  it('show what new rows would write to existing pairs, and write it once that was confirmed', async () => {
    const pair = { linkId: 'l1', jiraKey: 'WEB-1', remoteKey: '#12', obstacle: null };
    const write = { field: 'duedate', side: 'remote', from: null, to: '2026-12-24' } as const;
    const pages: readonly [PairsPreview, PairsPreview] = [
      { pairs: [{ ...pair, writes: [write] }], looked: 8, cursor: '8' },
      {
        pairs: [{ ...pair, linkId: 'l9', obstacle: 'It is out of scope.', writes: [] }],
        looked: 2,
        cursor: null,
      },
    ];
    bridge.resolvers = {
      ...bridge.resolvers,
      previewPairs: ({ cursor }: { cursor?: string }) => ({
        ok: true,
        value: pages[cursor === undefined ? 0 : 1],
      }),
      applyToPairs: () => ({ ok: true, value: null }),
    };
    await press('Open');
    await openTab('Existing pairs');
    await choose('Where the two differ', 'Redmine’s values count');
    await press('Look at existing pairs');
    expect(tableRows()).toEqual(['WEB-1 ↔ #12 | Due date in Redmine | (empty) | 2026-12-24']);
    await press('Look at more');
    expect(textOf()).toContain('10 pairs looked at, 2 of them with something to tell.');
    expect(tableRows()[1]).toBe('WEB-1 ↔ #12 | It is out of scope.');
    await press('Write to all pairs');
    expect(bridge.payloadsOf('applyToPairs')).toEqual([]);
    expect(textOf()).toContain('Redmine’s values count, in all pairs of this mapping');
    await press('Write now');
    expect(bridge.payloadsOf('applyToPairs')).toEqual([{ mappingId: 'web', seed: 'remote' }]);
    expect(buttonLabels()).not.toContain('Write to all pairs');
  });

  it('get another one, with every row that both projects suggest', async () => {
    await press('Add a mapping');
    await fill('Key of the Jira project', 'OPS');
    await fill('Identifier of the Redmine project', 'operations');
    await press('Suggest the rows');
    await rest();
    expect(textOf()).toContain('OPS ↔ operations');
    const document = previewed().at(-1);
    expect(document?.mappings[1]).toEqual({
      id: 'ops',
      connection: 'main',
      jiraProject: 'OPS',
      redmineProject: 'operations',
      direction: 'both',
      create: { jira: true, redmine: true },
      issueTypes: [{ jira: 'Bug', redmine: 'Bug' }],
      statuses: [{ jira: 'To Do', redmine: 'New' }],
      priorities: [],
      fields: [
        { jira: 'summary', redmine: 'subject' },
        { jira: 'severity', redmine: 'cf_2' },
        { jira: 'started', redmine: 'start_date' },
      ],
      comments: { direction: 'both' },
      onConflict: 'manual',
    });
  });

  it('are tried on a few issues, by the rules as they are being edited', async () => {
    const answers = [
      {
        tried: [
          {
            name: 'WEB-1',
            kind: 'pair',
            keys: { jira: 'WEB-1', remote: '#12' },
            urls: {},
            title: 'Basket',
            reason: null,
            details: [
              { kind: 'change', side: 'jira', field: 'summary', from: 'a', to: null },
              { kind: 'conflict', field: 'status', jira: 'To Do', remote: 'Closed' },
              { kind: 'lossy', field: 'description', what: ['panels', 'mentions'] },
              { kind: 'person-not-mapped', side: 'jira', field: 'assignee', value: 'Linus' },
              { kind: 'attachments', side: 'remote', count: 2, bytes: 3_400_000, tooLarge: 1 },
            ],
            comments: { jira: 0, remote: 1 },
          },
        ],
        unknown: ['soon'],
        left: ['WEB-2'],
      },
      {
        tried: [
          {
            name: 'WEB-2',
            kind: 'create-in-remote',
            keys: { jira: 'WEB-2' },
            urls: {},
            title: 'Old',
            reason: 'The issue is older than the mapping.',
            details: [],
            comments: { jira: 0, remote: 0 },
          },
        ],
        unknown: [],
        left: [],
      },
    ] as const;
    bridge.resolvers = {
      ...bridge.resolvers,
      tryIssues: () => ({
        ok: true,
        value: answers[bridge.payloadsOf('tryIssues').length - 1] ?? answers[1],
      }),
    };
    await press('Open');
    await openTab('Try it');
    await fill('Issues', 'WEB-1, WEB-2 soon');
    await press('Try these');
    expect(bridge.payloadsOf('tryIssues')).toEqual([
      { mappingId: 'web', issues: { names: ['WEB-1', 'WEB-2', 'soon'] } },
      { mappingId: 'web', issues: { names: ['WEB-2'] } },
    ]);
    expect(textOf()).toContain('2 issues looked at; the sync would write to 1 of them.');
    expect(textOf()).toContain('No such issue that the app may see: soon.');
    expect(textOf()).toContain('2 files to Redmine (3.4 MB). 1 of them too large to be copied.');
    expect(textOf()).toContain('Not by itself: The issue is older than the mapping.');
    expect(tableRows()).toEqual([
      'Written to Jira | Summary | a | (empty)',
      'Waits for a decision | Status | Jira: To Do | Redmine: Closed',
      'Plain across | Description | panels, mentions | ',
      'Person without a row | Assignee | Jira: Linus | ',
    ]);
    await openTab('Fields');
    await press('Add 2 suggested rows');
    await openTab('Try it');
    await press('The latest 10 of Jira');
    expect(bridge.payloadsOf('tryIssues').at(-1)).toMatchObject({
      issues: { newest: 10, of: 'jira' },
      document: { mappings: [{ fields: [{ jira: 'summary' }, { jira: 'severity' }, {}] }] },
    });
  });
});
