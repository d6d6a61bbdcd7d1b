/** The connections and how they stand. */
import * as z from 'zod';
import type { Bells } from '../core/bells';
import type { Finding } from '../core/doctor/finding';
import { none } from './answer';

const named = z.object({ connectionId: z.string() });

export const connectionsRequests = {
  /** The doctor: reads only, and takes seconds. */
  testConnection: named,
  getWebhook: named,
  /** Makes a new secret; the one before stays valid for a day. */
  rotateWebhookSecret: named,
  /** Notes each bell for a quarter of an hour. */
  watchWebhook: named,
  getSupportBundle: none,
} as const;

export interface ConnectionsAnswers {
  /** Worst first. */
  readonly testConnection: { readonly findings: readonly Finding[] };
  readonly getWebhook: WebhookView;
  /** The only call that tells the secret, and only this once. */
  readonly rotateWebhookSecret: { readonly secret: string; readonly webhook: WebhookView };
  readonly watchWebhook: WebhookView;
  /** JSON, without secrets, people, hosts and anything of an issue. */
  readonly getSupportBundle: { readonly text: string };
}

/** A connection's webhook, and what is known of its bells. */
export interface WebhookView extends Bells {
  readonly url: string;
  readonly hasSecret: boolean;
  /** Until when the secret before is taken, too; `null`: it is not, or it was configured to be. */
  readonly formerValidToMs: number | null;
  /** Whether each bell is noted now. */
  readonly isWatched: boolean;
}

export interface ConnectionView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly textFormat: 'textile' | 'markdown';
  readonly webhookUrl: string;
  readonly hasApiKey: boolean;
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
