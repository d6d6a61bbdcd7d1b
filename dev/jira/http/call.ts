/** One request as a handler sees it, with readers for its query and body. */
import type { KnownCaller } from '../caller';
import type { IndexedProperty } from '../jql/fields';
import { isArray, isObject, type Json, type JsonObject } from '../json';
import type { SearchIndex } from '../search-index';
import type { Site } from '../site/site';
import { refusal } from './jira-error';

export interface UploadedFile {
  readonly filename: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The parsed JSON body; `undefined` where there is none. */
  readonly body: Json | undefined;
  readonly files: readonly UploadedFile[];
  readonly caller: KnownCaller;
  readonly site: Site;
  readonly search: {
    readonly index: SearchIndex;
    readonly indexedProperties: readonly IndexedProperty[];
  };
}

/** The path parameter; it is there because the route names it. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

/** A list given as repeated parameters, as commas, or as both. */
export function queryList(call: Call, name: string): readonly string[] {
  return call.query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** @throws JiraError 400 where the parameter is given and no whole number. */
export function queryInteger(call: Call, name: string, fallback: number): number {
  const text = call.query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value)) {
    throw refusal(400, `The value '${text}' of the parameter '${name}' is not a whole number.`);
  }
  return value;
}

export function queryFlag(call: Call, name: string, fallback: boolean): boolean {
  const text = call.query.get(name);
  return text === null ? fallback : text.toLowerCase() === 'true';
}

/** @throws JiraError 400 where the body is no JSON object. */
export function bodyObject(call: Call): JsonObject {
  if (!isObject(call.body)) {
    throw refusal(
      400,
      'Invalid request payload. Refer to the REST API documentation and try again.',
    );
  }
  return call.body;
}

/** The member as a list of strings; absent is an empty list. */
export function bodyStrings(body: JsonObject, name: string): readonly string[] {
  const value = body[name];
  if (value === undefined || value === null) return [];
  if (!isArray(value)) throw refusal(400, `The value of '${name}' must be a list.`);
  return value.map((item) => String(item));
}
