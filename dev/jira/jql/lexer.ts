/** Cuts a JQL query into tokens. */
import { refusal } from '../http/jira-error';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'symbol';
  readonly text: string;
  readonly position: number;
}

const SYMBOL = /^(?:!=|!~|<=|>=|[=<>~(),])/;
/** A word may carry brackets: `cf[10001]`, `issue.property[key].path`. */
const WORD = /^(?:[^\s=!<>~(),"'[\]]|\[[^\]]*\])+/;
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/;

/** @throws JiraError 400 where a quote is never closed or a character fits nowhere. */
export function tokenize(jql: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < jql.length) {
    const rest = jql.slice(position);
    const space = /^\s+/.exec(rest)?.[0];
    if (space !== undefined) {
      position += space.length;
      continue;
    }
    const token = readToken(rest, position);
    tokens.push(token.token);
    position += token.length;
  }
  return tokens;
}

function readToken(rest: string, position: number): { token: Token; length: number } {
  const quoted = QUOTED.exec(rest)?.[0];
  if (quoted !== undefined) {
    const text = unescapeText(quoted.slice(1, -1));
    return { token: { kind: 'quoted', text, position }, length: quoted.length };
  }
  const symbol = SYMBOL.exec(rest)?.[0];
  if (symbol !== undefined) {
    return { token: { kind: 'symbol', text: symbol, position }, length: symbol.length };
  }
  const word = WORD.exec(rest)?.[0];
  if (word !== undefined) {
    return { token: { kind: 'word', text: word, position }, length: word.length };
  }
  if (/^["']/.test(rest)) {
    throw refusal(
      400,
      `Error in the JQL Query: The quoted string '${rest.slice(1)}' has not been completed. (line 1, character ${position + 1})`,
    );
  }
  throw refusal(
    400,
    `Error in the JQL Query: The character '${rest[0]}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${rest.charCodeAt(0).toString(16).padStart(4, '0')}' instead. (line 1, character ${position + 1})`,
  );
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_all, character: string) =>
    character === 'n' ? '\n' : character === 't' ? '\t' : character,
  );
}
