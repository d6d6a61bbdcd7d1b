import type { AuditEntry } from '../../core/audit/audit';
import { PermanentError, RetryLaterError } from '../../ports';
import type { NoticeState } from '../../ports/notices';
import type { NoticePorts } from '../sync-ports';

export type Made<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** A tracker did not answer. */
  | { readonly kind: 'later' }
  /** It would answer the same again. */
  | { readonly kind: 'refused' };

/** One round of telling: what was told, and why something was not. */
export class Attempt {
  readonly audit: AuditEntry[] = [];
  private message: string | null = null;

  constructor(private readonly ports: Pick<NoticePorts, 'clock' | 'log'>) {}

  /** @returns what the work returned, or whether it is worth another try */
  async make<T>(work: () => Promise<T>): Promise<Made<T>> {
    try {
      return { kind: 'done', value: await work() };
    } catch (error) {
      if (!(error instanceof PermanentError || error instanceof RetryLaterError)) throw error;
      this.message = error.message;
      this.ports.log.warn(`a notice could not be given: ${error.message}`);
      return { kind: error instanceof RetryLaterError ? 'later' : 'refused' };
    }
  }

  /**
   * @param what of which kind
   * @param where the issue, or the way that it went
   * @param about the mapping and the issue that it concerns
   */
  tell(what: string, where: string, about: Pick<Partial<AuditEntry>, 'mappingId' | 'from'> = {}) {
    this.audit.push({
      atMs: this.ports.clock.nowMs(),
      kind: 'notice-given',
      linkId: null,
      mappingId: null,
      side: null,
      field: what,
      from: null,
      to: where,
      cause: 'sweep',
      ...about,
    });
  }

  failureAfter(before: NoticeState['failure']): NoticeState['failure'] {
    if (this.message === null) return null;
    if (before?.message === this.message) return before;
    return { message: this.message, sinceMs: this.ports.clock.nowMs() };
  }
}
