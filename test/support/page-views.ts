/** Answers as a small site in use has them. */
import { type Finding, findingOf } from '../../src/core/doctor/finding';
import type {
  AuditEntryView,
  ConflictDetail,
  ConflictView,
  ConnectionView,
  FieldChoice,
  MappingChoices,
  MappingView,
  NoticesView,
  Overview,
  PairHistory,
  PanelView,
  Problems,
  RhythmView,
  WebhookView,
} from '../../src/shared/api';

const MINUTE_MS = 60_000;

export function aConnection(over: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: 'main',
    name: 'Acme Redmine',
    url: 'https://redmine.acme.example',
    textFormat: 'textile',
    webhookUrl: 'https://b81d6d55.hello.atlassian-dev.net/x1/Wq3kYc0fT7hZ2mB9/main',
    hasApiKey: true,
    health: { state: 'closed' },
    ...over,
  };
}

export function aWebhook(over: Partial<WebhookView> = {}): WebhookView {
  return {
    url: 'https://b81d6d55.hello.atlassian-dev.net/x1/Wq3kYc0fT7hZ2mB9/main',
    hasSecret: true,
    formerValidToMs: null,
    isWatched: false,
    heard: null,
    refused: null,
    ...over,
  };
}

/** As a connection has them whose administrator was in a hurry; worst first. */
export function someFindings(): readonly Finding[] {
  return [
    findingOf('permissions', 'broken', 'add_issues, set_notes_private', 'web-shop'),
    findingOf('bell-refused', 'broken', 'wrong-secret'),
    findingOf('file-size', 'doubtful', '5242880'),
    findingOf('clock', 'untold'),
    findingOf('private-notes', 'untold', null, 'operations'),
    findingOf('bell-heard', 'untold'),
    findingOf('reached', 'well'),
    findingOf('rest-on', 'well'),
    findingOf('key', 'well', 'Jira Sync'),
    findingOf('answer-time', 'well', '180'),
    findingOf('project', 'well', 'Web Shop', 'web-shop'),
    findingOf('project', 'well', 'Operations', 'operations'),
    findingOf('permissions', 'well', null, 'operations'),
    findingOf('custom-fields', 'well', null, 'web-shop'),
    findingOf('text-format', 'well', 'textile'),
    findingOf('jira-permissions', 'well', null, 'WEB'),
    findingOf('jira-permissions', 'well', null, 'OPS'),
  ];
}

export function aMapping(over: Partial<MappingView> = {}): MappingView {
  return {
    id: 'web',
    connectionId: 'main',
    jiraProject: 'WEB',
    redmineProject: 'web-shop',
    direction: 'both',
    state: 'active',
    pausedFor: null,
    links: { total: 87, isMore: false, conflicts: 0, problems: 0 },
    ...over,
  };
}

export function anOverview(over: Partial<Overview> = {}): Overview {
  const nowMs = Date.now();
  return {
    jiraHealth: { state: 'closed' },
    connections: [aConnection()],
    mappings: [
      aMapping({ links: { total: 1204, isMore: false, conflicts: 1, problems: 1 } }),
      aMapping({
        id: 'ops',
        jiraProject: 'OPS',
        redmineProject: 'operations',
        direction: 'toJira',
        state: 'paused',
        links: { total: 14, isMore: false, conflicts: 0, problems: 0 },
      }),
    ],
    runs: [
      {
        atMs: nowMs - 20_000,
        linkId: '10100-12',
        jiraKey: 'WEB-1',
        remoteKey: '#12',
        summary: 'Status “In Progress” and a comment of Ada Lovelace sent to Redmine.',
      },
      {
        atMs: nowMs - 4 * MINUTE_MS,
        linkId: '10101-13',
        jiraKey: 'WEB-2',
        remoteKey: '#13',
        summary: 'Created in Redmine with 3 comments.',
      },
      {
        atMs: nowMs - 190 * MINUTE_MS,
        linkId: '10140-40',
        jiraKey: 'OPS-7',
        remoteKey: '#40',
        summary: 'Summary and due date received from Redmine.',
      },
    ],
    conflictCount: 1,
    problemCount: 2,
    rhythm: aRhythm(),
    failures: [
      {
        kind: '[redmine] PUT /issues/….json: 422 Assignee is invalid',
        remedy: 'assignee',
        count: 2,
      },
    ],
    ...over,
  };
}

export const NO_OVERVIEW: Overview = {
  jiraHealth: { state: 'closed' },
  connections: [],
  mappings: [],
  runs: [],
  conflictCount: 0,
  problemCount: 0,
  rhythm: { sweptAtMs: null, verifiedAtMs: null, bellAtMs: null, days: [], lag: null },
  failures: [],
};

/** Two weeks of a team at work. */
export function aRhythm(): RhythmView {
  const nowMs = Date.now();
  const counts = [31, 44, 12, 9, 52, 61, 38, 47, 8, 3, 57, 66, 49, 27];
  return {
    sweptAtMs: nowMs - 2 * MINUTE_MS,
    verifiedAtMs: nowMs - 9 * 60 * MINUTE_MS,
    bellAtMs: nowMs - 4 * MINUTE_MS,
    days: counts.map((count, index) => ({
      day: new Date(nowMs - (counts.length - 1 - index) * 24 * 60 * MINUTE_MS)
        .toISOString()
        .slice(0, 10),
      toJira: count,
      toRemote: Math.round(count * 0.7),
      conflicts: index % 5 === 0 ? 1 : 0,
      failures: index % 7 === 0 ? 1 : 0,
    })),
    lag: { p50Ms: 3_400, p95Ms: 21_000, changes: 200 },
  };
}

export function someProblems(over: Partial<Problems> = {}): Problems {
  const nowMs = Date.now();
  return {
    conflicts: [
      {
        linkId: '10100-12',
        mappingId: 'web',
        jiraKey: 'WEB-1',
        remoteKey: '#12',
        field: 'summary',
        kind: 'both-changed',
        isDecided: false,
        jira: 'Checkout total is wrong with two vouchers',
        remote: 'Cart: second voucher counted twice (customer reports 3 cases since Monday)',
        foundAtMs: nowMs - 12 * MINUTE_MS,
      },
    ],
    problems: [
      {
        linkId: '10101-13',
        jiraKey: 'WEB-2',
        remoteKey: '#13',
        kind: 'value-not-mapped',
        field: 'status',
        message:
          'Redmine’s status “Rejected” has no row in mapping "web", so it was not carried over. Add a row under statuses.',
        foundAtMs: nowMs - 70 * MINUTE_MS,
      },
    ],
    deadLetters: [
      {
        id: 'dl-1',
        kind: 'the words of the failure',
        mappingId: 'web',
        remedy: 'assignee',
        message:
          'WEB-3 to #14: [redmine] PUT /issues/14.json: 422 Assignee is invalid. Grace Hopper is no member of web-shop.',
        failedAtMs: nowMs - 26 * 60 * MINUTE_MS,
      },
    ],
    cursor: null,
    ...over,
  };
}

export function aHistory(): PairHistory {
  const nowMs = Date.now();
  const event = { side: 'remote', fields: [], count: 1, by: null } as const;
  return {
    events: [
      { ...event, atMs: nowMs - 3 * MINUTE_MS, kind: 'field-written', fields: ['status'] },
      {
        ...event,
        atMs: nowMs - 47 * MINUTE_MS,
        kind: 'field-written',
        side: 'jira',
        fields: ['summary', 'assignee'],
      },
      { ...event, atMs: nowMs - 47 * MINUTE_MS, kind: 'comment-copied', side: 'jira', count: 2 },
      {
        ...event,
        atMs: nowMs - 3 * 60 * MINUTE_MS,
        kind: 'conflict-decided',
        side: null,
        fields: ['duedate'],
        by: 'Grace Hopper',
      },
      { ...event, atMs: nowMs - 27 * 60 * MINUTE_MS, kind: 'created', by: 'Ada Lovelace' },
    ],
    cursor: null,
  };
}

export function aPanel(over: Partial<PanelView> = {}): PanelView {
  const nowMs = Date.now();
  return {
    state: 'in-sync',
    paused: null,
    twin: {
      key: '#12',
      url: 'https://redmine.acme.example/issues/12',
      shown: 'whole',
      title: 'Checkout total is wrong with two vouchers',
      status: 'In Progress',
      assignee: 'Ada Lovelace',
      updatedAtMs: nowMs - 3 * MINUTE_MS,
    },
    lastSentAtMs: nowMs - 3 * MINUTE_MS,
    lastReceivedAtMs: nowMs - 47 * MINUTE_MS,
    verifiedAtMs: nowMs - 5 * 60 * MINUTE_MS,
    conflicts: [],
    canDecide: false,
    decidedBy: 'jira-admins',
    notes: [],
    canEdit: true,
    ...over,
  };
}

export function someAuditEntries(): readonly AuditEntryView[] {
  const nowMs = Date.now();
  const entry = {
    linkId: 'main:12',
    jiraKey: 'WEB-1',
    remoteKey: '#12',
    mappingId: 'web',
    side: 'remote',
    field: null,
    from: null,
    to: null,
    cause: 'jira',
    place: null,
  } as const;
  return [
    {
      ...entry,
      atMs: nowMs - 20_000,
      kind: 'field-written',
      field: 'status',
      from: 'New',
      to: 'In Progress',
    },
    { ...entry, atMs: nowMs - 20_000, kind: 'comment-copied' },
    {
      ...entry,
      atMs: nowMs - 12 * MINUTE_MS,
      kind: 'conflict-found',
      side: null,
      field: 'summary',
      cause: 'sweep',
    },
    {
      ...entry,
      atMs: nowMs - 50 * MINUTE_MS,
      kind: 'created',
      from: 'WEB-1',
      to: '#12',
    },
    {
      ...entry,
      atMs: nowMs - 80 * MINUTE_MS,
      kind: 'admin',
      linkId: null,
      jiraKey: null,
      remoteKey: null,
      side: null,
      field: 'resume',
      cause: '5b10ac8d82e05b22cc7d4ef5',
    },
  ];
}

export function aConflict(over: Partial<ConflictView> = {}): ConflictView {
  const [conflict] = someProblems().conflicts;
  if (!conflict) throw new Error('a conflict expected');
  return { ...conflict, ...over };
}

const PARAGRAPHS = 'h3. Steps\n\nPut two vouchers into the cart.\n\nGo to the checkout.\n\n';

/** A description that both sides edited: one passage in common, one each of their own. */
export function aConflictDetail(over: Partial<ConflictDetail> = {}): ConflictDetail {
  const nowMs = Date.now();
  const same = (text: string) => ({ kind: 'same', text }) as const;
  const removed = (text: string) => ({ kind: 'removed', text }) as const;
  const added = (text: string) => ({ kind: 'added', text }) as const;
  return {
    ...aConflict({ field: 'description' }),
    base: `${PARAGRAPHS}The total is wrong.`,
    sides: {
      jira: {
        by: 'Ada Lovelace',
        atMs: nowMs - 14 * MINUTE_MS,
        text: `${PARAGRAPHS}The total is 5 euros too low.`,
        passages: [
          same(`${PARAGRAPHS}The total is `),
          removed('wrong.'),
          added('5 euros too low.'),
        ],
      },
      remote: {
        by: 'Grace Hopper',
        atMs: nowMs - 13 * MINUTE_MS,
        text: PARAGRAPHS.replace('two', 'three'),
        passages: [
          same('h3. Steps\n\nPut '),
          removed('two '),
          added('three '),
          same('vouchers into the cart.\n\nGo to the checkout.\n\nThe total is wrong.'),
        ],
      },
    },
    merge: {
      text: `${PARAGRAPHS.replace('two', 'three')}The total is 5 euros too low.`,
      overlaps: 0,
    },
    editable: true,
    isRichText: true,
    textFormat: 'textile',
    ...over,
  };
}

/** What two small projects have, and what they seem to have in common. */
export function someMappingChoices(): MappingChoices {
  const named = (name: string) => ({ value: name, label: name });
  const field = (value: string, label: string, kind: FieldChoice['kind']): FieldChoice => ({
    value,
    label,
    kind,
    hasValues: kind === 'option',
  });
  return {
    jira: {
      fields: [
        field('summary', 'Summary', 'line'),
        field('severity', 'Severity', 'option'),
        field('started', 'Started', 'datetime'),
      ],
      issueTypes: [named('Bug')],
      statuses: [named('To Do'), named('Done')],
      priorities: [],
      users: [{ value: '5b10ac8d', label: 'Ada Lovelace', aliases: ['ada@example.com'] }],
    },
    redmine: {
      fields: [
        field('subject', 'Subject', 'line'),
        field('cf_2', 'Severity', 'option'),
        field('start_date', 'Start date', 'date'),
      ],
      issueTypes: [named('Bug')],
      statuses: [named('New')],
      priorities: [],
      users: [{ value: '5', label: 'Ada L.', aliases: ['ada'] }],
    },
    suggested: {
      fields: [
        { jira: 'summary', redmine: 'subject' },
        { jira: 'severity', redmine: 'cf_2' },
        { jira: 'started', redmine: 'start_date' },
      ],
      issueTypes: [{ jira: 'Bug', redmine: 'Bug' }],
      statuses: [{ jira: 'To Do', redmine: 'New' }],
      priorities: [],
      users: [{ jira: '5b10ac8d', redmine: '5' }],
    },
    losses: {
      'option>option': ['values without a row'],
      'datetime>date': ['the time of day'],
    },
  };
}

/** One trouble stands, and one mapping tells its people. */
export function someNotices(): NoticesView {
  return {
    place: { projectKey: 'OPS', remindAfterHours: 24 },
    mappings: [{ mappingId: 'web', jiraProject: 'WEB', conflicts: 2, tellsAuthors: true }],
    standing: [
      {
        kind: 'tracker-down',
        what: 'Acme Redmine',
        issueKey: 'OPS-12',
        sinceMs: Date.now() - 40 * MINUTE_MS,
        isGone: false,
      },
    ],
    waiting: 0,
    failure: null,
  };
}
