import * as z from 'zod';
import type { Limits } from '../../core/configuration/limits';
import type { CircuitSettings, Circuits } from '../../core/failing/circuit';

const circuitSettings: z.ZodType<CircuitSettings> = z.object({
  threshold: z.number(),
  pauseSeconds: z.number(),
});

export const limitsSchema: z.ZodType<Limits> = z.object({
  circuit: z.object({ jira: circuitSettings, remote: circuitSettings }),
  remoteRequestsPerMinute: z.number().nullable(),
});

export const circuitsSchema: z.ZodType<{ readonly circuits: Circuits }> = z.object({
  circuits: z.record(
    z.string(),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('failing'),
        failures: z.number(),
        issueIds: z.array(z.string()),
      }),
      z.object({ kind: z.literal('waiting'), retryAtMs: z.number(), message: z.string() }),
      z.object({
        kind: z.literal('open'),
        cause: z.enum(['failures', 'access']),
        openedAtMs: z.number(),
        retryAtMs: z.number(),
        message: z.string(),
      }),
    ]),
  ),
});
