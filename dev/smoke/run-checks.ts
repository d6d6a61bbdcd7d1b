/** Runs every check, and says what each found. */
import type { Check, Finding } from './finding';
import { BY_HAND } from './items/by-hand';
import { INSTALLED_APP } from './items/installed-app';
import { LIMITS } from './items/limits';
import { READING } from './items/reading';
import { SEARCHING } from './items/searching';
import { WRITING } from './items/writing';
import type { JiraSite } from './jira-site';

export const CHECKS: readonly Check[] = [
  ...READING,
  ...WRITING,
  ...SEARCHING,
  ...LIMITS,
  ...BY_HAND,
  ...INSTALLED_APP,
];

/** `failed`: the check itself could not be made. */
export type CheckFinding = Finding | { readonly kind: 'failed'; readonly seen: string };

export interface CheckResult {
  readonly id: string;
  readonly finding: CheckFinding;
}

/** All at the same time: most of them wait, for an index or for a limit. */
export async function runChecks(
  site: JiraSite,
  tell: (result: CheckResult) => void,
): Promise<readonly CheckResult[]> {
  return Promise.all(
    CHECKS.map(async ({ id, run }) => {
      const finding = await run(site).catch(
        (error: unknown): CheckFinding => ({ kind: 'failed', seen: String(error) }),
      );
      tell({ id, finding });
      return { id, finding };
    }),
  );
}
