/** Jira's page shapes. */
import type { Json, JsonObject } from '../json';
import { type Call, queryInteger } from './call';

export interface PageWindow {
  readonly startAt: number;
  readonly maxResults: number;
}

/** `startAt` and `maxResults` of the query; more than `most` is cut to it, less than 0 is 0. */
export function readWindow(call: Call, size: number, most = size): PageWindow {
  return {
    startAt: Math.max(0, queryInteger(call, 'startAt', 0)),
    maxResults: Math.min(most, Math.max(0, queryInteger(call, 'maxResults', size))),
  };
}

export function cut<T>(items: readonly T[], window: PageWindow): readonly T[] {
  return items.slice(window.startAt, window.startAt + window.maxResults);
}

/** The bean of newer endpoints: `values`, `isLast`, `self`. */
export function pageBean<T>(
  call: Call,
  items: readonly T[],
  window: PageWindow,
  render: (item: T) => Json,
): JsonObject {
  const values = cut(items, window);
  const end = window.startAt + values.length;
  const self = pageUrl(call, window.startAt, window.maxResults);
  return {
    self,
    ...(end < items.length ? { nextPage: pageUrl(call, end, window.maxResults) } : {}),
    maxResults: window.maxResults,
    startAt: window.startAt,
    total: items.length,
    isLast: end >= items.length,
    values: values.map(render),
  };
}

function pageUrl(call: Call, startAt: number, maxResults: number): string {
  const query = new URLSearchParams(call.query);
  query.set('startAt', String(startAt));
  query.set('maxResults', String(maxResults));
  return `${call.site.baseUrl}${call.path}?${query}`;
}
