/**
 * What a sync would do to one issue: the real plan of its pair, or of the twin that it would get.
 * Nothing is written, to either tracker or to the storage.
 */
import { findObstacle } from '../../core/find-obstacle';
import { linkIdOf } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import { bornPrivate } from '../../core/privacy';
import { countComments, describePlan } from '../../core/trial/describe-plan';
import { imagineTwin } from '../../core/trial/imagine-twin';
import { NO_COMMENTS, type TriedIssue } from '../../core/trial/tried-issue';
import { newTwinLink } from '../../core/twins/new-link';
import { newTwin } from '../../core/twins/new-twin';
import type { ValueNames } from '../../core/values/show-values';
import type { StoredLink, Trackers } from '../../ports';
import { knowValues } from '../link/know-values';
import { LinkSession } from '../link/link-session';
import { readSides } from '../link/read-sides';
import type { SyncPorts } from '../sync-ports';
import { findLostTwin, findRefusal } from '../twins/create-twin';

export interface TryRequest {
  /** As it is, or as it would be. */
  readonly mapping: Mapping;
  /** Only asked: see `quietTrackers`. */
  readonly trackers: Trackers;
  readonly names: ValueNames;
  readonly side: Side;
  readonly issueId: string;
}

/** @throws PermanentError, RetryLaterError as the trackers do */
export async function tryIssue(ports: SyncPorts, request: TryRequest): Promise<TriedIssue> {
  const { store } = ports;
  const { mapping, side, issueId } = request;
  const linkId =
    side === 'jira'
      ? await store.findLinkId(mapping.connectionId, issueId)
      : linkIdOf(mapping.connectionId, issueId);
  const stored = linkId === null ? null : await store.findLink(linkId);
  return stored ? tryPair(ports, request, stored) : tryTwin(ports, request);
}

async function tryPair(
  ports: SyncPorts,
  request: TryRequest,
  stored: StoredLink,
): Promise<TriedIssue> {
  const { mapping, trackers, names } = request;
  const { link } = stored;
  const keys = { jira: link.sides.jira.key, remote: link.sides.remote.key };
  const skipped = (reason: string): TriedIssue => ({
    kind: 'skip',
    keys,
    urls: {},
    title: '',
    reason,
    details: [],
    comments: NO_COMMENTS,
  });
  if (link.mappingId !== mapping.id) {
    return skipped(`The pair belongs to mapping "${link.mappingId}".`);
  }
  const read = await readSides(trackers, link, {});
  const obstacle = findObstacle(mapping, link, read, ports.clock.nowMs());
  if (obstacle) return skipped(obstacle.problem.message);
  if (read.kind !== 'both') throw new Error('a side that cannot be read is an obstacle');
  const { snapshots } = read;
  const { plan, twins } = await planQuietly(ports, request, stored, snapshots);
  const isPrivate = snapshots.jira.restricted || snapshots.remote.restricted;
  return {
    kind: 'pair',
    keys,
    urls: { jira: snapshots.jira.url, remote: snapshots.remote.url },
    title: isPrivate ? '' : snapshots.jira.title,
    reason: null,
    details: isPrivate ? [] : describePlan({ mapping, snapshots, plan, names, twins }),
    comments: countComments(plan),
  };
}

async function tryTwin(ports: SyncPorts, request: TryRequest): Promise<TriedIssue> {
  const { mapping, trackers, names, side, issueId } = request;
  const read = await trackers[side].readIssue(issueId, { sinceEntryId: 0, checksScope: true });
  if (read.kind !== 'found') {
    const reason = `${mapping.siteName[side]} does not show it to the app.`;
    return { ...nothing(side, null), reason };
  }
  const source = read.snapshot;
  const asked = { ...request, cause: '', asked: true };
  const refusal =
    (await findLostTwin(ports, asked, source)) ?? (await findRefusal(ports, asked, source));
  if (refusal) return { ...nothing(side, source), reason: toSentence(refusal) };
  const snapshots = { [side]: source };
  const known = await knowValues({ mapping, trackers, store: ports.store, snapshots });
  const twin = newTwin(known.mapping, source, known.twins);
  if (twin.kind === 'not-mapped') return { ...nothing(side, source), reason: twin.message };
  const { restricted } = source;
  const fields = restricted ? bornPrivate(known.mapping, source, twin.fields) : twin.fields;
  if (!fields) return { ...nothing(side, source), reason: 'The issue is private.' };
  const waits = await findRefusal(ports, { ...asked, asked: false }, source);
  const nowMs = ports.clock.nowMs();
  const imagined = imagineTwin(mapping, source, fields, nowMs);
  const sides =
    side === 'jira' ? { jira: source, remote: imagined } : { jira: imagined, remote: source };
  const stored = {
    link: newTwinLink(known.mapping, sides, side, nowMs).link,
    comments: [],
    attachments: [],
    relations: [],
    time: [],
  };
  const to = otherSide(side);
  const { plan, twins } = await planQuietly(ports, request, stored, sides);
  const reading = { mapping, snapshots: sides, plan, names, twins, born: { side: to, fields } };
  return {
    ...nothing(side, source),
    kind: to === 'jira' ? 'create-in-jira' : 'create-in-remote',
    reason: waits && toSentence(waits),
    details: restricted ? [] : describePlan(reading),
    comments: countComments(plan),
  };
}

/** Planned by the same session that a run plans with; it is left before anything is carried out. */
async function planQuietly(
  ports: SyncPorts,
  { mapping: given, trackers }: TryRequest,
  stored: StoredLink,
  snapshots: Readonly<Record<Side, Snapshot>>,
) {
  const { link } = stored;
  const { mapping, twins } = await knowValues({
    mapping: given,
    trackers,
    store: ports.store,
    snapshots,
    link,
  });
  const run = { mapping, trackers, stored, twins, cause: 'look' };
  return { plan: await new LinkSession(ports, run, snapshots).plan(), twins };
}

/** Of what nobody else sees, the key is told and no more. */
function nothing(side: Side, source: Snapshot | null): TriedIssue {
  return {
    kind: 'skip',
    keys: source ? { [side]: source.key } : {},
    urls: source ? { [side]: source.url } : {},
    title: source && !source.restricted ? source.title : '',
    reason: null,
    details: [],
    comments: NO_COMMENTS,
  };
}

function toSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
