/** Which value a conflict ends with, as the pages ask for it. */
import type { Side } from '../core/model';
import type { Kept } from '../sync/link/compose-decision';
import { CallRefused } from './answer-call';

export interface KeepRequest {
  readonly keep: Side | 'merge' | 'text';
  readonly text?: string | undefined;
}

/** @throws CallRefused for a text that was left out */
export function readKept({ keep, text }: KeepRequest): Kept {
  if (keep === 'merge') return { kind: 'merge' };
  if (keep !== 'text') return { kind: 'side', side: keep };
  if (text === undefined) throw new CallRefused('The text to keep is missing.');
  return { kind: 'text', text };
}
