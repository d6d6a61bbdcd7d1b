/** Both reads at once: one round trip is the floor, two would be seen by people. */
import { findMissing } from '../../core/find-missing';
import type { Link } from '../../core/link';
import type { Side, SidesRead } from '../../core/model';
import { sidesInQuestion } from '../../core/scope';
import type { ReadIssue, ReadOptions, Trackers } from '../../ports';

/** Reads both issues of a link, with the history since its base. */
export async function readSides(
  trackers: Trackers,
  link: Link,
  options: Pick<ReadOptions, 'newestCommentsOnly'>,
): Promise<SidesRead> {
  const [jira, remote] = await Promise.all([
    read(trackers, link, 'jira', options),
    read(trackers, link, 'remote', options),
  ]);
  if (jira.kind === 'found' && remote.kind === 'found') {
    return { kind: 'both', snapshots: { jira: jira.snapshot, remote: remote.snapshot } };
  }
  const missing = findMissing(link, { jira, remote });
  if (!missing) throw new Error('of two issues one is missing');
  return missing;
}

function read(
  trackers: Trackers,
  link: Link,
  side: Side,
  options: Pick<ReadOptions, 'newestCommentsOnly'>,
): Promise<ReadIssue> {
  const { issueId, lastEntryId } = link.sides[side];
  return trackers[side].readIssue(issueId, {
    ...options,
    sinceEntryId: lastEntryId,
    ...(sidesInQuestion(link).includes(side) ? { checksScope: true } : {}),
  });
}
