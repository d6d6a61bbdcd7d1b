/**
 * How a comment of ours that is no copy says so: its first line links to the twin with this fragment.
 * It then stands in `Comment.copyOf`, so that the comment never crosses. No tracker has comment ids
 * of letters.
 */
import type { Mapping } from '../mapping';
import { otherSide, type Side } from '../model';

const FRAGMENT = 'redmine-sync-notice';

/** Notices of former versions have no mark. */
const ADDRESS = new RegExp(`#${FRAGMENT}(?:\\.([\\w.-]*))?`);

/**
 * Where a notice on `side` links to.
 * @param twinKey what people call the issue across
 * @param mark what it tells, in letters, digits, dots and dashes
 */
export function noticeUrl(mapping: Mapping, side: Side, twinKey: string, mark: string): string {
  const across = otherSide(side);
  const path = across === 'jira' ? `browse/${twinKey}` : `issues/${twinKey.replace(/^#/, '')}`;
  return `${mapping.siteUrl[across]}/${path}#${FRAGMENT}.${mark}`;
}

/** What `Comment.copyOf` is for the notice with this mark. */
export function noticeIdOf(mark: string): string {
  return `notice.${mark}`;
}

/** The same from an address without its site; `null`: it is not what a notice links to. */
export function findNoticeId(path: string): string | null {
  const found = ADDRESS.exec(path);
  return found && noticeIdOf(found[1] ?? '');
}
