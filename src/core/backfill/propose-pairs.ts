/**
 * Which issues of two grown projects are the same. What names the other one firmly comes first,
 * then equal titles, then close ones; an issue is proposed once, for the strongest reason that
 * anything has to claim it. Each proposal says why, so that people can judge it.
 */
import type { PersonRow } from '../mapping';
import { otherSide, type Side } from '../model';
import type { Evidence, Proposal, ScannedIssue } from './proposal';

/** How sure a reason makes by itself, in percent. */
const CONFIDENCE = {
  listed: 100,
  marker: 98,
  field: 95,
  address: 85,
  title: 80,
  text: 55,
  'same-title': 70,
} as const;

/** Titles that share fewer of their words are not close. */
const MIN_LIKENESS_PERCENT = 75;

/** A close title alone, at 100 percent. */
const CLOSE_TITLE_CONFIDENCE = 60;

/** What dates and reporters add or take. */
const SAME_DAY = 12;
const SAME_WEEK = 6;
const YEARS_APART = -25;
const SAME_REPORTER = 12;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A word in more titles than these tells nothing apart. */
const MAX_TITLES_OF_WORD = 60;

export interface ListedPair {
  readonly jira: string;
  readonly remote: string;
  readonly line: number;
}

export interface PairingInput {
  readonly jira: readonly ScannedIssue[];
  readonly remote: readonly ScannedIssue[];
  /** By id. */
  readonly listed: readonly ListedPair[];
  readonly people: readonly PersonRow[];
}

interface Candidate {
  readonly jira: ScannedIssue;
  readonly remote: ScannedIssue;
  readonly confidencePercent: number;
  readonly evidence: readonly Evidence[];
}

/** All proposals, the surest first; what the admin listed is accepted. */
export function proposePairs(input: PairingInput): readonly Proposal[] {
  const free = {
    jira: input.jira.filter(({ isLinked }) => !isLinked),
    remote: input.remote.filter(({ isLinked }) => !isLinked),
  };
  const byId = { jira: indexBy(free.jira, idOf), remote: indexBy(free.remote, idOf) };
  const firm = [...listListed(input, byId), ...listNamed(free)];
  const chosen = new Choice(input.people);
  chosen.take(firm);
  const left = () => ({
    jira: free.jira.filter(({ id }) => !chosen.has('jira', id)),
    remote: free.remote.filter(({ id }) => !chosen.has('remote', id)),
  });
  chosen.take(listSameTitles(left()));
  chosen.take(listCloseTitles(left()));
  return chosen.proposals();
}

type Issues = Readonly<Record<Side, readonly ScannedIssue[]>>;

/** Takes the surest candidates, each issue once. */
class Choice {
  private readonly taken = { jira: new Set<string>(), remote: new Set<string>() };
  private readonly chosen: Candidate[] = [];

  constructor(private readonly people: readonly PersonRow[]) {}

  has(side: Side, id: string): boolean {
    return this.taken[side].has(id);
  }

  take(candidates: readonly Candidate[]): void {
    const weighed = candidates.map((candidate) => weigh(candidate, this.people));
    weighed.sort((a, b) => b.confidencePercent - a.confidencePercent);
    for (const candidate of weighed) {
      const { jira, remote } = candidate;
      if (this.has('jira', jira.id) || this.has('remote', remote.id)) continue;
      this.taken.jira.add(jira.id);
      this.taken.remote.add(remote.id);
      this.chosen.push(candidate);
    }
  }

  proposals(): readonly Proposal[] {
    return this.chosen
      .map(({ jira, remote, confidencePercent, evidence }): Proposal => {
        const isListed = evidence[0]?.kind === 'listed';
        const state = isListed ? 'accepted' : 'open';
        return { jira: jira.id, remote: remote.id, confidencePercent, evidence, state };
      })
      .sort((a, b) => b.confidencePercent - a.confidencePercent);
  }
}

function listListed(
  { listed }: PairingInput,
  byId: Readonly<Record<Side, ReadonlyMap<string, ScannedIssue>>>,
): readonly Candidate[] {
  return listed.flatMap((pair): Candidate[] => {
    const jira = byId.jira.get(pair.jira);
    const remote = byId.remote.get(pair.remote);
    if (!jira || !remote) return [];
    const evidence = [{ kind: 'listed', line: pair.line } as const];
    return [{ jira, remote, confidencePercent: CONFIDENCE.listed, evidence }];
  });
}

function listNamed(free: Issues): readonly Candidate[] {
  const found = {
    jira: indexBy(free.jira, ({ key }) => key.toUpperCase()),
    remote: indexBy(free.remote, idOf),
  };
  const byId = indexBy(free.jira, idOf);
  return (['jira', 'remote'] as const).flatMap((side) =>
    free[side].flatMap((issue) =>
      issue.names.flatMap(({ ref, where }): Candidate[] => {
        const isJiraId = side === 'remote' && where === 'marker';
        const other = isJiraId ? byId.get(ref) : found[otherSide(side)].get(ref);
        if (!other) return [];
        const [jira, remote] = side === 'jira' ? [issue, other] : [other, issue];
        const evidence = [evidenceOf(side, where, other.key)];
        return [{ jira, remote, confidencePercent: CONFIDENCE[where], evidence }];
      }),
    ),
  );
}

function evidenceOf(
  side: Side,
  where: ScannedIssue['names'][number]['where'],
  shown: string,
): Evidence {
  if (where === 'marker') return { kind: 'marker', side };
  if (where === 'field') return { kind: 'number-in-field', side };
  return { kind: 'number-in-text', side, shown };
}

/** Where one title stands several times, the nearest dates decide, and nobody is as sure. */
function listSameTitles({ jira, remote }: Issues): readonly Candidate[] {
  const byTitle = groupBy(remote, ({ title }) => plain(title));
  const counts = groupBy(jira, ({ title }) => plain(title));
  return jira.flatMap((issue) => {
    const title = plain(issue.title);
    const others = title === '' ? [] : (byTitle.get(title) ?? []);
    const rivals = Math.max(others.length, counts.get(title)?.length ?? 1);
    if (rivals > MAX_TITLES_OF_WORD) return [];
    return others.map((other): Candidate => {
      const confidencePercent = CONFIDENCE['same-title'] - (rivals > 1 ? 25 : 0);
      const evidence = [{ kind: 'same-title' } as const];
      return { jira: issue, remote: other, confidencePercent, evidence };
    });
  });
}

function listCloseTitles({ jira, remote }: Issues): readonly Candidate[] {
  const byWord = new Map<string, { issue: ScannedIssue; words: ReadonlySet<string> }[]>();
  for (const issue of remote) {
    const title = { issue, words: wordsOf(issue.title) };
    for (const word of title.words) {
      const known = byWord.get(word);
      if (known) known.push(title);
      else byWord.set(word, [title]);
    }
  }
  return jira.flatMap((issue) => {
    const own = wordsOf(issue.title);
    const telling = [...own].flatMap((word) => {
      const others = byWord.get(word) ?? [];
      return others.length > MAX_TITLES_OF_WORD ? [] : others;
    });
    return [...new Set(telling)].flatMap(({ issue: other, words }): Candidate[] => {
      const likenessPercent = likeness(own, words);
      if (likenessPercent < MIN_LIKENESS_PERCENT) return [];
      const confidencePercent = Math.round((CLOSE_TITLE_CONFIDENCE * likenessPercent) / 100);
      const evidence = [{ kind: 'close-title', likenessPercent } as const];
      return [{ jira: issue, remote: other, confidencePercent, evidence }];
    });
  });
}

/** Dates and reporters speak for a pair or against it; alone they say nothing. */
function weigh(candidate: Candidate, people: readonly PersonRow[]): Candidate {
  const { jira, remote } = candidate;
  if (candidate.evidence[0]?.kind === 'listed') return candidate;
  const days = Math.abs(jira.createdAtMs - remote.createdAtMs) / DAY_MS;
  const apartDays = Math.round(days);
  const byDate = days <= 1 ? SAME_DAY : days <= 7 ? SAME_WEEK : days > 730 ? YEARS_APART : 0;
  const isSame = isSamePerson(jira, remote, people);
  const sum = candidate.confidencePercent + byDate + (isSame ? SAME_REPORTER : 0);
  return {
    ...candidate,
    confidencePercent: Math.max(1, Math.min(99, sum)),
    evidence: [
      ...candidate.evidence,
      { kind: 'dates', apartDays },
      ...(isSame ? [{ kind: 'same-reporter', name: jira.author.name } as const] : []),
    ],
  };
}

function isSamePerson(
  jira: ScannedIssue,
  remote: ScannedIssue,
  people: readonly PersonRow[],
): boolean {
  const row = people.find((person) => person.jira === jira.author.id);
  if (row) return row.remote === remote.author.id;
  return jira.author.name !== '' && plain(jira.author.name) === plain(remote.author.name);
}

/** Twice what both have, of all that both have (Dice). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return Math.round((200 * common) / (one.size + other.size));
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(
    plain(title)
      .split(' ')
      .filter((word) => word.length > 1),
  );
}

/** Letters and digits in lower case, with single spaces. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function idOf({ id }: ScannedIssue): string {
  return id;
}

function indexBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
