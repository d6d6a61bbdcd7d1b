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

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Node {
  readonly fixed: Map<string, Node>;
  variable?: { readonly name: string; readonly node: Node };
  readonly routes: Map<string, { readonly route: Route; readonly names: readonly string[] }>;
}

export class Router {
  private readonly root: Node = emptyNode();

  constructor(tables: readonly (readonly Route[])[]) {
    for (const route of tables.flat()) this.add(route);
  }

  /** The route of the request; fixed segments win over variables. */
  find(method: string, path: string): Match | undefined {
    const segments = path.split('/').filter((segment) => segment !== '');
    return this.walk(this.root, segments, 0, [], method);
  }

  private walk(
    node: Node,
    segments: readonly string[],
    depth: number,
    values: readonly string[],
    method: string,
  ): Match | undefined {
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
    return this.walk(node.variable.node, segments, depth + 1, [...values, value], method);
  }

  private add(route: Route): void {
    let node = this.root;
    const names: string[] = [];
    for (const segment of route.path.split('/').filter((part) => part !== '')) {
      if (segment.startsWith('{')) {
        names.push(segment.slice(1, -1));
        node.variable ??= { name: segment, node: emptyNode() };
        node = node.variable.node;
      } else {
        const next = node.fixed.get(segment) ?? emptyNode();
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

function emptyNode(): Node {
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
