import type { Clock } from '../ports';

/** The function's own time. */
export const systemClock: Clock = { nowMs: () => Date.now() };
