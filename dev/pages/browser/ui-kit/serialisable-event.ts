import type { SyntheticEvent } from 'react';

/** What of an event crosses Forge's bridge; nodes of the page never do. */
export interface SerialisableEvent {
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly defaultPrevented: boolean;
  readonly eventPhase: number;
  readonly isTrusted: boolean;
  readonly timeStamp: number;
  readonly type: string;
  readonly target: {
    readonly value?: string;
    readonly checked?: boolean;
    readonly name?: string;
    readonly id?: string;
    readonly tagName?: string;
    readonly type?: string;
  };
}

/** Copies an event to what an app gets to see of it in Jira. */
export function toSerialisableEvent(event: SyntheticEvent): SerialisableEvent {
  const { bubbles, cancelable, defaultPrevented, eventPhase, isTrusted, timeStamp, type } = event;
  const target = event.target as Partial<HTMLInputElement>;
  return {
    bubbles,
    cancelable,
    defaultPrevented,
    eventPhase,
    isTrusted,
    timeStamp,
    type,
    target: Object.fromEntries(
      (['value', 'checked', 'name', 'id', 'tagName', 'type'] as const)
        .filter((key) => target[key] !== undefined)
        .map((key) => [key, target[key]]),
    ),
  };
}
