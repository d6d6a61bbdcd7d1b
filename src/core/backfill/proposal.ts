/** Two issues that seem to be the same, and why: what the admin accepts or refuses. */
import type { Side } from '../model';

/** What speaks for a pair. The first of a proposal is what it was found by. */
export type Evidence =
  /** A line of the admin's own list, counted from 1. */
  | { readonly kind: 'listed'; readonly line: number }
  /** The issue on `side` carries the app's own marker of the other one. */
  | { readonly kind: 'marker'; readonly side: Side }
  /** The issue on `side` holds the other one's number in the field that the admin named. */
  | { readonly kind: 'number-in-field'; readonly side: Side }
  /** The other one's address, key or number stands in the title or the text on `side`. */
  | { readonly kind: 'number-in-text'; readonly side: Side; readonly shown: string }
  | { readonly kind: 'same-title' }
  /** Words that both titles have, of all that either has, in percent. */
  | { readonly kind: 'close-title'; readonly likenessPercent: number }
  /** The issues were created so many days from each other. */
  | { readonly kind: 'dates'; readonly apartDays: number }
  /** Both were reported by a person of this name, or by two people that the mapping pairs. */
  | { readonly kind: 'same-reporter'; readonly name: string };

export type ProposalState = 'open' | 'accepted' | 'refused';

export interface Proposal {
  readonly jira: string;
  readonly remote: string;
  /** 0 to 100; `proposePairs` says how it comes about. */
  readonly confidencePercent: number;
  readonly evidence: readonly Evidence[];
  readonly state: ProposalState;
  /** What people read of the two. */
  readonly issues?: Readonly<Record<Side, ProposedIssue>>;
}

export interface ProposedIssue {
  readonly key: string;
  readonly title: string;
  readonly author: string;
  readonly createdAtMs: number;
}

/** What pairing needs to know of one issue; small, since it is held for all issues at once. */
export interface ScannedIssue {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly createdAtMs: number;
  readonly author: { readonly id: string; readonly name: string };
  readonly parentId: string | null;
  /** Whether it has a link already. */
  readonly isLinked: boolean;
  /** Issues of the other side that it names: ids for Redmine, keys for Jira. */
  readonly names: readonly {
    readonly ref: string;
    readonly where: 'marker' | 'field' | 'address' | 'title' | 'text';
  }[];
}
