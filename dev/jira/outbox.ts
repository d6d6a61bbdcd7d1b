/**
 * Hands over the events that requests left in the store.
 *
 * An event is removed only after its receiver took it, so a killed process hands it over again
 * after its restart: at least once, in order, and none is lost.
 */

import type { JsonObject } from './json';
import type { OutboxDoc } from './state/model';
import type { World } from './state/world';

export interface JiraEvent {
  readonly payload: JsonObject;
  readonly causedByApp: boolean;
  readonly webhookTraceValue?: string;
}

export type Emit = (event: JiraEvent) => void | Promise<void>;

export class Outbox {
  private isDraining = false;

  constructor(
    private readonly world: World,
    private readonly emit: Emit,
  ) {}

  get size(): number {
    return this.world.outbox.size;
  }

  /**
   * Hands over what is there, oldest first. A call while another one is at it returns at once: that
   * one goes on until nothing is left, so a receiver may send requests of its own.
   */
  async drain(): Promise<void> {
    if (this.isDraining) return;
    this.isDraining = true;
    try {
      for (let next = this.oldest(); next !== undefined; next = this.oldest()) {
        const [id, event] = next;
        await this.emit(event);
        this.world.outbox.remove(id);
        this.world.commit();
      }
    } finally {
      this.isDraining = false;
    }
  }

  private oldest(): readonly [id: string, event: OutboxDoc] | undefined {
    let oldest: readonly [string, OutboxDoc] | undefined;
    for (const entry of this.world.outbox.entries()) {
      if (oldest === undefined || Number(entry[0]) < Number(oldest[0])) oldest = entry;
    }
    return oldest;
  }
}
