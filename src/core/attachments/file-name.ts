/** Names of files, as far as two trackers may write the same one differently. */

/** What one tracker or another replaces in a name. */
const UNSAFE = /[/\\?%*:|"'<>\n\r]+/g;

/** The name as a tracker may keep it that refuses what a file system would not take. */
export function toSafeFileName(name: string): string {
  return name.normalize('NFC').replace(UNSAFE, '_');
}

/** Whether two trackers mean the same name. */
export function isSameFileName(one: string, other: string): boolean {
  return one === other || toSafeFileName(one) === toSafeFileName(other);
}
