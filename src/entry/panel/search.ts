/** Issues across that a person could link with: of the mapped project, within its scope. */
import { searchRemote } from '../../app/panel';
import { syncPorts } from '../../app/sync';
import type { FoundIssueView } from '../../shared/api';
import { findIssueNumber } from '../find-issue-number';
import { getLocated } from './actions';
import type { PanelPlace } from './view';

/** By number or address where it is one, else by words of the title. */
export async function findIssues(
  place: PanelPlace,
  { wanted }: { readonly wanted: string },
): Promise<{ readonly issues: readonly FoundIssueView[] }> {
  const { mapping } = await getLocated(place);
  const number = findIssueNumber(wanted, mapping.siteUrl.remote);
  const found = await searchRemote(mapping, number === null ? { words: wanted } : { number });
  const links = await syncPorts.store.findLinksOfIssues(
    mapping.connectionId,
    'remote',
    found.map(({ issueId }) => issueId),
  );
  return {
    issues: found.map(({ issueId, ...issue }) => ({ ...issue, isLinked: links.has(issueId) })),
  };
}
