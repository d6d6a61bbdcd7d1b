/** Opens Jira's OpenAPI document and finds the operation of a request. */
import { readFileSync } from 'node:fs';
import { OpenAPIBackend, type Operation } from 'openapi-backend';
import { Router } from '../http/router';
import { JIRA_FORMATS } from './formats';

export interface OpenDocument {
  readonly api: OpenAPIBackend;
  readonly operations: Router<OperationRoute>;
}

/** One for each path: opening takes half a second. */
const openDocuments = new Map<string, Promise<OpenDocument>>();

export function openDocument(path: string): Promise<OpenDocument> {
  const known = openDocuments.get(path) ?? readDocument(path);
  openDocuments.set(path, known);
  return known;
}

async function readDocument(path: string): Promise<OpenDocument> {
  const api = new OpenAPIBackend({
    // The document describes the Java class that stands for any JSON, not the JSON.
    definition: JSON.parse(readFileSync(path, 'utf8'), (key, value) =>
      key === 'JsonNode' ? {} : value,
    ),
    quick: true,
    validate: true,
    ajvOpts: { strict: false, allErrors: true, formats: { ...JIRA_FORMATS } },
  });
  await api.init();
  return { api, operations: routesOf(api) };
}

export interface OperationRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly operation: Operation;
}

/** The library matches a path by trying all 420; a tree of segments is a thousand times faster. */
function routesOf(api: OpenAPIBackend): Router<OperationRoute> {
  const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
  const routes = api.router.getOperations().flatMap((operation): OperationRoute[] => {
    const method = methods.find((name) => name === operation.method.toUpperCase());
    return method === undefined ? [] : [{ method, path: operation.path, operation }];
  });
  return new Router([routes]);
}
