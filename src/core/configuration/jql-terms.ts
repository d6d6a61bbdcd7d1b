/**
 * The terms of a JQL that all have to hold: `a = x AND b in (y, z)`. Of anything that may hold in
 * another way nothing is said, so that two queries are told apart only where it is certain.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-operators/
 */

export interface JqlTerm {
  readonly field: string;
  readonly values: readonly string[];
  /** `!=` and `not in`. */
  readonly negated: boolean;
}

/** Fields of which an issue holds one value. */
const SINGLE: Readonly<Record<string, string>> = {
  issuetype: 'issuetype',
  type: 'issuetype',
  priority: 'priority',
  status: 'status',
  resolution: 'resolution',
  assignee: 'assignee',
  reporter: 'reporter',
};

const TERM =
  /^\s*"?(\w+)"?\s*(?:(!?=)\s*("[^"]*"|'[^']*'|[^\s()"',=!<>~]+)|(not\s+in|in)\s*\(([^()]*)\))\s*$/i;
const WORD = /"[^"]*"|'[^']*'|[^\s,"']+(?:\s+[^\s,"']+)*/g;

/** No terms where the query is of another form. */
export function readJqlTerms(jql: string): readonly JqlTerm[] {
  // A quote behind a backslash ends nothing.
  if (jql.includes('\\')) return [];
  const words = jql.replace(/"[^"]*"|'[^']*'/g, '');
  if (/\b(or|not(?!\s+in\b)|empty|null)\b|[&|!](?!=)/i.test(words)) return [];
  return splitAnd(jql).flatMap((part) => {
    const [, name = '', sign, value, word, list] = TERM.exec(part) ?? [];
    const field = SINGLE[name.toLowerCase()];
    if (field === undefined) return [];
    const values = (list === undefined ? [value ?? ''] : (list.match(WORD) ?? [])).map(clean);
    // A function is a value that nothing is known of.
    if (values.some((known) => known === '' || /[()]/.test(known))) return [];
    return [{ field, values, negated: sign === '!=' || /^not/i.test(word ?? '') }];
  });
}

/** Whether no issue fits both lists of terms. */
export function excludeEachOther(one: readonly JqlTerm[], other: readonly JqlTerm[]): boolean {
  return one.some((term) =>
    other.some((against) => {
      if (term.field !== against.field || (term.negated && against.negated)) return false;
      if (term.negated) return covers(term.values, against.values);
      if (against.negated) return covers(against.values, term.values);
      return areComparable(term.values, against.values) && !meet(term.values, against.values);
    }),
  );
}

/** At `AND`, outside of quotes and brackets. */
function splitAnd(jql: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const token of jql.match(/"[^"]*"|'[^']*'|[()]|\w+|\s+|[^\w\s]/g) ?? []) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0 && /^and$/i.test(token)) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}

const clean = (word: string) =>
  word
    .replace(/^["']|["']$/g, '')
    .trim()
    .toLowerCase();

const meet = (one: readonly string[], other: readonly string[]) =>
  one.some((value) => other.includes(value));

const covers = (all: readonly string[], some: readonly string[]) =>
  some.every((value) => all.includes(value));

/** Ways to name one thing or one person: by number, by address, by accountId. Else by name. */
const FORMS = [/^\d+$/, /@/, /^[\da-f]{24}$|:/] as const;

/** What one calls by its id the other may call by its name. */
function areComparable(one: readonly string[], other: readonly string[]): boolean {
  const formOf = (value: string) => FORMS.findIndex((form) => form.test(value));
  return new Set([...one, ...other].map(formOf)).size === 1;
}
