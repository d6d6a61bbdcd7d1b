/** What the host has to say besides its answers. */
import type { ConsoleMethod } from './globals';
import type { RunOutcome } from './invocation';

export type HostNotice =
  /** A line that a function printed. */
  | {
      readonly kind: 'log';
      readonly functionKey: string;
      readonly level: ConsoleMethod;
      readonly text: string;
    }
  | {
      readonly kind: 'function-failed';
      readonly functionKey: string;
      readonly outcome: Exclude<RunOutcome, { readonly kind: 'returned' }>;
    }
  /** An event that will not be delivered any more. */
  | { readonly kind: 'dropped'; readonly message: string }
  /** The app asked for something that this host does not model. */
  | { readonly kind: 'not-modelled'; readonly message: string };

/** Prints a notice to standard error, with the function's name. */
export function printNotice(notice: HostNotice): void {
  switch (notice.kind) {
    case 'log':
      console.error(`[${notice.functionKey}] ${notice.text}`);
      return;
    case 'function-failed': {
      const { outcome, functionKey } = notice;
      if (outcome.kind === 'threw') console.error(`[${functionKey}] failed:`, outcome.error);
      else console.error(`[${functionKey}] ${outcome.kind}`);
      return;
    }
    case 'dropped':
    case 'not-modelled':
      console.error(`[host] ${notice.kind}: ${notice.message}`);
      return;
    default:
      notice satisfies never;
  }
}
