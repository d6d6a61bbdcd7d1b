/** Which issue of a pair is told to be missing, where a read did not find both. */
import type { Link } from './link';
import { SIDES, type Side, type SidesRead } from './model';

type Missing = Extract<SidesRead, { kind: 'missing' }>;

/**
 * Where both are missing, the one is told that is known to be deleted, else the one that is proven to
 * be: Jira hides what it deleted, also what the app deleted there as the mapping says.
 * @returns `null` where both were found
 */
export function findMissing(
  { problems }: Pick<Link, 'problems'>,
  reads: Readonly<Record<Side, { readonly kind: 'found' | Missing['how'] }>>,
): Missing | null {
  const missing = SIDES.flatMap((side): readonly Missing[] => {
    const { kind: how } = reads[side];
    return how === 'found' ? [] : [{ kind: 'missing', side, how }];
  });
  const isKnown = ({ side }: Missing) =>
    problems.some((problem) => problem.kind === 'issue-missing' && problem.side === side);
  return missing.find(isKnown) ?? missing.find(({ how }) => how === 'gone') ?? missing[0] ?? null;
}
