/** What people do in the panel; each answers with the panel as it is afterwards. */
import { syncPorts } from '../../app/sync';
import type { Link } from '../../core/link';
import type { Seed } from '../../core/twins/new-link';
import type { StoredLink } from '../../ports';
import type { ConflictDetail, PanelView } from '../../shared/api';
import { decideConflict as decide } from '../../sync/link/decide-conflict';
import { pausePair as pausePairOf } from '../../sync/link/pause-pair';
import { jobForLink, newJob } from '../../sync/new-job';
import { runSyncJob } from '../../sync/run-job';
import { linkIssues, unlinkIssues } from '../../sync/twins/link-issues';
import { CallRefused } from '../answer-call';
import { viewConflict } from '../conflict-view';
import { findIssueNumber } from '../find-issue-number';
import { type KeepRequest, readKept } from '../keep-request';
import { isResting, type Located, locate, mayDecide, type PanelPlace, viewPanel } from './view';

/** Syncs the pair at once; an issue without a twin gets one. */
export async function syncNow(place: PanelPlace): Promise<PanelView> {
  const { mapping, stored } = await getLocated(place);
  if (stored && isResting(stored.link)) throw new CallRefused('This pair is paused.');
  const job = newJob({
    mappingId: mapping.id,
    side: 'jira',
    issueId: place.issueId,
    linkId: stored?.link.id ?? null,
    cause: place.accountId,
  });
  const outcome = await runSyncJob(syncPorts, job);
  if (outcome.kind === 'failed' || outcome.kind === 'retry') throw new CallRefused(outcome.message);
  if (outcome.kind === 'skipped') throw new CallRefused(`Nothing was synced: ${outcome.reason}.`);
  return viewPanel(place);
}

/** Lets the pair rest: nothing crosses until somebody resumes it. */
export async function pausePair(place: PanelPlace): Promise<PanelView> {
  await setPaused(place, true);
  return viewPanel(place);
}

/** Lets the pair go on, and catches up at once. */
export async function resumePair(place: PanelPlace): Promise<PanelView> {
  const stored = await setPaused(place, false);
  const outcome = await runSyncJob(syncPorts, jobForLink(stored.link, place.accountId, 'jira'));
  if (outcome.kind === 'failed' || outcome.kind === 'retry') throw new CallRefused(outcome.message);
  return viewPanel(place);
}

async function setPaused(place: PanelPlace, paused: boolean): Promise<StoredLink> {
  const { stored } = await getLocated(place);
  if (!stored) throw new CallRefused('This issue is not linked.');
  const isDone =
    stored.link.paused === paused ||
    (await pausePairOf(syncPorts, stored, paused, place.accountId));
  if (!isDone) throw new CallRefused('The issue was just synced; try again.');
  return stored;
}

/** Pairs the issue with one that exists. */
export async function linkIssue(
  place: PanelPlace,
  request: { readonly redmineIssue: string; readonly seed: Seed },
): Promise<PanelView> {
  const { mapping, stored } = await getLocated(place);
  if (stored)
    throw new CallRefused(`This issue is linked with ${stored.link.sides.remote.key} already.`);
  const remoteIssueId = findIssueNumber(request.redmineIssue, mapping.siteUrl.remote);
  if (!remoteIssueId) {
    throw new CallRefused(
      `"${request.redmineIssue}" is neither an issue number nor an issue's address in ${mapping.siteUrl.remote}.`,
    );
  }
  const outcome = await linkIssues(syncPorts, {
    mapping,
    trackers: await syncPorts.openTrackers(mapping),
    jiraIssueId: place.issueId,
    remoteIssueId,
    seed: request.seed,
    cause: place.accountId,
  });
  if (outcome.kind === 'failed' || outcome.kind === 'retry') throw new CallRefused(outcome.message);
  if (outcome.kind === 'skipped') throw new CallRefused(outcome.reason);
  return viewPanel(place);
}

/** Parts the pair; both issues stay. */
export async function unlinkIssue(place: PanelPlace): Promise<PanelView> {
  const { mapping, stored } = await getLocated(place);
  if (!stored) throw new CallRefused('This issue is not linked.');
  const done = await unlinkIssues(syncPorts, mapping, stored, place.accountId);
  if (!done) throw new CallRefused('The issue was just synced; try again.');
  return viewPanel(place);
}

/** One conflict whole, for somebody who may decide it. */
export async function showConflict(
  place: PanelPlace,
  { field }: { readonly field: string },
): Promise<ConflictDetail> {
  return viewConflict((await getDecidable(place)).id, field);
}

/** Decides a conflict of this issue and carries it out. */
export async function decideConflict(
  place: PanelPlace,
  request: KeepRequest & { readonly field: string },
): Promise<PanelView> {
  const { id } = await getDecidable(place);
  const reason = await decide(syncPorts, {
    linkId: id,
    field: request.field,
    keep: readKept(request),
    accountId: place.accountId,
  });
  if (reason) throw new CallRefused(reason);
  return viewPanel(place);
}

/** @throws CallRefused where the caller may not decide its conflicts */
async function getDecidable(place: PanelPlace): Promise<Link> {
  const { mapping, stored } = await getLocated(place);
  if (!stored) throw new CallRefused('This issue is not linked.');
  if (!(await mayDecide(place, mapping))) {
    throw new CallRefused('You may not decide conflicts of this project.');
  }
  return stored.link;
}

/** @throws CallRefused where the project is in no mapping */
export async function getLocated(place: PanelPlace): Promise<Located> {
  const located = await locate(place);
  if (!located) throw new CallRefused('This project is in no mapping.');
  return located.stored || located.others.length === 0 ? located : whereCovered(place, located);
}

/** Of several mappings of the project, the one whose scope the issue is in. */
async function whereCovered(place: PanelPlace, located: Located): Promise<Located> {
  for (const mapping of [located.mapping, ...located.others]) {
    const { jira } = await syncPorts.openTrackers(mapping);
    const read = await jira.readIssue(place.issueId, { sinceEntryId: 0, checksScope: true });
    if (read.kind === 'found' && !read.snapshot.outOfScope) return { ...located, mapping };
  }
  throw new CallRefused('This issue is in the scope of no mapping.');
}
