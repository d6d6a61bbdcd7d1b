/** Asks one Redmine, point by point, for everything that a sync needs of it. */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import { PermanentError, RetryLaterError } from '../ports';
import { findRedmineAccount } from './account';
import type { RedmineClient } from './client';

/** One finding, with what to do where it is not well. */
export interface ConnectionCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
}

const projectSchema = z.object({ project: z.object({ name: z.string() }) });

/**
 * Never throws for what Redmine answers: that is a finding.
 * @param open makes the client; an address that must not be asked is a finding, too
 */
export async function checkConnection(
  open: () => RedmineClient,
  mappings: readonly Mapping[],
): Promise<readonly ConnectionCheck[]> {
  const checks: ConnectionCheck[] = [];
  const account = await check(checks, 'API key', async () => {
    const { name, isAdmin } = await findRedmineAccount(open());
    return `Signed in as ${name}${isAdmin ? ', an administrator' : ''}.`;
  });
  if (!account) return checks;
  for (const mapping of mappings) {
    await check(checks, `Project ${mapping.remote.projectKey}`, async () => {
      const answer = await open().send({
        method: 'GET',
        path: `/projects/${encodeURIComponent(mapping.remote.projectId)}.json`,
      });
      return `"${parseAnswer(answer, projectSchema).project.name}" can be read.`;
    });
  }
  return checks;
}

async function check(
  checks: ConnectionCheck[],
  name: string,
  ask: () => Promise<string>,
): Promise<boolean> {
  try {
    checks.push({ name, ok: true, message: await ask() });
    return true;
  } catch (error) {
    if (!(error instanceof PermanentError || error instanceof RetryLaterError)) throw error;
    checks.push({ name, ok: false, message: error.message });
    return false;
  }
}
