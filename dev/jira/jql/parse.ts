/** Parses the subset of JQL that the double knows. */
import { refusal } from '../http/jira-error';
import type { Clause, Expression, Operand, Operator, Ordering, Query } from './ast';
import { type Token, tokenize } from './lexer';

const SYMBOL_OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '~', '!~'] as const;
/** https://support.atlassian.com/jira-software-cloud/docs/jql-operators/ */
const HISTORY_OPERATORS = ['was', 'changed'];

/** @throws JiraError 400 in Jira's words; 501 for operators on history. */
export function parseJql(jql: string): Query {
  return new Parser(tokenize(jql)).parse();
}

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Query {
    const where = this.isWord('order') || this.atEnd() ? undefined : this.parseOr();
    const orderBy = this.isWord('order') ? this.parseOrderBy() : [];
    if (!this.atEnd()) this.fail("Expecting either 'OR' or 'AND'");
    return { where, orderBy };
  }

  private parseOr(): Expression {
    return this.parseJoined('or', ['or', '||'], () =>
      this.parseJoined('and', ['and', '&&'], () => this.parseNot()),
    );
  }

  private parseJoined(
    kind: 'and' | 'or',
    words: readonly string[],
    parsePart: () => Expression,
  ): Expression {
    const first = parsePart();
    const parts = [first];
    while (words.some((word) => this.isWord(word))) {
      this.at += 1;
      parts.push(parsePart());
    }
    return parts.length === 1 ? first : { kind, parts };
  }

  private parseNot(): Expression {
    if (this.isWord('not')) {
      this.at += 1;
      return { kind: 'not', part: this.parseNot() };
    }
    if (this.isSymbol('(')) {
      this.at += 1;
      const inner = this.parseOr();
      this.expectSymbol(')');
      return inner;
    }
    return this.parseClause();
  }

  private parseClause(): Clause {
    const field = this.next();
    if (field === undefined || field.kind === 'symbol') this.fail('Expecting a field name', field);
    const operator = this.parseOperator(field.text);
    const operand = this.parseOperand();
    return { kind: 'clause', field: field.text, operator, operand };
  }

  private parseOperator(field: string): Operator {
    const symbol = SYMBOL_OPERATORS.find((candidate) => this.isSymbol(candidate));
    if (symbol !== undefined) {
      this.at += 1;
      return symbol;
    }
    if (HISTORY_OPERATORS.some((word) => this.isWord(word))) {
      throw refusal(501, `The Jira double does not model the JQL operator after '${field}'.`);
    }
    if (this.takeWords('not', 'in')) return 'not in';
    if (this.takeWords('in')) return 'in';
    if (this.takeWords('is', 'not')) return 'is not';
    if (this.takeWords('is')) return 'is';
    return this.fail(
      "Expecting operator but got '%'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.",
    );
  }

  private parseOperand(): Operand {
    if (this.isSymbol('(')) {
      this.at += 1;
      const items = [this.parseOperand()];
      while (this.isSymbol(',')) {
        this.at += 1;
        items.push(this.parseOperand());
      }
      this.expectSymbol(')');
      return { kind: 'list', items };
    }
    const token = this.next();
    if (token === undefined || token.kind === 'symbol') {
      this.fail('Expecting either a value, list or function', token);
    }
    if (token.kind === 'word' && /^(empty|null)$/i.test(token.text)) return { kind: 'empty' };
    if (token.kind === 'word' && this.isSymbol('(')) return this.parseFunction(token.text);
    return { kind: 'literal', text: token.text };
  }

  private parseFunction(name: string): Operand {
    this.expectSymbol('(');
    const args: string[] = [];
    while (!this.isSymbol(')')) {
      const token = this.next();
      if (token === undefined) this.fail("Expecting ')'");
      if (token.text !== ',') args.push(token.text);
    }
    this.expectSymbol(')');
    return { kind: 'function', name: name.toLowerCase(), args };
  }

  private parseOrderBy(): readonly Ordering[] {
    this.at += 1;
    if (!this.takeWords('by')) this.fail("Expecting 'by'");
    const orderings: Ordering[] = [];
    do {
      const field = this.next();
      if (field === undefined || field.kind === 'symbol')
        this.fail('Expecting a field name', field);
      const descending = this.takeWords('desc');
      if (!descending) this.takeWords('asc');
      orderings.push({ field: field.text, descending });
    } while (this.takeSymbol(','));
    return orderings;
  }

  private next(): Token | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    return token;
  }

  private atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  private isWord(word: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }

  private isSymbol(symbol: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'symbol' && token.text === symbol;
  }

  private takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.isWord(word, ahead))) return false;
    this.at += words.length;
    return true;
  }

  private takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at += 1;
    return true;
  }

  private expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail(`Expecting '${symbol}'`);
  }

  private fail(expectation: string, at = this.tokens[this.at]): never {
    const found = at === undefined ? 'the end of the query' : at.text;
    const place = at === undefined ? '' : ` (line 1, character ${at.position + 1})`;
    const text = expectation.includes('%')
      ? expectation.replace('%', found)
      : `${expectation} before the end of the query, but got '${found}'.`;
    throw refusal(400, `Error in the JQL Query: ${text}${place}`);
  }
}
