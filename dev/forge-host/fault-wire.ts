/** Fault rules as they are posted to the control API. */
import { z } from 'zod';
import type { CallEffect, FaultRule } from './faults';

const effect = z.union(
  [
    z.strictObject({
      status: z.int().min(200).max(599),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    }),
    z.strictObject({ delayMs: z.int().min(0) }),
    z.strictObject({ dropResponse: z.literal(true) }),
    z.strictObject({ crash: z.literal(true) }),
  ],
  { error: 'one of {status, headers?, body?}, {delayMs}, {dropResponse: true}, {crash: true}' },
);

const pathPattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source);
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) });
    return z.NEVER;
  }
});

const rule = z.strictObject({
  target: z.enum(['jira', 'redmine', 'kvs', 'queue']),
  method: z.string().optional(),
  path: pathPattern.optional(),
  times: z.int().positive().optional(),
  effect,
});

export const faultsRequest = z.strictObject({ rules: z.array(rule).min(1) });

function toEffect(wire: z.infer<typeof effect>): CallEffect {
  if ('delayMs' in wire) return { kind: 'delay', delayMs: wire.delayMs };
  if ('dropResponse' in wire) return { kind: 'drop-response' };
  if ('crash' in wire) return { kind: 'crash', when: 'before' };
  const { status, headers, body } = wire;
  const isText = typeof body === 'string';
  return {
    kind: 'answer',
    status,
    headers: { ...(isText || body === undefined ? {} : JSON_TYPE), ...headers },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** The rules of a parsed request. */
export function toFaultRules({ rules }: z.infer<typeof faultsRequest>): readonly FaultRule[] {
  return rules.map(({ target, method, path, times, effect: wire }) => ({
    target,
    effect: toEffect(wire),
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(times === undefined ? {} : { times }),
  }));
}
