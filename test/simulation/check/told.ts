/** What the app tells an admin is not in order. */
import { callAdmin } from '../world/pages';
import type { World } from '../world/world';

export interface Told {
  readonly conflicts: readonly ToldConflict[];
  readonly problems: readonly ToldProblem[];
  readonly deadLetters: readonly { readonly id: string; readonly message: string }[];
}

export interface ToldConflict {
  readonly linkId: string;
  readonly field: string;
  readonly jira: string;
  readonly remote: string;
}

export interface ToldProblem {
  readonly linkId: string;
  /** `null`: the whole pair. */
  readonly field: string | null;
  readonly message: string;
}

/** Every page of the list. @throws {Error} where the app does not tell */
export async function readTold(world: World): Promise<Told> {
  const told = {
    conflicts: [] as ToldConflict[],
    problems: [] as ToldProblem[],
    deadLetters: [] as { id: string; message: string }[],
  };
  let cursor: string | null = null;
  do {
    const answer = await callAdmin(world, 'listProblems', cursor === null ? {} : { cursor });
    if (!answer.ok) throw new Error(`listProblems: ${answer.reason}`);
    const page = answer.value as Told & { readonly cursor: string | null };
    told.conflicts.push(...page.conflicts);
    told.problems.push(...page.problems);
    told.deadLetters.push(...page.deadLetters);
    cursor = page.cursor;
  } while (cursor !== null);
  return told;
}
