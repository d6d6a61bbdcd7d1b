/** What the doctor found out about a connection: facts without sentences, which the pages have. */

/** From the worst to the best. `untold`: it could not be found out. */
export const FINDING_LEVELS = ['broken', 'doubtful', 'untold', 'well'] as const;

export type FindingLevel = (typeof FINDING_LEVELS)[number];

export const FINDING_GROUPS = ['redmine', 'rights', 'content', 'webhook', 'jira', 'load'] as const;

export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** What is looked at, and where it is shown. */
export const FINDINGS = {
  /** Redmine answers, and what it said where it does not. */
  reached: 'redmine',
  'rest-on': 'redmine',
  key: 'redmine',
  /** Seconds that Redmine's clock is ahead. */
  clock: 'redmine',
  /** Milliseconds that an answer takes. */
  'answer-time': 'redmine',
  project: 'rights',
  /** The modules that a project lacks. */
  modules: 'rights',
  /** The permissions that the key lacks. */
  permissions: 'rights',
  'issues-visibility': 'rights',
  'private-notes': 'rights',
  'custom-fields': 'content',
  'custom-field-types': 'content',
  'text-format': 'content',
  'file-size': 'content',
  'webhook-secret': 'webhook',
  'bell-heard': 'webhook',
  'bell-refused': 'webhook',
  'jira-reached': 'jira',
  'jira-permissions': 'jira',
  'jira-clock': 'jira',
  circuit: 'load',
  rate: 'load',
  /** Days that the comparison of all pairs takes. */
  'daily-check': 'load',
  /** Projects that were left out, since there are too many for one look. */
  'not-examined': 'load',
} as const satisfies Readonly<Record<string, FindingGroup>>;

export type FindingKind = keyof typeof FINDINGS;

export interface Finding {
  readonly kind: FindingKind;
  readonly level: FindingLevel;
  /** The project it is about; `null`: the connection. */
  readonly about: string | null;
  /** A figure, names, or the tracker's own words; `null`: there is nothing more to say. */
  readonly detail: string | null;
}

/** A finding about the whole connection. */
export function findingOf(
  kind: FindingKind,
  level: FindingLevel,
  detail: string | null = null,
  about: string | null = null,
): Finding {
  return { kind, level, about, detail };
}

/** Worst first; among equals as they came. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ level }: Finding): number {
  return FINDING_LEVELS.indexOf(level);
}
