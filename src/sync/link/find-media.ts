/** Asks Jira for the media ids that texts which are about to cross need, and for no others. */
import {
  findFilesToAskFor,
  type MediaIds,
  type MediaQuestion,
} from '../../core/attachments/issue-files';
import type { Tracker } from '../../ports';

/** More would hold a person's edit up; the rest stays readable by name. */
const MAX_ASKED = 20;

/**
 * @returns all media ids asked for so far; a file without one has an empty one
 * @throws PermanentError, RetryLaterError as the tracker does
 */
export async function findMedia(jira: Tracker, question: MediaQuestion): Promise<MediaIds> {
  const wanted = findFilesToAskFor(question).slice(0, MAX_ASKED);
  if (wanted.length === 0) return question.asked;
  const found = await jira.findMediaIds(wanted);
  return new Map([...question.asked, ...wanted.map((id) => [id, found.get(id) ?? ''] as const)]);
}
