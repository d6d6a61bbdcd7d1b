/** An issue as a tracker shows it, in the words of neither, so that two of them can be compared. */
export interface SeenIssue {
  /** `WEB-1`, `#12` */
  readonly key: string;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly priority: string;
  readonly assignee: string | null;
  readonly due: string | null;
  /** Only the words: how a tracker marks them is not compared here. */
  readonly words: string;
  readonly parentTitle: string | null;
  /** The words of each, oldest first, without the lines that name who wrote it. */
  readonly comments: readonly string[];
  readonly files: readonly string[];
  /** `blocks > Title`, `relates Title` */
  readonly relations: readonly string[];
}

/** The key under which `words` has the name on that side, or the name itself. */
export function toNeutral(
  words: Readonly<Record<string, readonly string[]>>,
  side: 'jira' | 'redmine',
  name: string,
): string {
  const at = side === 'jira' ? 0 : 1;
  return Object.entries(words).find(([, names]) => names[at] === name)?.[0] ?? name;
}

/** Letters and digits, one blank between words. */
export function toWords(text: string): string {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** A relation as both ends tell it; one without a direction has none. */
export function tellRelation(kind: string, isSource: boolean, otherTitle: string): string {
  if (kind === 'relates') return `relates ${otherTitle}`;
  return `${kind} ${isSource ? '>' : '<'} ${otherTitle}`;
}
