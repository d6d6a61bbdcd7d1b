import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FirstSyncTab } from '../../../src/frontend/admin/first-sync/first-sync-tab';
import type { BackfillView } from '../../../src/shared/backfill-api';
import {
  aBackfill,
  aProgress,
  aRun,
  someOutcomes,
  someProposals,
  someRows,
  someTotals,
  someUndoRows,
} from '../../support/backfill-views';
import { aMapping } from '../../support/page-views';
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

const POLL_MS = 5;
const done = () => ({ ok: true, value: null }) as const;

describe('the first sync', () => {
  let view: BackfillView | null;
  beforeEach(() => {
    bridge.reset();
    view = null;
    bridge.resolvers = {
      getBackfill: () => ({ ok: true, value: view }),
      listProposals: () => ({ ok: true, value: { proposals: someProposals(), cursor: null } }),
      listBackfillRows: () => ({ ok: true, value: { rows: someRows(), cursor: null } }),
      listUndoRows: () => ({ ok: true, value: { rows: someUndoRows(), cursor: null } }),
    };
  });
  afterEach(async () => {
    expectModelled();
    // What is shown goes on asking, whatever is rendered next, until it is told to stop.
    view = null;
    bridge.resolvers = { ...bridge.resolvers, getBackfill: () => ({ ok: true, value: null }) };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS * 3));
    await settle();
  });

  const show = (over = {}) => render(<FirstSyncTab mappings={[aMapping(over)]} pollMs={POLL_MS} />);
  const titles = () => findAll('SectionMessage').map(({ props }) => props.title);
  const tick = async (label: string) => {
    const box = findAll('Checkbox').find(({ props }) => props.label === label);
    const handler = box?.props.onChange;
    if (typeof handler !== 'function') throw new Error(`no checkbox "${label}"`);
    handler({ target: { checked: true } });
    await settle();
  };
  /** Answers a call as the app does, and lets the view be another one from then on. */
  const onCall = (call: keyof typeof bridge.resolvers, after: BackfillView | null) => {
    bridge.resolvers = {
      ...bridge.resolvers,
      [call]: () => {
        view = after;
        return done();
      },
    };
  };

  it('says what will happen and reads both projects as it was asked to', async () => {
    onCall(
      'startBackfill',
      aBackfill({ phase: 'scanning', isWorking: true, scanned: { jira: 100, remote: 0 } }),
    );
    await show();
    expect(textOf()).toContain(
      'Nothing is written in Jira or Redmine until you have seen the plan',
    );
    await choose('Where the two differ', 'Jira’s values win');
    await tick('Create in Redmine what only Jira has');
    await fill('Jira’s field with the number in Redmine', ' customfield_10010 ');
    await press('Read both projects');
    expect(bridge.payloadsOf('startBackfill')).toEqual([
      {
        mappingId: 'web',
        seed: 'jira',
        create: { jira: true, remote: false },
        numberField: { jira: 'customfield_10010' },
      },
    ]);
    expect(textOf()).toContain('100 issues of Jira and 0 of Redmine so far');
  });

  it('offers no creation on a side that the mapping does not write to', async () => {
    await show({ direction: 'toJira' });
    expect(findAll('Checkbox').map(({ props }) => [props.isChecked, props.isDisabled])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(textOf()).toContain('The mapping writes nothing to Redmine.');
  });

  it('is asked about again while it works, also after an answer that did not come', async () => {
    view = aBackfill({ phase: 'scanning', isWorking: true, scanned: { jira: 100, remote: 0 } });
    await show();
    bridge.resolvers = { getBackfill: () => ({ ok: false, reason: 'Too many requests.' }) };
    await expect.poll(() => textOf()).toContain('Too many requests.');
    bridge.resolvers = { getBackfill: () => ({ ok: true, value: view }) };
    view = aBackfill({ phase: 'scanning', isWorking: true, scanned: { jira: 2000, remote: 400 } });
    await expect.poll(() => textOf()).toContain('2,000 issues of Jira and 400 of Redmine so far');
  });

  it('is not asked about while it waits for a person', async () => {
    view = aRun({ isWorking: false, hold: { kind: 'paused', by: 'admin', atMs: Date.now() } });
    await show();
    const asked = bridge.payloadsOf('getBackfill').length;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS * 10));
    expect(bridge.payloadsOf('getBackfill')).toHaveLength(asked);
  });

  it('is asked about again when what it waits for is over', async () => {
    const untilMs = Date.now() + 200;
    view = aRun({ hold: { kind: 'points', untilMs } });
    await show();
    view = aRun();
    await expect.poll(() => titles()).toEqual([]);
    expect(Date.now()).toBeGreaterThanOrEqual(untilMs);
  });

  it('tells of each proposal how sure it is and why, and decides one', async () => {
    view = aBackfill();
    bridge.resolvers = {
      ...bridge.resolvers,
      decideProposals: () => ({ ok: true, value: { decided: 1 } }),
    };
    await show();
    expect(tableRows().map((row) => row.split(' | ').slice(0, 4).join(' | '))).toEqual([
      '95 % | WEB-1 Checkout total is wrong with two vouchersGrace Hopper, Mar 4, 2019 | #12 Total wrong with 2 vouchersGrace Hopper, Mar 4, 2019 | Jira’s field names the other, created on the same day.',
      '94 % | WEB-45 Search finds nothing with an umlautAda Lovelace, Mar 4, 2019 | #57 Search finds nothing with an umlautAda Lovelace, Mar 3, 2019 | Same title, created 1 day apart, both reported by Ada Lovelace.',
      '55 % | WEB-61 Move the shop to the new payment serviceGrace Hopper, Mar 4, 2019 | #71 Payment: receipts without tax numberRadia Perlman, Apr 13, 2019 | “WEB-61” stands in Redmine’s text.',
      '48 % | WEB-72 Newsletter form does not accept new domainsAda Lovelace, Mar 4, 2019 | #80 Newsletter form does not accept .shop domainsGrace Hopper, Mar 16, 2019 | 80 % of the words of both titles are the same, created 12 days apart.',
    ]);
    await press('Refuse');
    expect(bridge.payloadsOf('decideProposals')).toEqual([
      {
        mappingId: 'web',
        decision: 'refused',
        which: { pairs: [{ jira: '10100', remote: '12' }] },
      },
    ]);
    expect(bridge.payloadsOf('listProposals')).toEqual([
      { mappingId: 'web', state: 'open' },
      { mappingId: 'web', state: 'open' },
    ]);
  });

  it('accepts all that are sure enough', async () => {
    view = aBackfill();
    bridge.resolvers = {
      ...bridge.resolvers,
      decideProposals: () => ({ ok: true, value: { decided: 2 } }),
    };
    await show();
    await fill('Accept all open pairs from this percentage on', '101');
    await press('Accept these');
    expect(bridge.payloadsOf('decideProposals')).toEqual([]);
    expect(textOf()).toContain('A whole number from 0 to 100.');
    await fill('Accept all open pairs from this percentage on', '85');
    await press('Accept these');
    expect(bridge.payloadsOf('decideProposals')).toEqual([
      { mappingId: 'web', decision: 'accepted', which: { minConfidencePercent: 85 } },
    ]);
    expect(bridge.sentWith('showFlag')).toMatchObject([{ title: '2 pairs were accepted' }]);
  });

  it('takes a list of pairs, and names each line that it cannot take', async () => {
    view = aBackfill({ proposals: { open: 0, accepted: 0, refused: 0 } });
    bridge.resolvers = {
      ...bridge.resolvers,
      importPairs: () => ({
        ok: true,
        value: { accepted: 1, mistakes: [{ line: 2, reason: 'WEB has no issue WEB-9999.' }] },
      }),
    };
    await show();
    await press('Accept the list');
    expect(bridge.payloadsOf('importPairs')).toEqual([]);
    await fill('List of pairs', 'WEB-1,12\nWEB-9999,13');
    await press('Accept the list');
    expect(bridge.payloadsOf('importPairs')).toEqual([
      { mappingId: 'web', csv: 'WEB-1,12\nWEB-9999,13' },
    ]);
    expect(tableRows()).toEqual(['2 | WEB has no issue WEB-9999.']);
  });

  it('goes from accepted pairs to the plan', async () => {
    view = aBackfill();
    onCall('buildBackfillPlan', aBackfill({ phase: 'planned', totals: someTotals() }));
    await show();
    expect(textOf()).toContain('459 pairs accepted. 41 open ones count as refused.');
    await press('Make the plan');
    expect(textOf()).toContain('This is what will happen');
  });

  it('shows the plan: its sums, what is not mapped, and each row with what it changes', async () => {
    view = aBackfill({ phase: 'planned', totals: someTotals() });
    await show();
    expect(tableRows().slice(0, 2)).toEqual([
      ' | 500 | Both issues are there and are linked. | Show',
      ' | 2,499 | Redmine’s issue gets a twin in Jira. | Show',
    ]);
    await openTab('Not mapped (3)');
    expect(tableRows()[0]).toBe('Redmine | Assignee | Radia Perlman | 181');
    await openTab('Every row');
    expect(tableRows()).toEqual([
      ' | WEB-1 Checkout total is wrong with two vouchers#12 Total wrong with 2 vouchers | Link | Summary in Redmine: Total wrong with 2 vouchers → Checkout total is wrong with two vouchersStatus in Redmine: New → In ProgressDue date in Jira: (empty) → 2026-09-30Conflict in Priority: High in Jira, Low in Redmine2 more',
      ' | #40 Product pictures turn up twice in the gallery | New in Jira | Assignee in Redmine, not mapped: Radia PerlmanStatus in Redmine, not mapped: Rejected',
      ' | WEB-4 Write the release notes | New in Redmine | as it is',
      '4 | #41 Printer on the second floor | Left alone | Its tracker “Support” has no row in the mapping, so it is not synced.',
    ]);
    await press('2 more');
    expect(textOf()).toContain('Description loses: a table within a list, text colours');
    expect(textOf()).toContain('To Jira: 3 files, 2.3 MB; 1 too large to be copied');
    for (const fact of ['731, 1.2 GB', 'about 1 hour 13 minutes', 'Calls to Redmine7,820'])
      expect(textOf()).toContain(fact);
  });

  it('leaves out kinds, rows and pages of rows', async () => {
    view = aBackfill({ phase: 'planned', totals: someTotals() });
    onCall('tickBackfillRows', view);
    await show();
    await tick('Makes a conflict');
    await openTab('Every row');
    await tick('1');
    await tick('3');
    await press('Leave out all on this page');
    expect(bridge.payloadsOf('tickBackfillRows')).toEqual([
      { mappingId: 'web', off: true, kinds: ['conflict'] },
      { mappingId: 'web', off: true, rows: [0] },
      { mappingId: 'web', off: false, rows: [2] },
      { mappingId: 'web', off: true, rows: [0, 1, 2] },
    ]);
  });

  it('does not let a row be ticked that goes with its kind', async () => {
    view = aBackfill({ phase: 'planned', totals: someTotals(), offKinds: ['value-not-mapped'] });
    await show();
    await openTab('Every row');
    const boxes = findAll('Checkbox').map(({ props }) => props.label);
    expect([boxes.includes('1'), boxes.includes('2')]).toEqual([true, false]);
  });

  it('turns the pages of the plan, of one kind', async () => {
    view = aBackfill({ phase: 'planned', totals: someTotals() });
    bridge.resolvers = {
      ...bridge.resolvers,
      listBackfillRows: ((request: { readonly cursor?: string }) => ({
        ok: true,
        value: { rows: someRows(), cursor: request.cursor === undefined ? '100' : null },
      })) as never,
    };
    await show();
    await openTab('Every row');
    await choose('Show', 'Loses something');
    await press('Next page');
    await press('Previous page');
    expect(bridge.payloadsOf('listBackfillRows')).toEqual([
      { mappingId: 'web' },
      { mappingId: 'web', kind: 'lossy' },
      { mappingId: 'web', kind: 'lossy', cursor: '100' },
      { mappingId: 'web', kind: 'lossy' },
    ]);
    expect(textOf()).toContain('Page 1');
  });

  it('gives the plan as a file, a piece at a time', async () => {
    view = aBackfill({ phase: 'planned', totals: someTotals() });
    bridge.resolvers = {
      ...bridge.resolvers,
      exportBackfill: ((request: { readonly cursor?: string }) => ({
        ok: true,
        value: {
          fileName: 'first-sync-web.csv',
          text: request.cursor === undefined ? 'row,kind\n' : '1,pair\n',
          cursor: request.cursor === undefined ? '1' : null,
        },
      })) as never,
    };
    await show();
    await openTab('As a file');
    await press('Show CSV');
    await press('Next piece');
    expect(findAll('TextArea').map(({ props }) => props.defaultValue)).toEqual(['1,pair\n']);
    expect(buttonLabels()).not.toContain('Next piece');
  });

  it('is run only after it was said what is created where, and who gets mail', async () => {
    view = aBackfill({
      phase: 'planned',
      totals: someTotals(),
      offKinds: ['conflict'],
      offRows: 3,
    });
    onCall('runBackfill', aRun());
    await show();
    await press('Run the plan…');
    expect(bridge.payloadsOf('runBackfill')).toEqual([]);
    const dialog = textOf(findAll('Modal')[0]);
    for (const sentence of [
      'Up to 2,499 issues will be created in WEB in Jira, and 1,500 in web-shop in Redmine.',
      'Left out: Makes a conflict, 3 rows.',
      'Redmine has no such switch.',
    ])
      expect(dialog).toContain(sentence);
    await press('Run it');
    expect(bridge.payloadsOf('runBackfill')).toEqual([{ mappingId: 'web' }]);
    expect(textOf()).toContain('1,240 of 4,488 rows · 62 a minute · about 53 minutes left');
    expect(textOf()).toContain('#40 Product pictures turn up twice in the gallery (New in Jira)');
    expect(findAll('ProgressBar')[0]?.props.value).toBeCloseTo(0.276, 3);
  });

  it('cannot be run once the mapping has changed, but planned again', async () => {
    view = aBackfill({ phase: 'planned', totals: someTotals(), isOutdated: true });
    onCall('buildBackfillPlan', aBackfill({ phase: 'planned', totals: someTotals() }));
    await show();
    expect(titles()).toEqual(['The mapping was changed since']);
    expect(buttonLabels()).not.toContain('Run the plan…');
    await press('Plan again');
    expect(buttonLabels()).toContain('Run the plan…');
  });

  it('says that there is nothing to do where a second plan finds nothing', async () => {
    const { byKind } = someTotals();
    const none = Object.fromEntries(Object.keys(byKind).map((kind) => [kind, 0])) as typeof byKind;
    view = aBackfill({ phase: 'planned', totals: { ...someTotals(), rows: 0, byKind: none } });
    await show();
    expect(textOf()).toContain('There is nothing to do');
    expect(buttonLabels()).toEqual(['Discard…']);
  });

  it('is paused and resumed, and says why it waits', async () => {
    view = aRun();
    onCall(
      'pauseBackfill',
      aRun({ isWorking: false, hold: { kind: 'paused', by: 'admin', atMs: Date.now() } }),
    );
    onCall('resumeBackfill', aRun());
    await show();
    await press('Pause');
    expect(titles()).toEqual(['It is paused']);
    await press('Resume');
    expect(buttonLabels()).toContain('Pause');
    const holds = [
      [false, { kind: 'failed', message: 'The key was refused' }, 'The key was refused. Mend this'],
      [true, { kind: 'points', untilMs: Date.now() + 9e5 }, 'kept for people’s edits'],
      [true, { kind: 'tracker', message: '503', untilMs: Date.now() + 9e5 }, 'It said: 503.'],
    ] as const;
    for (const [isWorking, hold, told] of holds) {
      view = aRun({ isWorking, hold });
      await show({ id: hold.kind });
      expect(textOf()).toContain(told);
      // What goes on by itself needs no person, and is not given up while it is under way.
      expect(buttonLabels()).toEqual(isWorking ? ['Pause'] : ['Discard…', 'Resume']);
    }
  });

  it('names the rows that fail while it runs', async () => {
    view = aRun({ progress: aProgress({ done: 10, total: 20, failed: 1 }) });
    const rows = someOutcomes().filter(({ outcome }) => outcome.kind === 'failed');
    bridge.resolvers = {
      ...bridge.resolvers,
      listBackfillRows: () => ({ ok: true, value: { rows, cursor: null } }),
    };
    await show();
    expect(bridge.payloadsOf('listBackfillRows')).toEqual([
      { mappingId: 'web', outcome: 'failed' },
    ]);
    expect(textOf()).toContain('[jira] POST /issue/bulk: 400 Priority is required in WEB.');
  });

  it('shows what became of each row, and runs the rest again', async () => {
    view = aRun({
      phase: 'done',
      isWorking: false,
      progress: aProgress({ done: 4488, total: 4488, failed: 1, replanned: 2 }),
    });
    bridge.resolvers = {
      ...bridge.resolvers,
      listBackfillRows: () => ({ ok: true, value: { rows: someOutcomes(), cursor: null } }),
    };
    onCall('runBackfill', aRun());
    await show();
    expect(titles()).toEqual([
      '1 row failed; 2 rows were edited in the meantime and planned again',
    ]);
    expect(tableRows().map((row) => row.split(' | ').at(-1))).toEqual([
      'DoneWritten in Jira: Due date.Written in Redmine: Summary, Status.A conflict waits for a decision.',
      'Failed[jira] POST /issue/bulk: 400 Priority is required in WEB.',
      'Planned againIt was edited since the plan. The row shows what would happen now.',
      'Left aloneIts tracker has no row in the mapping.',
    ]);
    await press('Run these again…');
    expect(textOf(findAll('Modal')[0])).toContain(
      '1 row that failed and 2 that were planned again are tried now.',
    );
    await press('Run it');
    expect(bridge.payloadsOf('runBackfill')).toEqual([{ mappingId: 'web' }]);
  });

  it('undoes chosen rows after it was shown what would go, and what would stay and why', async () => {
    view = aRun({ phase: 'done', isWorking: false, progress: aProgress({ done: 4, total: 4 }) });
    const shown = { delete: 1, part: 1, left: 1 };
    bridge.resolvers = {
      ...bridge.resolvers,
      listBackfillRows: () => ({ ok: true, value: { rows: someOutcomes(), cursor: null } }),
    };
    onCall('planUndo', aRun({ phase: 'undo-planned', isWorking: false, undo: shown }));
    onCall('runUndo', aRun({ phase: 'undoing', undo: shown }));
    await show();
    expect(buttonLabels()).toContain('Undo all…');
    await tick('1');
    await press('Undo 1 row…');
    expect(bridge.payloadsOf('planUndo')).toEqual([{ mappingId: 'web', rows: [0] }]);
    expect(tableRows()).toEqual([
      'WEB-2101 ↔ #40 | Deleted | WEB-2101 is deleted in Jira.',
      'WEB-1 ↔ #12 | Parted | Back as before in Jira: Due date.Back as before in Redmine: Summary, Status.7 copies go (comments, files, spent time).',
      'WEB-4 ↔ #301 | Left alone | Ada Lovelace commented on #301 since.',
    ]);
    await press('Undo these…');
    expect(bridge.payloadsOf('runUndo')).toEqual([]);
    expect(textOf(findAll('Modal')[0])).toContain(
      '1 issue that the run created is deleted for good',
    );
    await press('Undo them');
    expect(bridge.payloadsOf('runUndo')).toEqual([{ mappingId: 'web' }]);
    expect(textOf()).toContain('Undoing');
  });

  it('is forgotten only after it was said what is lost by that', async () => {
    view = aBackfill();
    onCall('discardBackfill', null);
    await show();
    await press('Discard…');
    expect(textOf(findAll('Modal')[0])).toContain('Nothing was written');
    await press('Discard');
    expect(textOf()).toContain('Read both projects');
  });

  it('is shown for each mapping by itself', async () => {
    await render(
      <FirstSyncTab
        mappings={[aMapping(), aMapping({ id: 'ops', jiraProject: 'OPS', redmineProject: 'ops' })]}
        pollMs={POLL_MS}
      />,
    );
    await choose('Projects', 'OPS ↔ ops');
    expect(bridge.payloadsOf('getBackfill')).toEqual([{ mappingId: 'web' }, { mappingId: 'ops' }]);
    expect(textOf()).toContain('Bring OPS ↔ ops together');
  });
});
