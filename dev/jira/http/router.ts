/** Finds the route of a request in tables of routes, by segments. */
import type { Call } from './call';
import type { Reply } from './reply';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** As the OpenAPI document writes it: `/rest/api/3/issue/{issueIdOrKey}`. */
  readonly path: string;
  /** A read changes no data, whatever its method. */
  readonly kind: 'read' | 'write';
  readonly body?: 'json' | 'multipart';
  /** What a call without a login gets: handled like any other, or 401. */
  readonly anonymous?: true;
  readonly handle: (call: Call) => Reply;
}

/** What finding needs of a route. */
interface Place {
  readonly method: Method;
  readonly path: string;
}

export interface Match<R = Route> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

interface Node<R> {
  readonly fixed: Map<string, Node<R>>;
  variable?: Node<R>;
  readonly routes: Map<string, { readonly route: R; readonly names: readonly string[] }>;
}

export class Router<R extends Place = Route> {
  readonly routes: readonly R[];
  private readonly root: Node<R> = emptyNode();

  constructor(tables: readonly (readonly R[])[]) {
    this.routes = tables.flat();
    for (const route of this.routes) this.add(route);
  }

  /** The route of the request; fixed segments win over variables. */
  find(method: string, path: string): Match<R> | undefined {
    const segments = path.split('/').filter((segment) => segment !== '');
    return this.walk(this.root, segments, 0, [], method);
  }

  private walk(
    node: Node<R>,
    segments: readonly string[],
    depth: number,
    values: readonly string[],
    method: string,
  ): Match<R> | undefined {
    const segment = segments[depth];
    if (segment === undefined) {
      const entry = node.routes.get(method);
      if (entry === undefined) return undefined;
      const params = Object.fromEntries(entry.names.map((name, at) => [name, values[at] ?? '']));
      return { route: entry.route, params };
    }
    const fixed = node.fixed.get(segment);
    const found = fixed && this.walk(fixed, segments, depth + 1, values, method);
    if (found !== undefined) return found;
    if (node.variable === undefined) return undefined;
    const value = decodeSegment(segment);
    return this.walk(node.variable, segments, depth + 1, [...values, value], method);
  }

  private add(route: R): void {
    let node = this.root;
    const names: string[] = [];
    for (const segment of route.path.split('/').filter((part) => part !== '')) {
      if (segment.startsWith('{')) {
        names.push(segment.slice(1, -1));
        node.variable ??= emptyNode();
        node = node.variable;
      } else {
        const next: Node<R> = node.fixed.get(segment) ?? emptyNode();
        node.fixed.set(segment, next);
        node = next;
      }
    }
    if (node.routes.has(route.method)) {
      throw new Error(`two routes for ${route.method} ${route.path}`);
    }
    node.routes.set(route.method, { route, names });
  }
}

function emptyNode<R>(): Node<R> {
  return { fixed: new Map(), routes: new Map() };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray per cent sign is no encoding; Jira then looks for the text as it stands.
    return segment;
  }
}
