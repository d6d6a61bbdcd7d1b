/** Atlassian's Personal data reporting API. */
import { privacy } from '@forge/api';
import * as z from 'zod';
import { RetryLaterError } from '../ports';
import type { ReportPeople } from '../ports/upkeep';

const refusalSchema = z.object({ status: z.number() });

export const reportPeople: ReportPeople = async (people) => {
  try {
    return await privacy.reportPersonalData(
      people.map(({ accountId, updatedAtMs }) => ({
        accountId,
        updatedAt: new Date(updatedAtMs).toISOString(),
      })),
    );
  } catch (error) {
    // The package rejects with the response itself.
    const refusal = refusalSchema.safeParse(error);
    if (!refusal.success) throw error;
    throw new RetryLaterError(
      `[forge] POST /app/report-accounts: ${refusal.data.status}`,
      null,
      'not-done',
    );
  }
};
