import type { Context } from '../context';
import type { Answer } from './answer';

/** Answers a request, synchronously, so that all it does is one transaction. */
export type Endpoint = (context: Context) => Answer;

/** `GET /issues/:id`; paths are without `.json`. */
export type Route = readonly [pattern: string, endpoint: Endpoint];

export interface Match {
  readonly endpoint: Endpoint;
  readonly path: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly method: string;
  readonly segments: readonly string[];
  readonly endpoint: Endpoint;
}

/** Finds the endpoint of a request; the first route that fits. */
export class Router {
  readonly #routes: readonly CompiledRoute[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map(([pattern, endpoint]) => {
      const [method = '', path = ''] = pattern.split(' ');
      return { method, segments: path.split('/').filter(Boolean), endpoint };
    });
  }

  find(method: string, segments: readonly string[]): Match | undefined {
    for (const route of this.#routes) {
      if (route.method !== method || route.segments.length !== segments.length) continue;
      const path: Record<string, string> = {};
      const fits = route.segments.every((wanted, index) => {
        const actual = segments[index] ?? '';
        if (!wanted.startsWith(':')) return wanted === actual;
        path[wanted.slice(1)] = actual;
        return true;
      });
      if (fits) return { endpoint: route.endpoint, path };
    }
    return undefined;
  }
}
