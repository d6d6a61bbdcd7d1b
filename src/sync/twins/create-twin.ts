/**
 * Gives an issue its twin, once: a claim first, then the create with the claim's nonce inside, then
 * the link. Whoever finds the new issue before its link is saved completes the claim.
 */

import { withFiles } from '../../core/attachments/issue-files';
import type { AuditEntry } from '../../core/audit/audit';
import { fieldOf } from '../../core/fields/field-of';
import { REQUEST_TIMEOUT_MS } from '../../core/intents';
import { type Link, linkIdOf } from '../../core/link';
import {
  findPrivacyRow,
  flowsTo,
  isBornAfter,
  isLeftToBackfill,
  type Mapping,
} from '../../core/mapping';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import { bornPrivate } from '../../core/privacy';
import type { Claim } from '../../core/twins/claim';
import { pairOf } from '../../core/twins/marked-pair';
import { formatMarker, parseMarker } from '../../core/twins/marker';
import { newTwinLink } from '../../core/twins/new-link';
import { newTwin } from '../../core/twins/new-twin';
import { traitsOf } from '../../core/values/field-kinds';
import { type ReadOptions, RetryLaterError, type Trackers } from '../../ports';
import { findMedia } from '../link/find-media';
import { knowValues } from '../link/know-values';
import { LostRaceError } from '../link/lost-race';
import { syncLink } from '../link/sync-link';
import type { Outcome } from '../outcome';
import type { SyncPorts } from '../sync-ports';
import { saveNewLink } from './save-new-link';

export interface TwinRequest {
  readonly mapping: Mapping;
  readonly trackers: Trackers;
  readonly side: Side;
  readonly issueId: string;
  readonly cause: string;
  /** A person asked for it: the issue may be older than the mapping and may have been unlinked. */
  readonly asked: boolean;
}

/**
 * Creates the twin of an issue that has none, links the two and brings them in step.
 * @throws PermanentError, RetryLaterError as the trackers do
 */
export async function createTwin(ports: SyncPorts, request: TwinRequest): Promise<Outcome> {
  const { mapping, trackers, side, issueId } = request;
  // Whatever rang, the first sync reads the issue when it comes to it.
  if (!request.asked && isLeftToBackfill(mapping, side, issueId)) {
    return { kind: 'skipped', reason: 'the first sync will come to the issue' };
  }
  const read = await trackers[side].readIssue(issueId, { sinceEntryId: 0, checksScope: true });
  if (read.kind !== 'found') return { kind: 'skipped', reason: `issue ${issueId} is ${read.kind}` };
  const source = read.snapshot;

  const completed = await completeClaim(ports, request, source);
  if (completed) return completed;
  const lost = request.asked ? await findLostTwin(ports, request, source) : null;
  if (lost) return { kind: 'skipped', reason: lost };
  const refusal = await findRefusal(ports, request, source);
  if (refusal) return { kind: 'skipped', reason: refusal };
  await createParents(ports, request, source);
  const known = await knowValues({
    mapping: await withFilesOf(request, source),
    trackers,
    store: ports.store,
    snapshots: { [side]: source },
  });
  const twin = newTwin(known.mapping, source, known.twins);
  if (twin.kind === 'not-mapped') {
    // Nothing to put a problem on yet: the failure is kept as a dead letter for the admin.
    return { kind: 'failed', message: twin.message };
  }
  // The rest crosses once the twin is seen to be private.
  const fields = source.restricted ? bornPrivate(known.mapping, source, twin.fields) : twin.fields;
  if (!fields) return { kind: 'skipped', reason: 'the issue is private' };

  const claim = await holdClaim(ports, request);
  if (!claim.standing) await refuseSecond(ports, request, claim.claim);
  const target = trackers[otherSide(side)];
  const found = claim.standing
    ? await target.findByMarker(formatMarker(claim.claim), claim.claim.watermark)
    : null;
  if (claim.standing && !found) await retryClaim(ports, claim.claim);
  const created =
    found ??
    (
      await target.createIssue({
        fields,
        marker: formatMarker(claim.claim),
        twin: { issueId: source.issueId, key: source.key, url: source.url },
      })
    ).issueId;
  return linkAndSync(ports, request, source, await readNew(trackers, otherSide(side), created));
}

/** The mapping with the source's files, so that the twin's texts can name them from birth. */
export async function withFilesOf(
  { mapping, trackers, side }: Pick<TwinRequest, 'mapping' | 'trackers' | 'side'>,
  source: Snapshot,
): Promise<Mapping> {
  const snapshots = { [side]: source };
  const none = { comments: [], attachments: [], asked: new Map<string, string>() };
  const media = await findMedia(trackers.jira, { mapping, snapshots, ...none });
  return withFiles(mapping, snapshots, [], media);
}

/** A parent first, so that its children find its twin. What gets none stays told on the child. */
async function createParents(
  ports: SyncPorts,
  request: TwinRequest,
  source: Snapshot,
): Promise<void> {
  const { mapping, side } = request;
  const row = mapping.fields.find(({ kinds, direction }) => {
    return traitsOf(kinds[side]).shape === 'issue' && flowsTo(direction, otherSide(side));
  });
  const parentId = row && fieldOf(source, row);
  if (typeof parentId !== 'string') return;
  const { store } = ports;
  const isLinked =
    side === 'jira'
      ? await store.findLinkId(mapping.connectionId, parentId)
      : await store.findLink(linkIdOf(mapping.connectionId, parentId));
  // Trackers keep parents from going round in circles.
  if (!isLinked) await createTwin(ports, { ...request, issueId: parentId, asked: false });
}

/** The issue is itself a twin whose link was not saved yet: save it in its creator's place. */
async function completeClaim(
  ports: SyncPorts,
  request: TwinRequest,
  twin: Snapshot,
): Promise<Outcome | null> {
  const marker = parseMarker(twin.marker);
  if (!marker) return null;
  const { mapping, trackers, side } = request;
  const claim = await ports.store.findClaim(mapping.connectionId, otherSide(side), marker.issueId);
  if (!claim || claim.nonce !== marker.nonce) {
    // Its creator may have saved the link, which ends the claim, since this run looked for one.
    const linkId = await findStandingLink(ports, mapping, side, twin.issueId);
    if (linkId !== null) throw new LostRaceError(linkId);
    // No such claim is open: this issue is a copy of a twin and gets one of its own.
    return null;
  }
  const first = await trackers[side].findByMarker(formatMarker(claim), claim.watermark);
  // A person copied the twin before it was found, marker and all, and the copy rang first.
  if (first !== null && first !== twin.issueId) return null;
  // Much may have happened to it since its twin was sent.
  const source = await readNew(trackers, otherSide(side), marker.issueId, { checksScope: true });
  return linkAndSync(ports, { ...request, side: otherSide(side) }, source, twin);
}

/** The id of the link that an issue has by now. */
async function findStandingLink(
  { store }: SyncPorts,
  { connectionId }: Mapping,
  side: Side,
  issueId: string,
): Promise<string | null> {
  if (side === 'jira') return store.findLinkId(connectionId, issueId);
  return (await store.findLink(linkIdOf(connectionId, issueId)))?.link.id ?? null;
}

/**
 * After a reinstallation an issue may be a twin whose link is lost. Where the issue that its marker
 * names stands there without a link, the two are a pair, and no second twin is made.
 */
export async function findLostTwin(
  ports: SyncPorts,
  request: TwinRequest,
  twin: Snapshot,
): Promise<string | null> {
  const { mapping, trackers, side } = request;
  const pair = pairOf(side, twin);
  if (!pair) return null;
  const { store } = ports;
  if (await store.findLinkId(mapping.connectionId, pair.jira)) return null;
  if (await store.findLink(linkIdOf(mapping.connectionId, pair.remote))) return null;
  if (await store.wasUnlinked(mapping.connectionId, side, twin.issueId)) return null;
  const other = otherSide(side);
  const read = await trackers[other].readIssue(pair[other], { sinceEntryId: 0 });
  if (read.kind !== 'found' || read.snapshot.projectId !== mapping[other].projectId) return null;
  return `${twin.key} was once created as the twin of ${read.snapshot.key} and their link is lost; rebuild the links of mapping "${mapping.id}"`;
}

/** Why the issue gets no twin now; `null`: it does. */
export async function findRefusal(
  ports: SyncPorts,
  request: TwinRequest,
  source: Snapshot,
): Promise<string | null> {
  const { mapping, side, asked } = request;
  if (source.projectId !== mapping[side].projectId) return 'the issue is in no mapped project';
  if (source.outOfScope) return `the issue is not in the scope of mapping "${mapping.id}"`;
  if (source.restricted && !findPrivacyRow(mapping)) return 'the issue is private';
  if (asked) return null;
  if (!mapping.create[otherSide(side)]) return 'the mapping creates no twins there';
  if (!isBornAfter(source, mapping.enabledAt[side])) return 'the issue is older than the mapping';
  return (await ports.store.wasUnlinked(mapping.connectionId, side, source.issueId))
    ? 'the issue was unlinked'
    : null;
}

async function holdClaim(
  ports: SyncPorts,
  request: TwinRequest,
): Promise<{ readonly claim: Claim; readonly standing: boolean }> {
  const { mapping, trackers, side, issueId } = request;
  const held = await ports.store.claim({
    connectionId: mapping.connectionId,
    mappingId: mapping.id,
    side,
    issueId,
    nonce: ports.newNonce(),
    atMs: ports.clock.nowMs(),
    watermark: await trackers[otherSide(side)].newestIssue(),
  });
  return { claim: held.claim, standing: held.kind === 'standing' };
}

/**
 * Since this run looked for a link, another may have completed an older claim, which ended with it:
 * a fresh claim proves nothing then.
 */
async function refuseSecond(ports: SyncPorts, request: TwinRequest, claim: Claim): Promise<void> {
  const { mapping, side, issueId } = request;
  const linkId =
    side === 'jira'
      ? await ports.store.findLinkId(mapping.connectionId, issueId)
      : (await ports.store.findLink(linkIdOf(mapping.connectionId, issueId)))?.link.id;
  if (!linkId) return;
  await ports.store.releaseClaim(claim);
  throw new LostRaceError(linkId);
}

/** A create that we gave up on may still be carried out: it is waited for before the next one. */
async function retryClaim(ports: SyncPorts, claim: Claim): Promise<void> {
  const nowMs = ports.clock.nowMs();
  const waitMs = claim.atMs + REQUEST_TIMEOUT_MS - nowMs;
  // The job of the issue and that of its child may both come to this.
  if (waitMs <= 0 && (await ports.store.retryClaim(claim, nowMs))) return;
  throw new RetryLaterError(
    `the twin of ${claim.side} issue ${claim.issueId} may still be on its way`,
    Math.ceil((waitMs > 0 ? waitMs : REQUEST_TIMEOUT_MS) / 1000),
    'not-done',
  );
}

async function readNew(
  trackers: Trackers,
  side: Side,
  issueId: string,
  options: Pick<ReadOptions, 'checksScope'> = {},
): Promise<Snapshot> {
  const read = await trackers[side].readIssue(issueId, { ...options, sinceEntryId: 0 });
  if (read.kind === 'found') return read.snapshot;
  throw new RetryLaterError(`[${side}] new issue ${issueId} is ${read.kind}`, null, 'not-done');
}

/**
 * Links an issue with the twin that was made of it, and carries what a create call does not.
 * @throws LostRaceError where somebody else has linked them
 */
export async function linkAndSync(
  ports: SyncPorts,
  request: Pick<TwinRequest, 'mapping' | 'trackers' | 'side' | 'cause'>,
  source: Snapshot,
  twin: Snapshot,
): Promise<Outcome> {
  const { mapping, trackers, side, cause } = request;
  const nowMs = ports.clock.nowMs();
  const snapshots =
    side === 'jira' ? { jira: source, remote: twin } : { jira: twin, remote: source };
  const { link: fresh, texts } = newTwinLink(mapping, snapshots, side, nowMs);
  const target = otherSide(side);
  const link: Link = {
    ...fresh,
    sides: { ...fresh.sides, [target]: { ...fresh.sides[target], writtenAtMs: nowMs } },
  };
  const audit: AuditEntry = {
    atMs: nowMs,
    kind: 'created',
    linkId: linkIdOf(mapping.connectionId, snapshots.remote.issueId),
    mappingId: mapping.id,
    side: target,
    field: null,
    from: source.key,
    to: twin.key,
    cause,
  };
  // Saved before anything more is done, so that from here on it is one link like any other.
  const save = {
    link,
    texts,
    audit: [audit],
    completes: { side, issueId: source.issueId },
  };
  const saved = await saveNewLink(ports, trackers, save, cause);
  if (!saved) throw new LostRaceError(link.id);
  const outcome = await syncLink(ports, {
    mapping,
    trackers,
    stored: { link: saved, comments: [], attachments: [], relations: [], time: [] },
    cause,
    snapshots,
  });
  return outcome.kind === 'unchanged' ? { kind: 'synced' } : outcome;
}
