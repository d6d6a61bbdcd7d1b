/**
 * How a comment of ours that is no copy says so: its first line links to the twin with this fragment.
 * It then stands in `Comment.copyOf`, so that the comment never crosses. No tracker has comment ids
 * of letters.
 */
import type { Mapping } from '../mapping';
import { otherSide, type Side } from '../model';

const FRAGMENT = 'redmine-sync-notice';

export const NOTICE_MARK = 'notice';

/** Where a notice on `side` links to. @param twinKey what people call the issue across */
export function noticeUrl(mapping: Mapping, side: Side, twinKey: string): string {
  const across = otherSide(side);
  const path = across === 'jira' ? `browse/${twinKey}` : `issues/${twinKey.replace(/^#/, '')}`;
  return `${mapping.siteUrl[across]}/${path}#${FRAGMENT}`;
}

/** Whether an address, without its site, is what a notice links to. */
export function isNoticePath(path: string): boolean {
  return path.includes(`#${FRAGMENT}`);
}
