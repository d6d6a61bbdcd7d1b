/**
 * Writes events into the outbox, in the same batch as the change that causes them.
 *
 * Shapes: live payloads as published by apps' authors, and
 * https://developer.atlassian.com/platform/forge/events-reference/jira/
 */
import type { KnownCaller } from '../caller';
import type { JsonObject } from '../json';
import type { Site } from '../site/site';

const MOST_TRACE_CHARACTERS = 1_024;
const FIRST_EVENT = 1;

/** Who caused it, and the trace header of the request that did. */
export interface Cause {
  readonly caller: KnownCaller;
  readonly trace: string | undefined;
}

export class EventLog {
  constructor(
    private readonly site: Site,
    private readonly cause: Cause,
  ) {}

  /** Keeps one event to be handed over after the request. */
  note(eventType: string, content: JsonObject): void {
    const { caller, trace } = this.cause;
    const id = this.site.world.nextId('outbox', FIRST_EVENT);
    const traced = trace === undefined ? {} : { webhookTraceValue: trace };
    this.site.world.outbox.put(id, {
      payload: {
        eventType,
        selfGenerated: caller.sentByApp,
        atlassianId: caller.user.accountId,
        ...content,
        timestamp: String(this.site.nowMs()),
        ...traced,
      },
      causedByApp: caller.sentByApp,
      ...traced,
    });
  }
}

/** The header `X-Atlassian-Webhook-Trace`, where it is one that Jira keeps: printable, not too long. */
export function readTrace(headers: Headers): string | undefined {
  const value = headers.get('x-atlassian-webhook-trace');
  if (value === null || value === '' || value.length > MOST_TRACE_CHARACTERS) return undefined;
  return /^[\x20-\x7e]+$/.test(value) ? value : undefined;
}
