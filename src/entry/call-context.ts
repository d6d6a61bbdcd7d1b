/** Who calls, and from which issue: what Forge itself says of a resolver call. */
import type { Request } from '@forge/resolver';
import * as z from 'zod';

const callerSchema = z.object({ accountId: z.string().min(1) });

const issueSchema = z.object({
  extension: z.object({
    issue: z.object({ id: z.string().regex(/^\d+$/) }),
    project: z.object({ id: z.string() }),
  }),
});

export interface CallIssue {
  readonly issueId: string;
  readonly projectId: string;
}

/** @throws ZodError for a call without a person: Forge makes none */
export function accountIdOf(request: Request): string {
  return callerSchema.parse(request.context).accountId;
}

/** The issue that the panel is shown on. @throws ZodError outside of an issue */
export function issueOf(request: Request): CallIssue {
  const { issue, project } = issueSchema.parse(request.context).extension;
  return { issueId: issue.id, projectId: project.id };
}
