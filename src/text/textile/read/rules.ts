/** Lines of three or more `*`, `-` or `_`, with at most single spaces around them, are rules. */

// ` ?(?:- ?){3,}` of Redmine, with the spaces in places where they cannot be shared between steps.
const RULE_LINE = /(^|\n) ?(?:\*(?: ?\*){2,}|-(?: ?-){2,}|_(?: ?_){2,}) ?(?=\n|$)/g;

export const RULE_TAG = '<hr />';

/** The block with a tag for each rule; undefined when it has none. */
export function markRules(block: string): string | undefined {
  if (!startsLikeRule(block) && !block.includes('\n')) return undefined;
  const marked = block.replace(RULE_LINE, `$1${RULE_TAG}`);
  return marked === block ? undefined : marked;
}

function startsLikeRule(block: string): boolean {
  const first = block[0] === ' ' ? block[1] : block[0];
  return first === '-' || first === '*' || first === '_';
}
