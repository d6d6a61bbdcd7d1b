/** What can go wrong with a call of the app, on request: by rule over HTTP, or by a test's own hook. */

/** `platform`: what Forge tells of itself and of accounts. */
export type CallTarget = 'jira' | 'redmine' | 'kvs' | 'queue' | 'platform';

/** One call of a running function to the world. */
export interface HostCall {
  readonly target: CallTarget;
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  /** What is sent; empty where it is nothing or no text. */
  readonly body: string;
  /** It is the function's n-th call, from 1. */
  readonly number: number;
  readonly functionKey: string;
  readonly invocationId: string;
}

export type CallEffect =
  | { readonly kind: 'pass' }
  /** Answered so, and not carried out. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Carried out after that time. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Carried out; then the connection breaks. */
  | { readonly kind: 'drop-response' }
  /** Carried out, but only that long after the connection broke. */
  | {
      readonly kind: 'carry-out-late';
      readonly delayMs: number;
      /** Carries it out and looks what that does; absent: nobody looks. */
      readonly watch?: (carryOut: () => Promise<unknown>) => Promise<unknown>;
    }
  /** The function is ended there, before the call or right after it. */
  | { readonly kind: 'crash'; readonly when: 'before' | 'after' };

export interface FaultRule {
  readonly target: CallTarget;
  readonly method?: string;
  readonly path?: RegExp;
  /** How often it applies; absent: always. */
  readonly times?: number;
  readonly effect: CallEffect;
}

/** The rules in force; the first that matches a call applies to it. */
export class FaultRules {
  private rules: { readonly rule: FaultRule; left: number }[] = [];

  add(rules: readonly FaultRule[]): void {
    for (const rule of rules)
      this.rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.rules = [];
  }

  /** Says what happens to a call, and counts it. */
  decide(call: HostCall): CallEffect {
    if (this.rules.length === 0) return PASS;
    const entry = this.rules.find(
      ({ rule, left }) =>
        left > 0 &&
        rule.target === call.target &&
        (rule.method === undefined || rule.method.toUpperCase() === call.method) &&
        (rule.path === undefined || rule.path.test(call.path)),
    );
    if (!entry) return PASS;
    entry.left -= 1;
    return entry.rule.effect;
  }
}

export const PASS: CallEffect = { kind: 'pass' };
