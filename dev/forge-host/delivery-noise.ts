/** How a platform that promises little delivers; given by a simulation. */
export interface DeliveryNoise {
  /** How often an event arrives. An async event arrives at least once. */
  copies(kind: 'product-event' | 'async-event'): number;
  /** How much later than promised one copy arrives. */
  delayMs(kind: 'product-event' | 'async-event'): number;
}

/** Each event once and at once. */
export const EXACT_DELIVERY: DeliveryNoise = { copies: () => 1, delayMs: () => 0 };
