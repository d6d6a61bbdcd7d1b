/** Who sends a request. */
import type { UserDoc } from './state/model';

/** `viaApp`: the app acts for that person (`asUser`), so the events it causes are its own. */
export type Caller =
  | { readonly kind: 'app' }
  | { readonly kind: 'user'; readonly accountId: string; readonly viaApp?: boolean }
  | { readonly kind: 'anonymous' };

/** A caller that the double knows as one of its users. */
export interface KnownCaller {
  readonly user: UserDoc;
  readonly isApp: boolean;
  /** The app sent it, in its own name or in a person's. */
  readonly sentByApp: boolean;
}
