/** A remote system as the app reaches it. */
import type { TextFormat } from '../core/model';
import type { WebhookSecret } from '../core/rotate-secrets';

/** One remote system, with its secrets: never hand one to a page or a log. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly textFormat: TextFormat;
  readonly apiKey: string;
  /** Two while one replaces the other, the newest first. */
  readonly webhookSecrets: readonly WebhookSecret[];
  /** Until then each bell is noted, since somebody sets the webhook up; absent: nobody does. */
  readonly bellsWatchedUntilMs?: number;
  /** The remote user that we write as. */
  readonly remoteUserId: string;
  /** The app's own accountId. */
  readonly jiraAccountId: string;
  /** How many calls it may get; `null`: as many as there is work for. */
  readonly requestsPerMinute: number | null;
  readonly routes: readonly { readonly mappingId: string; readonly remoteProjectId: string }[];
}
