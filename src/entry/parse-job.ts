/** A queue message as a consumer gets it; a newer app reads what an older one pushed. */
import { z } from 'zod';
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
});

const verifyJob = z.object({
  v: z.literal(1),
  kind: z.literal('verify'),
  mappingId: z.string(),
  cursor: z.string().nullable(),
});

const jobSchema: z.ZodType<Job> = z.discriminatedUnion('kind', [syncJob, verifyJob]);

/** @throws ZodError for a message that no version of the app pushed */
export function parseJob(body: unknown): Job {
  return jobSchema.parse(body);
}
