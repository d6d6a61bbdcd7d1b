/** What a check of `docs/unverified.md` found. */
import type { JiraSite } from './jira-site';

export type Finding =
  | { readonly kind: 'confirmed'; readonly seen: string }
  /** The site does otherwise: change the double first, then the app. */
  | { readonly kind: 'refuted'; readonly seen: string }
  /** This run could not show it; says what it takes. */
  | { readonly kind: 'open'; readonly needs: string };

export interface Check {
  /** As in `docs/unverified.md`: `R1`. */
  readonly id: string;
  readonly run: (site: JiraSite) => Promise<Finding>;
}

/** Confirmed where it holds; `seen` is told either way. */
export function judge(holds: boolean, seen: unknown): Finding {
  const text = typeof seen === 'string' ? seen : JSON.stringify(seen);
  return { kind: holds ? 'confirmed' : 'refuted', seen: text };
}

export function open(needs: string): Finding {
  return { kind: 'open', needs };
}
