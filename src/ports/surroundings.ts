/** Time, chance and the log. */

export interface Clock {
  /** Milliseconds since the epoch, by our clock. */
  nowMs(): number;
}

/** A fresh random token, long enough never to come twice. */
export type NewNonce = () => string;

/** Messages say what, where and which status; never a payload or a secret. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}
