/** What a world's mapping says of the twin of a deleted issue. */
import type { WorldChoice } from '../../script/configuration';
import { chanceOf } from '../chance';

export type DeletionRule = 'unlink' | 'close' | 'delete';

/** `null`: nothing, as where the mapping does not speak of it. */
export function deletionRuleOf(
  choice: Pick<WorldChoice, 'seed' | 'families'>,
): DeletionRule | null {
  if (!choice.families.includes('deleting')) return null;
  return chanceOf(choice, 'deleting').pick<DeletionRule>(['unlink', 'close', 'delete']);
}
