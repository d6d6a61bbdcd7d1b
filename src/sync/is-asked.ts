/** Causes other than these are the accountIds of people who asked for this very issue. */
const DOORBELLS: ReadonlySet<string> = new Set(['jira', 'remote', 'sweep', 'verify', 'relation']);

/** Whether a person asked for the run, by its cause. */
export function isAsked(cause: string): boolean {
  return !DOORBELLS.has(cause);
}
