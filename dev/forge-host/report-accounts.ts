/**
 * Atlassian's Personal data reporting API: takes whose data an app keeps, and says for whom there is
 * something to do. Here everybody is well until somebody says otherwise.
 * @see https://developer.atlassian.com/platform/forge/user-privacy-guidelines/
 */
import { z } from 'zod';
import { type PlatformResponse, respondEmpty, respondJson } from './json-response';

/** At most so many at once. */
const MAX_ACCOUNTS = 90;

const reportSchema = z.strictObject({
  accounts: z
    .array(z.strictObject({ accountId: z.string().min(1), updatedAt: z.iso.datetime() }))
    .min(1)
    .max(MAX_ACCOUNTS),
});

export type AccountStatus = 'closed' | 'updated';

export class ReportedAccounts {
  private readonly statuses = new Map<string, AccountStatus>();
  private readonly reported = new Set<string>();
  private refusals = 0;

  /** From now on a report of the account is answered so; `null`: it is well again. */
  setStatus(accountId: string, status: AccountStatus | null): void {
    if (status) this.statuses.set(accountId, status);
    else this.statuses.delete(accountId);
  }

  /** So many reports from now on are answered 429. */
  refuseNext(count: number): void {
    this.refusals = count;
  }

  /** Whom the app reported so far. */
  get accountIds(): readonly string[] {
    return [...this.reported];
  }

  answer(body: string): PlatformResponse {
    if (this.refusals > 0) {
      this.refusals -= 1;
      return respondEmpty(429);
    }
    const report = reportSchema.safeParse(JSON.parse(body));
    if (!report.success) {
      return respondJson(400, JSON.stringify({ errorMessage: report.error.issues[0]?.message }));
    }
    const accounts = report.data.accounts.flatMap(({ accountId }) => {
      this.reported.add(accountId);
      const status = this.statuses.get(accountId);
      return status ? [{ accountId, status }] : [];
    });
    return accounts.length === 0
      ? respondEmpty(204)
      : respondJson(200, JSON.stringify({ accounts }));
  }
}
