/** What the panel shows of one issue: the link from storage, its twin live. */
import { isCallerInRole, syncPorts } from '../app';
import { type Link, stateOfLink } from '../core/link';
import type { Mapping } from '../core/mapping';
import type { Snapshot } from '../core/model';
import { verifiedAtMs } from '../core/verification';
import type { StoredLink } from '../ports';
import type { PanelView } from '../shared/api';
import { viewConflicts } from './conflict-view';
import { nameField } from './name-field';

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
  /** Further mappings of the project; which of them covers the issue is not known yet. */
  readonly others: readonly Mapping[];
}

/** The mapping and link of an issue: of several mappings, the one that its link belongs to. */
export async function locate(place: PanelPlace): Promise<Located | null> {
  const routes = await syncPorts.store.findRoutes(place.projectId);
  const mappings: Mapping[] = [];
  let linked: Located | null = null;
  for (const route of routes) {
    const linkId = await syncPorts.store.findLinkId(route.connectionId, place.issueId);
    const { mapping, stored } = await syncPorts.store.loadRun(route.mappingId, linkId);
    if (!mapping) continue;
    mappings.push(mapping);
    const isOwn = stored?.link.mappingId === mapping.id;
    if (stored && (isOwn || !linked)) linked = { mapping, stored, others: [] };
    if (isOwn) break;
  }
  const [first, ...others] = mappings;
  return linked ?? (first ? { mapping: first, stored: null, others } : null);
}

/** The panel's view. @throws PermanentError, RetryLaterError where the twin cannot be read */
export async function viewPanel(place: PanelPlace): Promise<PanelView> {
  const located = await locate(place);
  if (!located) return withoutLink('not-mapped', place);
  const { mapping, stored } = located;
  if (!stored) return withoutLink('not-linked', place);
  const { link } = stored;
  const trackers = await syncPorts.openTrackers(mapping);
  const [read, verification, canDecide] = await Promise.all([
    trackers.remote.readIssue(link.sides.remote.issueId, {
      sinceEntryId: link.sides.remote.lastEntryId,
    }),
    syncPorts.store.loadVerification(mapping.id),
    link.conflicts.length > 0 && mayDecide(place, mapping),
  ]);
  return {
    state: mapping.paused ? 'paused' : IN_A_WORD[stateOfLink(link)],
    twin: read.kind === 'found' ? viewTwin(read.snapshot) : null,
    lastSentAtMs: link.sides.remote.writtenAtMs,
    lastReceivedAtMs: link.sides.jira.writtenAtMs,
    verifiedAtMs: verifiedAtMs(link, verification),
    conflicts: viewConflicts(link),
    canDecide,
    notes: notesOf(mapping, link, read.kind, canDecide),
    canEdit: place.canEdit,
  };
}

/** Jira's administrators, and whom the mapping opens it to. */
export async function mayDecide(place: PanelPlace, { decidedBy, jira }: Mapping): Promise<boolean> {
  if (place.isJiraAdmin) return true;
  if (typeof decidedBy !== 'object') return decidedBy === 'project-admins' && place.isProjectAdmin;
  return isCallerInRole({ projectId: jira.projectId, roleId: decidedBy.role.id });
}

const IN_A_WORD = {
  ok: 'in-sync',
  conflict: 'conflict',
  problem: 'problem',
  paused: 'paused',
} as const;

function withoutLink(state: 'not-mapped' | 'not-linked', place: PanelPlace): PanelView {
  return {
    state,
    twin: null,
    lastSentAtMs: null,
    lastReceivedAtMs: null,
    verifiedAtMs: null,
    conflicts: [],
    canDecide: false,
    notes: [],
    canEdit: place.canEdit,
  };
}

/** Of a private issue nothing is told but that it is there. */
function viewTwin(snapshot: Snapshot): PanelView['twin'] {
  const { key, url } = snapshot;
  if (snapshot.restricted) return { key, url, title: '(private)', status: '', assignee: null };
  return {
    key,
    url,
    title: snapshot.title,
    status: snapshot.statusName,
    assignee: snapshot.assigneeName,
  };
}

function tellConflict({ decidedBy }: Mapping, field: string): string {
  const who =
    decidedBy === 'project-admins'
      ? 'an administrator of the project'
      : decidedBy
        ? `somebody with the role "${decidedBy.role.name}"`
        : 'a Jira administrator';
  return `${nameField(field)} was changed on both sides; ${who} decides which value stays.`;
}

function notesOf(
  mapping: Mapping,
  link: Link,
  read: 'found' | 'gone' | 'hidden',
  canDecide: boolean,
): string[] {
  const missing =
    read === 'found'
      ? []
      : [`${link.sides.remote.key} cannot be read in ${mapping.siteName.remote}.`];
  return [
    ...missing,
    ...(canDecide ? [] : link.conflicts.map((conflict) => tellConflict(mapping, conflict.field))),
    ...link.problems.map((problem) => problem.message),
  ];
}
