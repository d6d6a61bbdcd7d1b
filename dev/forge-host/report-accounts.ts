/**
 * Atlassian's Personal data reporting API: takes whose data an app keeps, and of when, and says for
 * whom there is something to do since. Here everybody is well until somebody says otherwise.
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/privacy-api/
 */
import { z } from 'zod';
import type { HostClock } from '../clock';
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
  private readonly statuses = new Map<string, { status: AccountStatus; atMs: number }>();
  private readonly reported = new Set<string>();
  private refusals = 0;

  constructor(private readonly clock: HostClock) {}

  /** From now on a report of older data of the account is answered so; `null`: it is well again. */
  setStatus(accountId: string, status: AccountStatus | null): void {
    if (status) this.statuses.set(accountId, { status, atMs: this.clock.nowMs() });
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
    const accounts = report.data.accounts.flatMap(({ accountId, updatedAt }) => {
      this.reported.add(accountId);
      const since = this.statuses.get(accountId);
      if (!since || since.atMs <= Date.parse(updatedAt)) return [];
      return [{ accountId, status: since.status }];
    });
    return accounts.length === 0
      ? respondEmpty(204)
      : respondJson(200, JSON.stringify({ accounts }));
  }
}
