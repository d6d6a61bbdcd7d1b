import { RetryLaterError } from '../ports';

/** Another run saved the link first: what this run knows of it is old, and it starts again. */
export class LostRaceError extends RetryLaterError {
  constructor(linkId: string) {
    super(`link ${linkId} was saved by another run first`, 1, 'not-done');
  }
}
