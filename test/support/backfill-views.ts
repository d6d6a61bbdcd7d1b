/** A first sync of two grown projects, at each of its phases. */
import type {
  BackfillAnswers,
  BackfillView,
  ProposalView,
  RowView,
} from '../../src/shared/backfill-api';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOTHING = { jira: 0, remote: 0 };
const REDMINE = 'https://redmine.acme.example/issues';

export function aBackfill(over: Partial<BackfillView> = {}): BackfillView {
  return {
    mappingId: 'web',
    phase: 'paired',
    hold: null,
    isWorking: false,
    options: { seed: 'ask', create: { jira: true, remote: true }, numberField: {} },
    startedAtMs: Date.now() - 20 * 60_000,
    isOutdated: false,
    scanned: { jira: 2000, remote: 3000 },
    proposals: { open: 41, accepted: 459, refused: 0 },
    totals: null,
    offKinds: [],
    offRows: 0,
    progress: aProgress(),
    rowsPerMinute: null,
    remainingSeconds: null,
    current: null,
    undo: null,
    ...over,
  };
}

export function aProgress(over: Partial<BackfillView['progress']> = {}): BackfillView['progress'] {
  return {
    done: 0,
    total: 0,
    created: NOTHING,
    failed: 0,
    replanned: 0,
    calls: NOTHING,
    points: 0,
    workedMs: 0,
    current: null,
    ...over,
  };
}

/** A run of 4,500 rows, somewhat over a quarter done. */
export function aRun(over: Partial<BackfillView> = {}): BackfillView {
  return aBackfill({
    phase: 'running',
    isWorking: true,
    totals: someTotals(),
    progress: aProgress({
      done: 1240,
      total: 4488,
      created: { jira: 702, remote: 398 },
      calls: { jira: 1530, remote: 1912 },
      points: 5210,
      workedMs: 20 * 60_000,
      current: 1240,
    }),
    rowsPerMinute: 62,
    remainingSeconds: 3140,
    current: someRows()[1]?.row ?? null,
    ...over,
  });
}

export function someTotals(): NonNullable<BackfillView['totals']> {
  return {
    rows: 4501,
    byKind: {
      pair: 500,
      'create-in-jira': 2499,
      'create-in-remote': 1500,
      skip: 2,
      change: 311,
      conflict: 27,
      lossy: 64,
      'person-not-mapped': 210,
      'value-not-mapped': 38,
      attachments: 402,
    },
    attachments: { count: 731, bytes: 1_288_490_188 },
    comments: 5120,
    work: {
      files: { jira: 420, remote: 311 },
      filedRows: { jira: 230, remote: 172 },
      writtenRows: { jira: 0, remote: 311 },
      movedRows: { jira: 1320, remote: 790 },
      commentedRows: 1410,
      carriedRows: 1702,
      relatedRows: 388,
    },
    notMapped: [
      { side: 'remote', field: 'assignee', value: 'Radia Perlman', rows: 181 },
      { side: 'remote', field: 'status', value: 'Rejected', rows: 38 },
      { side: 'jira', field: 'assignee', value: 'Former user', rows: 29 },
    ],
    estimate: { jiraCalls: 4310, remoteCalls: 7820, points: 12_900, seconds: 4380 },
  };
}

export function someProposals(): readonly ProposalView[] {
  const createdAtMs = Date.parse('2019-03-04T09:00:00Z');
  const issue = (key: string, title: string, author: string, at = createdAtMs) => ({
    key,
    title,
    author,
    createdAtMs: at,
    url: key.startsWith('#') ? `${REDMINE}/${key.slice(1)}` : `/browse/${key}`,
  });
  return [
    {
      jira: '10100',
      remote: '12',
      confidencePercent: 95,
      state: 'open',
      evidence: [
        { kind: 'number-in-field', side: 'jira' },
        { kind: 'dates', apartDays: 0 },
      ],
      issues: {
        jira: issue('WEB-1', 'Checkout total is wrong with two vouchers', 'Grace Hopper'),
        remote: issue('#12', 'Total wrong with 2 vouchers', 'Grace Hopper'),
      },
    },
    {
      jira: '10144',
      remote: '57',
      confidencePercent: 94,
      state: 'open',
      evidence: [
        { kind: 'same-title' },
        { kind: 'dates', apartDays: 1 },
        { kind: 'same-reporter', name: 'Ada Lovelace' },
      ],
      issues: {
        jira: issue('WEB-45', 'Search finds nothing with an umlaut', 'Ada Lovelace'),
        remote: issue(
          '#57',
          'Search finds nothing with an umlaut',
          'Ada Lovelace',
          createdAtMs - DAY_MS,
        ),
      },
    },
    {
      jira: '10160',
      remote: '71',
      confidencePercent: 55,
      state: 'open',
      evidence: [{ kind: 'number-in-text', side: 'remote', shown: 'WEB-61' }],
      issues: {
        jira: issue('WEB-61', 'Move the shop to the new payment service', 'Grace Hopper'),
        remote: issue(
          '#71',
          'Payment: receipts without tax number',
          'Radia Perlman',
          createdAtMs + 40 * DAY_MS,
        ),
      },
    },
    {
      jira: '10171',
      remote: '80',
      confidencePercent: 48,
      state: 'open',
      evidence: [
        { kind: 'close-title', likenessPercent: 80 },
        { kind: 'dates', apartDays: 12 },
      ],
      issues: {
        jira: issue('WEB-72', 'Newsletter form does not accept new domains', 'Ada Lovelace'),
        remote: issue(
          '#80',
          'Newsletter form does not accept .shop domains',
          'Grace Hopper',
          createdAtMs + 12 * DAY_MS,
        ),
      },
    },
  ];
}

export function someRows(): readonly RowView[] {
  const waiting = { kind: 'waiting' } as const;
  const urls = (jira?: string, remote?: string) => ({
    ...(jira === undefined ? {} : { jira: `/browse/${jira}` }),
    ...(remote === undefined ? {} : { remote: `${REDMINE}/${remote}` }),
  });
  const issue = (id: string, key: string, title: string) => ({ id, key, title, seen: 'a1b2c3' });
  return [
    {
      row: {
        kind: 'pair',
        number: 0,
        level: 0,
        jira: issue('10100', 'WEB-1', 'Checkout total is wrong with two vouchers'),
        remote: issue('12', '#12', 'Total wrong with 2 vouchers'),
        details: [
          {
            kind: 'change',
            side: 'remote',
            field: 'summary',
            from: 'Total wrong with 2 vouchers',
            to: 'Checkout total is wrong with two vouchers',
          },
          { kind: 'change', side: 'remote', field: 'status', from: 'New', to: 'In Progress' },
          { kind: 'change', side: 'jira', field: 'duedate', from: null, to: '2026-09-30' },
          { kind: 'conflict', field: 'priority', jira: 'High', remote: 'Low' },
          { kind: 'lossy', field: 'description', what: ['a table within a list', 'text colours'] },
          { kind: 'attachments', side: 'jira', count: 3, bytes: 2_411_724, tooLarge: 1 },
        ],
      },
      outcome: waiting,
      urls: urls('WEB-1', '12'),
    },
    {
      row: {
        kind: 'create-in-jira',
        number: 1,
        level: 0,
        remote: issue('40', '#40', 'Product pictures turn up twice in the gallery'),
        details: [
          { kind: 'person-not-mapped', side: 'remote', field: 'assignee', value: 'Radia Perlman' },
          { kind: 'value-not-mapped', side: 'remote', field: 'status', value: 'Rejected' },
        ],
      },
      outcome: waiting,
      urls: urls(undefined, '40'),
    },
    {
      row: {
        kind: 'create-in-remote',
        number: 2,
        level: 1,
        jira: issue('10103', 'WEB-4', 'Write the release notes'),
        details: [],
      },
      outcome: { kind: 'off' },
      urls: urls('WEB-4'),
    },
    {
      row: {
        kind: 'skip',
        number: 3,
        level: 0,
        reason: 'Its tracker “Support” has no row in the mapping, so it is not synced.',
        remote: issue('41', '#41', 'Printer on the second floor'),
        details: [],
      },
      outcome: waiting,
      urls: urls(undefined, '41'),
    },
  ];
}

/** The same rows after a run that went as runs do. */
export function someOutcomes(): readonly RowView[] {
  const outcomes: readonly RowView['outcome'][] = [
    {
      kind: 'done',
      linkId: 'main:12',
      atMs: 1_795_262_402_000,
      changed: [
        { side: 'remote', field: 'summary' },
        { side: 'remote', field: 'status' },
        { side: 'jira', field: 'duedate' },
      ],
      hasConflict: true,
    },
    {
      kind: 'failed',
      message: '[jira] POST /issue/bulk: 400 Priority is required in WEB.',
    },
    { kind: 'replanned' },
    { kind: 'skipped', reason: 'Its tracker has no row in the mapping.' },
  ];
  return someRows().map((shown, index) => ({
    ...shown,
    outcome: outcomes[index] ?? { kind: 'waiting' },
  }));
}

export function someUndoRows(): BackfillAnswers['listUndoRows']['rows'] {
  return [
    {
      kind: 'delete',
      number: 1,
      linkId: 'main:40',
      title: 'WEB-2101 ↔ #40',
      issue: { side: 'jira', id: '14100', key: 'WEB-2101' },
    },
    {
      kind: 'part',
      number: 0,
      linkId: 'main:12',
      title: 'WEB-1 ↔ #12',
      restores: [
        { side: 'remote', field: 'summary' },
        { side: 'remote', field: 'status' },
        { side: 'jira', field: 'duedate' },
      ],
      copies: 7,
    },
    {
      kind: 'left',
      number: 2,
      linkId: 'main:301',
      title: 'WEB-4 ↔ #301',
      reason: 'Ada Lovelace commented on #301 since.',
    },
  ];
}
