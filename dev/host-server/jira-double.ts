import type { ProductEvent } from '../forge-host/product-events';

/** Jira as the local host needs it. */
export interface JiraDouble {
  /** A call by somebody who is known already. */
  handle(
    request: Request,
    caller:
      | { readonly kind: 'app' }
      | { readonly kind: 'user'; readonly accountId: string; readonly viaApp?: boolean },
  ): Promise<Response>;
  /** A call over the network, with Basic authentication. */
  fetch(request: Request): Promise<Response>;
}

/** Makes the double; it rings the given bell for every product event. */
export type CreateJira = (site: {
  readonly baseUrl: string;
  readonly onEvent: (event: ProductEvent) => void;
}) => JiraDouble;
