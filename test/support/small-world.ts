/**
 * Two trackers and a storage in memory, small, for tests of runs and of the steps of a first sync:
 * issues that have fields and nothing else, links, claims, and notes of what was asked and written.
 */
import type { AuditEntry } from '../../src/core/audit/audit';
import type { Backfill, BackfillItems, BackfillPart } from '../../src/core/backfill/backfill';
import { toRowIssue } from '../../src/core/backfill/plan-issue';
import type { PlanRow } from '../../src/core/backfill/plan-row';
import type { Circuits } from '../../src/core/failing/circuit';
import { type Link, linkIdOf } from '../../src/core/link';
import type { Mapping } from '../../src/core/mapping';
import { SIDES, type Side, type Snapshot } from '../../src/core/model';
import type { Claim } from '../../src/core/twins/claim';
import type { Verification } from '../../src/core/verification';
import type { Job, LinkSave, NewIssue, StoredLink, Tracker } from '../../src/ports';
import type { Step } from '../../src/sync/backfill/step';
import type { UpkeepPorts } from '../../src/sync/sync-ports';
import { aFirstSync, MemoryBackfillStore } from './a-first-sync';
import { aBase, aLink, aMapping, aRow, aSnapshot, NOW_MS } from './builders';
import type { NotedCall } from './noting-trackers';

/** Titles alone cross. */
export const TITLES = [aRow()];

export class SmallWorld {
  readonly pages = new MemoryBackfillStore(null);
  readonly issues: Readonly<Record<Side, Map<string, Snapshot>>> = {
    jira: new Map(),
    remote: new Map(),
  };
  readonly links = new Map<string, StoredLink>();
  readonly claims = new Map<string, Claim>();
  /** What the trackers were asked. */
  readonly calls: NotedCall[] = [];
  /** What the storage was told. */
  readonly told: unknown[] = [];
  /** What the saves of links told. */
  readonly trail: AuditEntry[] = [];
  readonly pushed: (readonly [Job, string, unknown])[] = [];
  readonly opened: unknown[] = [];
  nowMs = NOW_MS;
  circuits: Circuits = {};
  queue: 'kept' | 'refused' = 'kept';
  deadLetterId: string | null = null;
  readonly slept: number[] = [];
  mapping: Mapping;
  /** Called before a call of a tracker is answered: it may throw, or answer in its place. */
  onCall: (side: Side, method: string, given: readonly unknown[]) => unknown = () => undefined;
  private made = 0;

  constructor(mapping: Partial<Mapping> = {}) {
    this.mapping = aMapping({ fields: TITLES, ...mapping });
  }

  /** An issue of Jira by its number (`7` is WEB-7), or of Redmine (`7` is #7). */
  issue(side: Side, number: number, more: Partial<Snapshot> = {}): Snapshot {
    const key = side === 'jira' ? `WEB-${number}` : `#${number}`;
    const snapshot = aSnapshot(side, {
      issueId: `${number}`,
      key,
      title: `title of ${key}`,
      fields: { summary: `title of ${key}` },
      ...more,
    });
    this.issues[side].set(snapshot.issueId, snapshot);
    return snapshot;
  }

  /** Links two issues as they are. */
  link(
    jiraId: string,
    remoteId: string,
    more: Partial<Link> = {},
    parts: Partial<StoredLink> = {},
  ) {
    const baseOf = (side: Side, issueId: string) => {
      const { key = '', fields = {} } = this.issues[side].get(issueId) ?? {};
      return aBase(side, { issueId, key, fields: fields as Record<string, string | null> });
    };
    const link = aLink(
      {},
      {
        id: linkIdOf('main', remoteId),
        sides: { jira: baseOf('jira', jiraId), remote: baseOf('remote', remoteId) },
        ...more,
      },
    );
    const none = { comments: [], attachments: [], relations: [], time: [] };
    this.links.set(link.id, { link, ...none, ...parts });
    return link;
  }

  /** Keeps a list in one page, or in as many as are given. */
  async keep<P extends BackfillPart>(part: P, ...pages: readonly (readonly BackfillItems[P][])[]) {
    for (const [page, items] of pages.entries()) {
      await this.pages.savePage('web', part, page, items);
    }
  }

  read<P extends BackfillPart>(part: P, page = 0): Promise<readonly BackfillItems[P][]> {
    return this.pages.loadPage('web', part, page);
  }

  /** The methods that were called and what with, but for how a tracker is asked about itself. */
  get asked(): readonly unknown[] {
    return this.calls.filter(([, method]) => method !== 'authorship');
  }

  step(): Step {
    return { ports: this.ports, mapping: this.mapping, trackers: this.trackers, memory: {} };
  }

  /** Trackers that can be spread, as the app's can. */
  get trackers(): Step['trackers'] {
    return { jira: this.trackerOf('jira'), remote: this.trackerOf('remote') };
  }

  private trackerOf(side: Side): Tracker {
    const issues = this.issues[side];
    const methods: Partial<Record<keyof Tracker, (...given: never[]) => unknown>> = {
      readIssue: (id: string) => {
        const snapshot = issues.get(id);
        return snapshot ? { kind: 'found', snapshot } : { kind: 'gone' };
      },
      readIssues: (ids: readonly string[]) =>
        new Map(ids.flatMap((id) => [issues.get(id) ?? []].flat().map((one) => [id, one]))),
      listIssues: () => ({ issues: [], cursor: null }),
      newestIssue: () => '99',
      createIssue: (issue: NewIssue) => ({ issueId: this.create(side, issue) }),
      createIssues: (some: readonly NewIssue[]) =>
        some.map((issue) => ({ kind: 'created', issueId: this.create(side, issue) })),
      findByMarker: (marker: string) =>
        [...issues.values()].find((one) => one.marker === marker)?.issueId ?? null,
      writeIssue: ({ issueId, fields }: { issueId: string; fields: Snapshot['fields'] }) => {
        const standing = issues.get(issueId);
        if (standing) {
          issues.set(issueId, { ...standing, fields: { ...standing.fields, ...fields } });
        }
        return { refused: [] };
      },
      deleteIssue: (id: string) => {
        issues.delete(id);
        return 'done';
      },
      deleteComment: () => undefined,
      deleteAttachment: () => 'done',
      removeTime: () => 'done',
      markTwin: () => undefined,
      markTwins: () => undefined,
      listChanged: () => ({ issues: [], cursor: '', more: false }),
    };
    const noting = Object.entries(methods).map(([name, method]) => [
      name,
      async (...given: never[]) => {
        this.calls.push([side, name, ...given]);
        const answer = this.onCall(side, name, given);
        return answer === undefined ? method(...given) : answer;
      },
    ]);
    const authorship = (id: string) => (id === 'us' ? 'ours' : 'not-ours');
    return { side, ...Object.fromEntries(noting), authorship } as unknown as Tracker;
  }

  private create(side: Side, { fields, marker }: NewIssue): string {
    this.made += 1;
    return this.issue(side, 500 + this.made, { fields, marker }).issueId;
  }

  get ports(): UpkeepPorts {
    return {
      clock: { nowMs: () => this.nowMs },
      log: { info: () => {}, warn: () => {} },
      newNonce: () => 'nonce',
      sleep: async (ms: number) => {
        this.slept.push(ms);
      },
      backfill: this.pages,
      queue: {
        push: async (jobs: readonly Job[], where: string, delay: unknown) => {
          if (this.queue === 'kept') {
            this.pushed.push(...jobs.map((job) => [job, where, delay] as const));
          }
          return this.queue;
        },
      },
      openTrackers: async (_mapping: Mapping, firstSync: unknown) => {
        this.opened.push(firstSync);
        return this.trackers;
      },
      store: this.store(),
    } as unknown as UpkeepPorts;
  }

  private findOf(side: Side, issueId: string): Link | undefined {
    const all = [...this.links.values()].map(({ link }) => link);
    return all.find(({ sides }) => sides[side].issueId === issueId);
  }

  private store() {
    const keyOf = ({ side, issueId }: Pick<Claim, 'side' | 'issueId'>) => `${side} ${issueId}`;
    return {
      loadRun: async (_mappingId: string, linkId: string | null) => ({
        mapping: this.mapping,
        stored: (linkId && this.links.get(linkId)) || null,
        circuits: this.circuits,
        deadLetterId: this.deadLetterId,
      }),
      loadCircuits: async () => this.circuits,
      saveCircuits: async (circuits: Circuits) => {
        this.circuits = circuits;
      },
      claimProbe: async () => false,
      findLink: async (id: string) => this.links.get(id) ?? null,
      findLinkId: async (_connectionId: string, jiraId: string) =>
        this.findOf('jira', jiraId)?.id ?? null,
      findLinksOfIssues: async (_connectionId: string, side: Side, ids: readonly string[]) =>
        new Map(
          ids.flatMap((id) => {
            const link = this.findOf(side, id);
            return link ? [[id, link] as const] : [];
          }),
        ),
      saveLink: async ({ link, completes, audit, ...parts }: LinkSave) => {
        const standing = this.links.get(link.id);
        if ((standing?.link.version ?? 0) !== link.version) return null;
        if (!standing && SIDES.some((side) => this.findOf(side, link.sides[side].issueId))) {
          return null;
        }
        if (completes) this.claims.delete(keyOf(completes));
        this.trail.push(...audit);
        const saved = { ...link, version: link.version + 1 };
        const none = { comments: [], attachments: [], relations: [], time: [] };
        this.links.set(link.id, { ...none, ...standing, ...parts, link: saved });
        return saved;
      },
      loadTexts: async () => ({}),
      unlink: async (link: Link, audit: unknown) => {
        if (this.links.get(link.id)?.link.version !== link.version) return false;
        this.told.push(['unlink', link.id, audit]);
        return this.links.delete(link.id);
      },
      wasUnlinked: async () => false,
      noteDeletion: async () => {},
      listDeletions: async () => [],
      closeDeadLetter: async (id: string, audit: unknown) => {
        this.told.push(['letter closed', id, audit]);
      },
      loadVerification: async () => ({ running: null, done: null }),
      saveVerification: async (_mappingId: string, { done }: Verification) => {
        this.told.push(['verified', done]);
      },
      listLinks: async () => ({
        links: [...this.links.values()].map(({ link }) => link),
        cursor: null,
      }),
      pauseMapping: async (_mappingId: string, reason: string) => {
        this.told.push(['paused', reason]);
      },
      saveDeadLetter: async (letter: unknown) => {
        this.told.push(['dead letter', letter]);
      },
      claim: async (claim: Claim) => {
        const standing = this.claims.get(keyOf(claim));
        if (standing) return { kind: 'standing', claim: standing };
        this.claims.set(keyOf(claim), claim);
        return { kind: 'ours', claim };
      },
      findClaim: async (_connectionId: string, side: Side, issueId: string) =>
        this.claims.get(keyOf({ side, issueId })) ?? null,
      retryClaim: async (claim: Claim, nowMs: number) => {
        const renewed = { ...claim, atMs: nowMs };
        this.claims.set(keyOf(claim), renewed);
        return renewed;
      },
      releaseClaim: async (claim: Claim) => {
        this.claims.delete(keyOf(claim));
      },
    };
  }
}

/** A first sync at its first page of rows, which is the only one. */
export function aRun(backfill: Partial<Backfill> = {}): Backfill {
  return aFirstSync({
    cursor: { kind: 'rows', level: 0, page: 0 },
    pages: { ...aFirstSync().pages, rows: 1, outcomes: 1, before: 1, undo: 1 },
    ...backfill,
  });
}

/** An issue's row: it gets a twin. */
export function aTwinRow(
  number: number,
  source: Snapshot,
  more: Partial<Pick<PlanRow, 'level' | 'details' | 'hasRelations'>> = {},
): PlanRow {
  const base = { number, level: 0, details: [], ...more };
  return source.side === 'jira'
    ? { ...base, kind: 'create-in-remote', jira: toRowIssue(source) }
    : { ...base, kind: 'create-in-jira', remote: toRowIssue(source) };
}

/** A pair's row. */
export function aPairRow(
  number: number,
  jira: Snapshot,
  remote: Snapshot,
  more: Partial<Pick<PlanRow, 'level' | 'details' | 'hasRelations'>> = {},
): Extract<PlanRow, { kind: 'pair' }> {
  const issues = { jira: toRowIssue(jira), remote: toRowIssue(remote) };
  return { number, level: 0, details: [], kind: 'pair', ...issues, ...more };
}

/** What a twin that a row made comes to. */
export function aDone(remoteId: string, made: { readonly side: Side; readonly id: string }) {
  const key = made.side === 'jira' ? `WEB-${made.id}` : `#${made.id}`;
  return {
    kind: 'done',
    linkId: linkIdOf('main', remoteId),
    atMs: NOW_MS,
    made: { ...made, key },
  } as const;
}
