/**
 * Mappings that may both answer for one issue. Two of them overlap where they name the same project on
 * a side and their rules there cannot be told apart: for each issue it must be certain that at most
 * one of them covers it.
 */
import type { Mapping, SideScope } from '../mapping';
import { SIDES, type Side } from '../model';
import type { ConfigurationMistake } from './configuration';
import { excludeEachOther, readJqlTerms } from './jql-terms';

const PROJECT = { jira: 'Jira project', remote: 'Redmine project' } as const;
const RULES = {
  jira: 'Valid: for each a JQL under scope.jira that names one of these with = or in and no value of the other: issuetype, priority, status, resolution, assignee, reporter.',
  remote:
    'Valid: for each a list under scope.redmine (trackers, statuses, categories) without a value of the other.',
} as const;

/** Redmine's fields that hold one value at a time. */
const SINGLE: ReadonlySet<string> = new Set(['tracker', 'status', 'category']);

/** Each mapping that overlaps with an earlier one, with both names. */
export function findOverlaps(mappings: readonly Mapping[]): readonly ConfigurationMistake[] {
  return mappings.flatMap((mapping, index) =>
    SIDES.flatMap((side) => {
      const other = mappings.slice(0, index).find((earlier) => mayShare(earlier, mapping, side));
      if (!other) return [];
      const { projectKey } = mapping[side];
      return [
        {
          path: `mappings[${index}]`,
          message: `Mappings "${other.id}" and "${mapping.id}" overlap: both may cover an issue of the ${PROJECT[side]} ${projectKey}. ${RULES[side]}`,
        },
      ];
    }).slice(0, 1),
  );
}

function mayShare(one: Mapping, other: Mapping, side: Side): boolean {
  const isSameSite = one.siteUrl[side] === other.siteUrl[side];
  if (!isSameSite || one[side].projectId !== other[side].projectId) return false;
  const [first, second] = [one.scope?.[side], other.scope?.[side]];
  return !(first && second && areApart(first, second));
}

/** Whether no issue can be in both. */
function areApart(one: SideScope, other: SideScope): boolean {
  const differ = one.terms.some(
    (term) =>
      SINGLE.has(term.key) &&
      other.terms.some(
        ({ key, values }) =>
          key === term.key && !values.some((value) => term.values.includes(value)),
      ),
  );
  // A saved query is a number, of which nothing can be read.
  return differ || excludeEachOther(readJqlTerms(one.query ?? ''), readJqlTerms(other.query ?? ''));
}
