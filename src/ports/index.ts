/**
 * What the sync needs from the world, and what every implementation must guarantee.
 *
 * Expected results are values. Only two errors cross a port: `PermanentError` (asking again will
 * not help) and `RetryLaterError` (it may). Anything else that is thrown is a bug.
 */
export type { Trouble } from '../core/failing/circuit';
export * from './connection';
export * from './errors';
export * from './queue';
export * from './store';
export * from './surroundings';
export * from './tracker';
