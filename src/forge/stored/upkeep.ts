import * as z from 'zod';
import type { Verification } from '../../core/verification';
import type { Floods } from '../../ports';

export const floodsSchema: z.ZodType<Floods> = z.object({
  mappings: z.record(z.string(), z.number()),
  nextSweepAtMs: z.number().nullable(),
});

export const verificationSchema: z.ZodType<Verification> = z.object({
  running: z.object({ startedAtMs: z.number(), seenAtMs: z.number().exactOptional() }).nullable(),
  done: z
    .object({
      startedAtMs: z.number(),
      finishedAtMs: z.number(),
      links: z.number().exactOptional(),
      left: z.array(z.string()),
    })
    .nullable(),
});
