/** Changes of issues: the document, its changelog entry and its event, always together. */
import type { KnownCaller } from '../caller';
import { EventLog, readTrace } from '../events/event-log';
import { noteIssueUpdated, type UpdateReason } from '../events/issue-events';
import { allFields } from '../fields/catalog';
import type { Call } from '../http/call';
import type { Json, JsonObject } from '../json';
import { isObject, sameJson } from '../json';
import type { Site } from '../site/site';
import type { HistoryDoc, HistoryItem, IssueDoc } from '../state/model';
import { fieldScope } from './render-issue';

const FIRST_HISTORY = 10_000;

export class Writer {
  readonly site: Site;
  readonly caller: KnownCaller;
  readonly events: EventLog;
  readonly nowMs: number;

  constructor(readonly call: Call) {
    this.site = call.site;
    this.caller = call.caller;
    this.events = new EventLog(call.site, { caller: call.caller, trace: readTrace(call.headers) });
    this.nowMs = call.site.nowMs();
  }

  get world() {
    return this.site.world;
  }

  /** Puts the issue in place with a new `updated`. */
  put(issue: IssueDoc): IssueDoc {
    const next = { ...issue, updatedMs: this.nowMs };
    this.world.issues.put(next.id, next);
    return next;
  }

  /** Writes a changelog entry; none where nothing is to be said. */
  record(issueId: string, items: readonly HistoryItem[], metadata?: Json): HistoryDoc | undefined {
    if (items.length === 0) return undefined;
    const id = this.world.nextId('history', FIRST_HISTORY);
    const entry: HistoryDoc = {
      id,
      issueId,
      authorId: this.caller.user.accountId,
      createdMs: this.nowMs,
      items,
      ...(isObject(metadata) ? { historyMetadata: metadata } : {}),
    };
    this.world.histories.put(id, entry);
    return entry;
  }

  /** Puts the issue, writes its entry and rings; what `items` leaves empty changes nothing. */
  update(
    issue: IssueDoc,
    items: readonly HistoryItem[],
    reason: UpdateReason,
    metadata?: Json,
  ): IssueDoc {
    const next = this.put(issue);
    const entry = this.record(issue.id, items, metadata);
    noteIssueUpdated(this.events, this.site, next, reason, entry);
    return next;
  }

  /** What the changelog says of the fields that differ, in the site's order of fields. */
  compare(before: IssueDoc, after: Readonly<Record<string, Json>>): readonly HistoryItem[] {
    return allFields(this.world).flatMap((field) => {
      const old = before.fields[field.id];
      const next = after[field.id];
      if (old === next || sameJson(normalize(old), normalize(next))) return [];
      const scope = fieldScope(this.site, this.caller, before, field);
      return field.kind.history(old ?? null, next ?? null, scope);
    });
  }
}

/** An empty list is no value, whatever stood there. */
function normalize(value: Json | undefined): Json {
  if (value === undefined) return null;
  return Array.isArray(value) && value.length === 0 ? null : value;
}

/** The issue properties of a request: `[{key, value}]`. */
export function readProperties(body: JsonObject): Readonly<Record<string, Json>> {
  const properties: Record<string, Json> = {};
  for (const entry of Array.isArray(body.properties) ? body.properties : []) {
    if (isObject(entry) && typeof entry.key === 'string')
      properties[entry.key] = entry.value ?? null;
  }
  return properties;
}
