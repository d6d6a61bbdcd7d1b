import { createHmac } from 'node:crypto';

export interface WebhookTarget {
  readonly url: string;
  /** Without one, deliveries are not signed. */
  readonly secret?: string;
  readonly send: (request: Request) => Promise<Response>;
}

/** One delivery that was tried. */
export interface Delivery {
  readonly body: string;
  readonly outcome:
    | { readonly kind: 'answered'; readonly status: number }
    | { readonly kind: 'failed'; readonly error: unknown };
}

/**
 * Sends webhooks as Redmine 7 does: signed, one attempt, in order, from memory. A request never waits for
 * its deliveries; what is not sent when the process ends is lost.
 */
export class WebhookSender {
  readonly #target: WebhookTarget;
  readonly #deliveries: Delivery[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(target: WebhookTarget) {
    this.#target = target;
  }

  /** What was sent since the last call, oldest first. */
  takeDeliveries(): readonly Delivery[] {
    return this.#deliveries.splice(0);
  }

  push(payload: unknown): void {
    const body = JSON.stringify(payload);
    this.#last = this.#last.then(() => this.#deliver(body));
  }

  /** Resolves once all that was pushed has been tried. */
  async settled(): Promise<void> {
    let seen: Promise<void> | undefined;
    while (seen !== this.#last) {
      seen = this.#last;
      await seen;
    }
  }

  async #deliver(body: string): Promise<void> {
    const { url, secret, send } = this.#target;
    const headers = new Headers({ 'content-type': 'application/json', 'user-agent': 'Redmine' });
    if (secret !== undefined && secret !== '') {
      headers.set('x-redmine-signature-256', `sha256=${sign(secret, body)}`);
    }
    try {
      const response = await send(new Request(url, { method: 'POST', headers, body }));
      await response.arrayBuffer();
      this.#record({ body, outcome: { kind: 'answered', status: response.status } });
    } catch (error) {
      this.#record({ body, outcome: { kind: 'failed', error } });
    }
  }

  #record(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > 1000) this.#deliveries.shift();
  }
}

/** Hexadecimal HMAC-SHA-256 of the body. */
export function sign(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
