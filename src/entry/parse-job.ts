/** A queue message as a consumer gets it; a newer app reads what an older one pushed. */
import * as z from 'zod';
import type { Job } from '../ports';

const syncJob = z.object({
  v: z.literal(1),
  kind: z.literal('sync'),
  mappingId: z.string(),
  side: z.enum(['jira', 'remote']),
  issueId: z.string(),
  linkId: z.string().nullable(),
  entryId: z.number().nullable(),
  atMs: z.number().nullable(),
  deleted: z.boolean(),
  cause: z.string(),
  seed: z.enum(['jira', 'remote']).exactOptional(),
  lane: z.string().exactOptional(),
});

const verifyJob = z.object({
  v: z.literal(1),
  kind: z.literal('verify'),
  mappingId: z.string(),
  cursor: z.string().nullable(),
  startedAtMs: z.number().exactOptional(),
  beside: z.number().exactOptional(),
  links: z.number().exactOptional(),
  left: z.array(z.string()).exactOptional(),
});

const rebuildJob = z.object({
  v: z.literal(1),
  kind: z.literal('rebuild'),
  mappingId: z.string(),
  side: z.enum(['jira', 'remote']),
  cursor: z.string().nullable(),
  seed: z.enum(['jira', 'remote', 'ask']),
  cause: z.string(),
  linked: z.number(),
});

const backfillJob = z.object({
  v: z.literal(1),
  kind: z.literal('backfill'),
  mappingId: z.string(),
  turn: z.number().nullable(),
});

const applyRulesJob = z.object({
  v: z.literal(1),
  kind: z.literal('apply-rules'),
  mappingId: z.string(),
  seed: z.enum(['jira', 'remote']),
  cause: z.string(),
  cursor: z.string().nullable(),
});

const eraseJob = z.object({
  v: z.literal(1),
  kind: z.literal('erase-person'),
  accountId: z.string(),
  pseudonym: z.string(),
  from: z.object({ dayMs: z.number(), page: z.string().nullable() }).nullable(),
  untilMs: z.number(),
});

const retryLettersJob = z.object({
  v: z.literal(1),
  kind: z.literal('retry-letters'),
  mappingId: z.string(),
  letterKind: z.string(),
  cursor: z.string().nullable(),
});

const plainJob = <K extends string>(kind: K) =>
  z.object({ v: z.literal(1), kind: z.literal(kind) });

const jobSchema: z.ZodType<Job> = z.discriminatedUnion('kind', [
  syncJob,
  verifyJob,
  rebuildJob,
  backfillJob,
  applyRulesJob,
  retryLettersJob,
  eraseJob,
  plainJob('sweep'),
  plainJob('prune'),
  plainJob('collect'),
  plainJob('report-people'),
]);

/** @throws ZodError for a message that no version of the app pushed */
export function parseJob(body: unknown): Job {
  return jobSchema.parse(body);
}
