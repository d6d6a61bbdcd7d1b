/** An async event as the host keeps it until it was delivered. */
export interface EventRecord {
  readonly eventId: string;
  readonly jobId: string;
  readonly queueName: string;
  readonly bodyJson: string;
  readonly enqueuedAtMs: number;
  readonly dueAtMs: number;
  readonly concurrency?: { readonly key: string; readonly limit: number };
  /** Pushes between it and the run that nobody pushed, itself counted. */
  readonly chainLength: number;
  /** Runs so far, whatever they ended in. */
  readonly attempts: number;
  /** Present once it was tried: what the next run is told. */
  readonly retry?: { readonly count: number; readonly reason: string; readonly dataJson?: string };
}

/** Progress of the events of one push. */
export interface JobRecord {
  readonly queueName: string;
  readonly success: number;
  readonly inProgress: number;
  readonly failed: number;
}
