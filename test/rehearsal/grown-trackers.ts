/**
 * What two teams have after years of work, made from a seed: issues as both trackers know them, in
 * the words of neither.
 */
import { createSeededRandom } from '../../dev/bench/seeded-random';

/** How two grown trackers differ in their words, and in nothing else that is compared. */
export const TYPES = { bug: ['Bug', 'Bug'], work: ['Task', 'Feature'], epic: ['Epic', 'Support'] };
export const STATUSES = {
  open: ['To Do', 'New'],
  working: ['In Progress', 'In Progress'],
  review: ['In Review', 'Feedback'],
  closed: ['Done', 'Closed'],
};
export const PRIORITIES = {
  low: ['Low', 'Low'],
  normal: ['Medium', 'Normal'],
  high: ['High', 'High'],
  urgent: ['Highest', 'Urgent'],
};
export const PEOPLE = {
  ada: ['ada@example.com', 'Ada Lovelace'],
  grace: ['grace@example.com', 'Grace Hopper'],
  linus: ['linus@example.com', 'Linus Torvalds'],
};
export const RELATIONS = { relates: ['Relates', 'relates'], blocks: ['Blocks', 'blocks'] };

export type Type = keyof typeof TYPES;
export type Status = keyof typeof STATUSES;
export type Priority = keyof typeof PRIORITIES;
export type Person = keyof typeof PEOPLE;
export type Relation = keyof typeof RELATIONS;

export interface GrownFile {
  readonly name: string;
  readonly bytes: number;
}

export interface GrownIssue {
  /** No other issue of its tracker has it. */
  readonly title: string;
  readonly type: Type;
  readonly status: Status;
  readonly priority: Priority;
  readonly assignee: Person | null;
  /** `2026-03-01` */
  readonly due: string | null;
  readonly paragraphs: readonly string[];
  /** Its parent's place in the tracker's list: always before its own. */
  readonly parent: number | null;
  readonly comments: readonly { readonly by: Person; readonly text: string }[];
  readonly files: readonly GrownFile[];
  /** To issues earlier in the list. */
  readonly relations: readonly { readonly kind: Relation; readonly to: number }[];
}

export interface GrownTrackers {
  readonly redmine: readonly GrownIssue[];
  /** The first `pairs` are also the first of Redmine's. */
  readonly jira: readonly GrownIssue[];
  readonly pairs: number;
}

const WORDS =
  'basket voucher checkout invoice address search filter picture price stock order parcel mail login page price list button total tax label'.split(
    ' ',
  );
const DOINGS =
  'is counted twice|is lost after a reload|should be shown on the first page|fails for guests|takes too long|needs a new look|is not translated'.split(
    '|',
  );

/** @param pairs issues that both trackers hold already */
export function growTrackers(
  sizes: { readonly redmine: number; readonly jira: number; readonly pairs: number },
  seed = 1,
): GrownTrackers {
  const random = createSeededRandom(seed);
  const grow = (name: string, count: number, before: readonly GrownIssue[]) => {
    const issues = [...before];
    while (issues.length < count) issues.push(growIssue(random, `${name}${issues.length}`, issues));
    return issues;
  };
  const shared = grow('S', sizes.pairs, []);
  return {
    redmine: grow('R', sizes.redmine, shared),
    jira: grow('J', sizes.jira, shared),
    pairs: sizes.pairs,
  };
}

function growIssue(random: () => number, id: string, before: readonly GrownIssue[]): GrownIssue {
  const chance = (share: number) => random() < share;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const keys = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as K[];
  const sentence = () => `The ${pick(WORDS)} of the ${pick(WORDS)} ${pick(DOINGS)}.`;
  const times = <T>(most: number, make: (index: number) => T) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, (_, index) => make(index));

  const type: Type = chance(0.06) ? 'epic' : pick(['bug', 'work'] as const);
  const epics = before.flatMap((issue, index) => (issue.type === 'epic' ? [index] : []));
  const hasParent = type !== 'epic' && epics.length > 0 && chance(0.25);
  return {
    title: `${sentence().slice(4, -1)} (${id})`,
    type,
    // Redmine closes no parent over open children.
    status:
      type !== 'epic' && chance(0.45) ? 'closed' : pick(['open', 'working', 'review'] as const),
    priority: pick(keys(PRIORITIES)),
    assignee: chance(0.6) ? pick(['ada', 'grace'] as const) : null,
    due: chance(0.3) ? `2027-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}` : null,
    paragraphs: [sentence(), ...times(3, sentence)],
    parent: hasParent ? pick(epics) : null,
    comments: chance(0.3)
      ? [sentence(), ...times(2, sentence)].map((text, index) => ({
          by: pick(keys(PEOPLE)),
          text: `${index + 1}: ${text}`,
        }))
      : [],
    files: chance(0.08)
      ? [{ name: `${id}-notes.txt`, bytes: 200 + Math.floor(random() * 4_000) }]
      : [],
    relations:
      before.length > 1 && chance(0.08)
        ? [{ kind: pick(keys(RELATIONS)), to: Math.floor(random() * before.length) }]
        : [],
  };
}

/** What a file of that name holds. */
export function fillFile({ name, bytes }: GrownFile): string {
  return `${name}\n`.repeat(Math.ceil(bytes / (name.length + 1))).slice(0, bytes);
}
