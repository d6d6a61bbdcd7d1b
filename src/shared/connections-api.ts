/** The connections and how they stand. */
import * as z from 'zod';

export const connectionsRequests = {
  testConnection: z.object({ connectionId: z.string() }),
} as const;

export interface ConnectionsAnswers {
  readonly testConnection: { readonly checks: readonly ConnectionCheck[] };
}

export interface ConnectionView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly textFormat: 'textile' | 'markdown';
  readonly webhookUrl: string;
  readonly hasApiKey: boolean;
  readonly hasWebhookSecret: boolean;
  readonly health: HealthView;
}

/** How a tracker's circuit stands. While it is not `closed`, nothing calls the tracker. */
export type HealthView =
  | { readonly state: 'closed' }
  | {
      /** `half-open`: the pause is over, and the next run probes. `waiting`: the tracker asked for it. */
      readonly state: 'open' | 'half-open' | 'waiting';
      /** `access`: the key is not taken, and somebody has to mend it. */
      readonly cause: 'failures' | 'access' | 'limit';
      /** `null` where the tracker only asked to wait. */
      readonly sinceMs: number | null;
      readonly retryAtMs: number;
      /** The last failure, in the tracker's own words. */
      readonly message: string;
    };

/** One finding of the connection test. */
export interface ConnectionCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was found and, where not ok, what to do. */
  readonly message: string;
}
