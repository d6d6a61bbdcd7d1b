/** A pair whose two issues and whose storage are in memory, for tests of what a run makes of it. */
import { toBaseValue } from '../../src/core/digest';
import type { Link } from '../../src/core/link';
import type { Mapping } from '../../src/core/mapping';
import type { FieldValues, Person, Side, Snapshot } from '../../src/core/model';
import type { Job, LinkSave, Store, StoredLink } from '../../src/ports';
import type { LinkRun } from '../../src/sync/link/link-run';
import { syncLink } from '../../src/sync/link/sync-link';
import type { SyncPorts } from '../../src/sync/sync-ports';
import { aLink, aMapping, aRow, aSnapshot, NOW_MS } from './builders';
import { type Answers, notingTrackers } from './noting-trackers';

/** Whom both trackers know the app as. */
export const APP: Person = { id: 'app', name: 'The app' };

export interface GivenPair {
  /** The summary alone unless said otherwise. */
  readonly mapping?: Partial<Mapping>;
  readonly stored?: Partial<StoredLink>;
  readonly jira?: Partial<Snapshot>;
  readonly remote?: Partial<Snapshot>;
  /** In place of what an issue in memory would answer. */
  readonly answers?: (issues: Record<Side, Snapshot>) => Partial<Record<Side, Answers>>;
  readonly store?: Partial<Store>;
  readonly trail?: Partial<SyncPorts['trail']>;
  /** Which saves, counted from 1, another run was quicker than. */
  readonly lostSaves?: readonly number[];
}

/** Issues change as they are written to, by entries of the app; each save that is not lost is kept. */
export function aPairAtWork(given: GivenPair = {}) {
  const issues: Record<Side, Snapshot> = {
    jira: aSnapshot('jira', given.jira),
    remote: aSnapshot('remote', given.remote),
  };
  const answers = given.answers?.(issues) ?? {};
  const { trackers, calls } = notingTrackers({
    jira: { ...issueInMemory(issues, 'jira'), ...answers.jira },
    remote: { ...issueInMemory(issues, 'remote'), ...answers.remote },
  });
  const saves: LinkSave[] = [];
  const pushed: (readonly [readonly Job[], string])[] = [];
  const stored: StoredLink = {
    link: aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } }),
    comments: [],
    attachments: [],
    relations: [],
    time: [],
    ...given.stored,
  };
  let { version } = stored.link;
  let saved = 0;
  const ports = {
    clock: { nowMs: () => NOW_MS },
    sleep: async () => {},
    log: { info: () => {}, warn: () => {} },
    trail: { readAuditOfLink: async () => ({ records: [], cursor: null }), ...given.trail },
    store: {
      async saveLink(save: LinkSave) {
        saved += 1;
        if (save.link.version !== version || given.lostSaves?.includes(saved)) return null;
        version += 1;
        saves.push({ ...save, audit: [...save.audit] });
        return { ...save.link, version };
      },
      loadTexts: async () => ({}),
      findLink: async () => null,
      findLinkId: async () => null,
      listMappings: async () => [],
      noteDeletion: async () => {},
      listDeletions: async () => [],
      ...given.store,
    },
    queue: {
      async push(jobs: readonly Job[], queue: string) {
        pushed.push([jobs, queue]);
        return 'kept';
      },
    },
    openTrackers: async () => trackers,
  } as unknown as SyncPorts;
  const mapping = aMapping({ fields: [aRow()], attachments: null, ...given.mapping });
  const run: LinkRun = { mapping, trackers, stored, cause: 'jira' };
  return {
    issues,
    trackers,
    calls,
    /** Without the reads. */
    writes: () => calls.filter(([, method]) => !method.startsWith('read')),
    saves,
    /** The link as the storage holds it. */
    lastSaved: (): Link => ({ ...(saves.at(-1)?.link ?? stored.link), version }),
    pushed,
    ports,
    run,
    /** What the run came to, or the error that it ended with. */
    sync: (more: Partial<LinkRun> = {}): Promise<unknown> =>
      syncLink(ports, { ...run, ...more }).catch((error: unknown) => error),
  };
}

function issueInMemory(issues: Record<Side, Snapshot>, side: Side): Answers {
  return {
    authorship: (personId) => (personId === APP.id ? 'ours' : 'not-ours'),
    readIssue: (_issueId, { sinceEntryId }) => {
      const history = issues[side].history.filter(({ id }) => id > sinceEntryId);
      return { kind: 'found', snapshot: { ...issues[side], history } };
    },
    writeIssue: ({ fields }) => {
      change(issues, side, fields, APP);
      return { refused: [] };
    },
    markTwin: () => {},
  };
}

/** Somebody sets fields of an issue: Ada, unless it is said who. */
export function change(
  issues: Record<Side, Snapshot>,
  side: Side,
  fields: FieldValues,
  author: Person = { id: 'ada', name: 'Ada' },
): void {
  const { fields: before, history, lastEntryId } = issues[side];
  const changes = Object.entries(fields).map(([field, value]) => ({
    field,
    from: toBaseValue(before[field] ?? null),
    to: toBaseValue(value),
  }));
  const id = lastEntryId + 1;
  issues[side] = {
    ...issues[side],
    fields: { ...before, ...fields },
    history: [...history, { id, atMs: NOW_MS, author, changes }],
    lastEntryId: id,
  };
}
