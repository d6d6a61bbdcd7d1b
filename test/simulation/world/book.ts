/**
 * The simulation's own record of who did what: every issue, comment and word that people made, and
 * who may see it. Nothing of it comes from the app.
 */
import type { Side, Who } from '../script/steps';

/** An act's place in the order of all acts; time alone does not tell which of two came first. */
export type Moment = number;

export interface BookIssue {
  readonly side: Side;
  readonly id: string;
  /** The step that made it; of a twin, the step that made its original. */
  readonly birth: number;
  /** Made by the app. */
  readonly isTwin: boolean;
  /** The issue across that the app made it for, as its marker says. */
  readonly twinOf?: BookIssue;
  readonly bornAtMs: number;
  /** Words that people typed into it when they made it. */
  isDeleted: boolean;
  /** As an undone first sync or the rule for deleted issues says. */
  isDeletedByApp: boolean;
  /** Outside of the mapped project, and since when. */
  isOut: boolean;
  movedAt: Moment;
  access: 'open' | 'private' | 'hidden';
  accessChangedAt: Moment;
  accessChangedAtMs: number;
  /** Who saw it before that. */
  accessBefore: 'open' | 'private' | 'hidden';
  /** Since when, as far as the app could see: what is changed back before it looks is no change. */
  accessSince: Moment;
  accessSinceBefore: Moment;
  /** When the app read it, oldest first. */
  readonly reads: Moment[];
  /** Left out by the mapping's rules of scope, and since when. */
  isUncovered: boolean;
  coverageChangedAt: Moment;
  coverageChangedAtMs: number;
  /** When a person did anything to it. */
  touchedAt: Moment;
  /** Who did anything to it: trackers may have them watch it on their own. */
  readonly actors: Set<Who>;
}

export interface BookComment {
  readonly step: number;
  readonly issue: BookIssue;
  readonly id: string;
  /** The word that finds it. */
  word: string;
  isPrivate: boolean;
  privacyChangedAt: Moment;
  isDeleted: boolean;
  /** While a person had parted the pair: two issues that are linked have no base, and it stays. */
  isDeletedApart: boolean;
}

/** Where a word was typed. */
export type Source = BookIssue | BookComment;

/** What a person decided over a whole pair or one field of it, so that values may go. */
export interface Decision {
  readonly birth: number;
  readonly field: string | null;
  /** Absent: at the moment. */
  readonly sinceMs?: number;
  readonly atMs: number;
}

const WORD = /\bw\d+[a-z]\b/g;

export class Book {
  /** Grows with every act. */
  now: Moment = 0;
  /** Creations that the app has sent; what became of each is seen in the trackers. */
  creationsSent = 0;
  /** Acts of people that the trackers and the app took. */
  edits = 0;
  readonly comments = new Map<number, BookComment>();
  readonly decisions: Decision[] = [];
  /** Births of pairs that a person parted, and since when. */
  readonly parted = new Map<number, Moment>();
  /** Births of pairs whose issue a person asked a twin for. */
  readonly asked = new Set<number>();
  pausedAt: Moment | null = null;
  /** Journals of the key's owner as a person. */
  readonly ownKeyJournals = new Set<number>();
  /** Journals of what the app had sent long before, by runs that were killed meanwhile. */
  readonly lateJournals = new Set<number>();
  /** Ids of issues in projects that no mapping covers, by side. */
  readonly foreign: Record<Side, string[]> = { jira: [], redmine: [] };
  private readonly issues = new Map<string, BookIssue>();
  private readonly sources = new Map<string, readonly Source[]>();

  addIssue(
    issue: Pick<BookIssue, 'side' | 'id' | 'birth' | 'isTwin' | 'twinOf' | 'bornAtMs'>,
  ): BookIssue {
    const known: BookIssue = {
      ...issue,
      isDeleted: false,
      isDeletedByApp: false,
      isOut: false,
      movedAt: 0,
      access: 'open',
      accessChangedAt: 0,
      accessChangedAtMs: 0,
      accessBefore: 'open',
      accessSince: 0,
      accessSinceBefore: 0,
      reads: [],
      isUncovered: false,
      coverageChangedAt: 0,
      coverageChangedAtMs: 0,
      touchedAt: 0,
      actors: new Set(),
    };
    this.issues.set(`${issue.side} ${issue.id}`, known);
    return known;
  }

  find(side: Side, id: string): BookIssue | undefined {
    return this.issues.get(`${side} ${id}`);
  }

  noteAccess(issue: BookIssue, access: BookIssue['access'], atMs: number): void {
    // Of what is hidden from the app no read shows how private it is.
    const isUnseen = issue.access === 'hidden' || !isReadSince(issue, issue.accessChangedAt);
    const isBack = access === issue.accessBefore && isUnseen;
    const since = isBack ? issue.accessSinceBefore : this.now;
    issue.accessSinceBefore = issue.accessSince;
    issue.accessSince = since;
    issue.accessBefore = issue.access;
    issue.access = access;
    issue.accessChangedAt = this.now;
    issue.accessChangedAtMs = atMs;
  }

  get all(): readonly BookIssue[] {
    return [...this.issues.values()];
  }

  /** The issue that people made in that step. */
  original(birth: number): BookIssue | undefined {
    return this.all.find((issue) => issue.birth === birth && !issue.isTwin);
  }

  /** A birth's issue on a side: the original or its twin. */
  on(side: Side, birth: number): BookIssue | undefined {
    return this.all.findLast((issue) => issue.birth === birth && issue.side === side);
  }

  /** Keeps where the words of a text were typed first: in both issues where people kept two of one. */
  typed(text: string, source: Source): void {
    for (const word of wordsOf(text)) {
      const known = this.sources.get(word) ?? [];
      if (known.every((one) => isOtherOriginal(one, source))) {
        this.sources.set(word, [...known, source]);
      }
    }
  }

  whereTyped(word: string): readonly Source[] {
    return this.sources.get(word) ?? [];
  }
}

function isOtherOriginal(one: Source, other: Source): boolean {
  if (isComment(one) || isComment(other)) return false;
  return one.birth === other.birth && one.side !== other.side && !one.isTwin && !other.isTwin;
}

/** The words that come once in a world, in the order in which they stand. */
export function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

export function isComment(source: Source): source is BookComment {
  return 'word' in source;
}

/** Whether the app read it then or later. */
export function isReadSince({ reads }: BookIssue, since: Moment): boolean {
  return (reads.at(-1) ?? 0) >= since;
}
