/** What the panel shows of one issue: the link from storage, its twin live. */
import { isCallerInRole } from '../../app/panel';
import { syncPorts } from '../../app/sync';
import { type Circuits, circuitStateOf, trackerIdOf } from '../../core/failing/circuit';
import { isBlocked } from '../../core/find-obstacle';
import { type Link, stateOfLink } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Snapshot } from '../../core/model';
import { verifiedAtMs } from '../../core/verification';
import type { StoredLink } from '../../ports';
import type { PanelView, TwinView } from '../../shared/api';
import { isPending } from '../../sync/link/is-pending';

/** The issue that the panel is on, and who looks. */
export interface PanelPlace {
  readonly issueId: string;
  readonly projectId: string;
  readonly accountId: string;
  readonly canEdit: boolean;
  readonly isJiraAdmin: boolean;
  readonly isProjectAdmin: boolean;
}

export interface Located {
  readonly mapping: Mapping;
  readonly stored: StoredLink | null;
  readonly circuits: Circuits;
  /** Further mappings of the project; which of them covers the issue is not known yet. */
  readonly others: readonly Mapping[];
}

/** The mapping and link of an issue: of several mappings, the one that its link belongs to. */
export async function locate(place: PanelPlace): Promise<Located | null> {
  const routes = await syncPorts.store.findRoutes(place.projectId);
  const mappings: Mapping[] = [];
  let linked: Located | null = null;
  let known: Circuits = {};
  for (const route of routes) {
    const linkId = await syncPorts.store.findLinkId(route.connectionId, place.issueId);
    const { mapping, stored, circuits } = await syncPorts.store.loadRun(route.mappingId, linkId);
    if (!mapping) continue;
    mappings.push(mapping);
    known = circuits;
    const isOwn = stored?.link.mappingId === mapping.id;
    if (stored && (isOwn || !linked)) linked = { mapping, stored, circuits, others: [] };
    if (isOwn) break;
  }
  const [first, ...others] = mappings;
  return linked ?? (first ? { mapping: first, stored: null, circuits: known, others } : null);
}

/** The panel's view. @throws PermanentError, RetryLaterError where a side cannot be read */
export async function viewPanel(place: PanelPlace): Promise<PanelView> {
  const located = await locate(place);
  if (!located) return withoutLink('not-mapped', place);
  const { mapping, stored } = located;
  if (!stored) return viewUnlinked(place, mapping);
  const { link } = stored;
  const [read, verification, canDecide] = await Promise.all([
    readPair(located.circuits, mapping, stored),
    syncPorts.store.loadVerification(mapping.id),
    link.conflicts.length > 0 && mayDecide(place, mapping),
  ]);
  return {
    state: nameState(mapping, link, read),
    paused: namePause(mapping, link),
    twin: viewTwin(mapping, link, read),
    lastSentAtMs: link.sides.remote.writtenAtMs,
    lastReceivedAtMs: link.sides.jira.writtenAtMs,
    verifiedAtMs: verifiedAtMs(link, verification),
    conflicts: link.conflicts.map(({ field, decision }) => ({
      field,
      isDecided: decision !== undefined,
    })),
    canDecide,
    decidedBy: nameDeciders(mapping),
    notes: link.problems.map((problem) => problem.message),
    canEdit: place.canEdit,
  };
}

/** Whether a person let the pair rest; one that cannot run has a problem instead. */
export function isResting(link: Link): boolean {
  return link.paused && !isBlocked(link);
}

/** What a look at both issues showed. */
type PairRead =
  /** Nobody calls the trackers now. */
  | { readonly kind: 'unasked' }
  | {
      readonly kind: 'asked';
      /** `null`: it is not there for us. */
      readonly twin: Snapshot | null;
      /** A change is on its way. */
      readonly isPending: boolean;
    };

async function readPair(
  circuits: Circuits,
  mapping: Mapping,
  stored: StoredLink,
): Promise<PairRead> {
  const nowMs = syncPorts.clock.nowMs();
  const isClosed = SIDES.every(
    (side) => circuitStateOf(circuits[trackerIdOf(mapping, side)], nowMs) !== 'open',
  );
  if (!isClosed) return { kind: 'unasked' };
  const trackers = await syncPorts.openTrackers(mapping);
  const [jira, remote] = await Promise.all(
    SIDES.map((side) => {
      const { issueId, lastEntryId } = stored.link.sides[side];
      return trackers[side].readIssue(issueId, { sinceEntryId: lastEntryId });
    }),
  );
  if (jira?.kind !== 'found' || remote?.kind !== 'found') {
    return {
      kind: 'asked',
      twin: remote?.kind === 'found' ? remote.snapshot : null,
      isPending: false,
    };
  }
  const snapshots = { jira: jira.snapshot, remote: remote.snapshot };
  return {
    kind: 'asked',
    twin: remote.snapshot,
    isPending: await isPending(syncPorts, mapping, trackers, stored, snapshots),
  };
}

function nameState(mapping: Mapping, link: Link, read: PairRead): PanelView['state'] {
  if (mapping.paused || isResting(link)) return 'paused';
  const state = stateOfLink(link);
  if (state === 'conflict' && link.conflicts.some(({ decision }) => !decision)) return 'conflict';
  if (state === 'problem') return 'problem';
  if (read.kind === 'unasked') return 'waiting';
  return read.isPending ? 'syncing' : 'in-sync';
}

function namePause(mapping: Mapping, link: Link): PanelView['paused'] {
  if (mapping.paused) return 'mapping';
  return link.paused ? 'pair' : null;
}

function nameDeciders({ decidedBy }: Mapping): PanelView['decidedBy'] {
  return typeof decidedBy === 'object'
    ? { role: decidedBy.role.name }
    : (decidedBy ?? 'jira-admins');
}

/** Jira's administrators, and whom the mapping opens it to. */
export async function mayDecide(place: PanelPlace, { decidedBy, jira }: Mapping): Promise<boolean> {
  if (place.isJiraAdmin) return true;
  if (typeof decidedBy !== 'object') return decidedBy === 'project-admins' && place.isProjectAdmin;
  return isCallerInRole({ projectId: jira.projectId, roleId: decidedBy.role.id });
}

/** Without a link: a twin may be on its way all the same. */
async function viewUnlinked(place: PanelPlace, mapping: Mapping): Promise<PanelView> {
  const claim = await syncPorts.store.findClaim(mapping.connectionId, 'jira', place.issueId);
  const view = withoutLink(claim ? 'syncing' : 'not-linked', place);
  return { ...view, paused: mapping.paused ? 'mapping' : null };
}

function withoutLink(state: 'not-mapped' | 'not-linked' | 'syncing', place: PanelPlace): PanelView {
  return {
    state,
    paused: null,
    twin: null,
    lastSentAtMs: null,
    lastReceivedAtMs: null,
    verifiedAtMs: null,
    conflicts: [],
    canDecide: false,
    decidedBy: 'jira-admins',
    notes: [],
    canEdit: place.canEdit,
  };
}

/** Of a private issue nothing is told but that it is there. */
function viewTwin(mapping: Mapping, link: Link, read: PairRead): TwinView {
  const { key, issueId } = link.sides.remote;
  const hidden = { title: '', status: '', assignee: null, updatedAtMs: null };
  const snapshot = read.kind === 'asked' ? read.twin : null;
  if (!snapshot) {
    const url = `${mapping.siteUrl.remote}/issues/${issueId}`;
    return { key, url, shown: 'unreadable', ...hidden };
  }
  const { url } = snapshot;
  if (snapshot.restricted) return { key, url, shown: 'private', ...hidden };
  return {
    key: snapshot.key,
    url,
    shown: 'whole',
    title: snapshot.title,
    status: snapshot.statusName,
    assignee: snapshot.assigneeName,
    updatedAtMs: snapshot.updatedAtMs,
  };
}
