/** How each kind of collector wants its entries. */
import type { RecordedEntry } from '../core/audit/audit-chain';
import { toRecord } from '../core/audit/audit-export';
import type { CollectorSettings } from '../ports/upkeep';

export interface CollectorShape {
  headers(token: string): Readonly<Record<string, string>>;
  body(entries: readonly RecordedEntry[]): string;
}

const SOURCE = 'redmine-sync-for-jira';

export const SHAPES: Readonly<Record<CollectorSettings['kind'], CollectorShape>> = {
  /**
   * One object after the other, times in seconds.
   * https://docs.splunk.com/Documentation/Splunk/latest/Data/FormateventsforHTTPEventCollector
   */
  splunk: {
    headers: (token) => ({ Authorization: `Splunk ${token}` }),
    body: (entries) =>
      entries
        .map((each) =>
          JSON.stringify({
            time: each.entry.atMs / 1000,
            source: SOURCE,
            sourcetype: '_json',
            event: toRecord(each),
          }),
        )
        .join('\n'),
  },
  /**
   * At most 1,000 entries and 5 MB at once.
   * https://docs.datadoghq.com/api/latest/logs/#send-logs
   */
  datadog: {
    headers: (token) => ({ 'DD-API-KEY': token }),
    body: (entries) =>
      JSON.stringify(
        entries.map((each) => ({
          ddsource: SOURCE,
          service: SOURCE,
          status: each.entry.kind === 'failed' ? 'error' : 'info',
          message: JSON.stringify(toRecord(each)),
          timestamp: each.entry.atMs,
        })),
      ),
  },
  /** A plain list, for whatever takes JSON. */
  json: {
    headers: (token) => ({ Authorization: `Bearer ${token}` }),
    body: (entries) => JSON.stringify(entries.map(toRecord)),
  },
};
