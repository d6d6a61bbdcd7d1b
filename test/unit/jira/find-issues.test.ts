import { describe, expect, it } from 'vitest';
import { createJiraTracker } from '../../../src/jira/tracker';
import { aFullMapping } from '../../support/a-full-mapping';
import { insideForge } from '../../support/forge-globals';
import { json, type RecordedRequest, recordingHttp } from '../../support/recording-http';

interface Stored {
  readonly number: number;
  readonly marker?: string;
  readonly projectId?: string;
}

/** A Jira whose search lags: it knows keys up to `indexed` only. */
function project(stored: readonly Stored[], indexed: number) {
  const http = recordingHttp(({ path, body }: RecordedRequest) => {
    if (path.endsWith('/search/jql')) {
      const issues = indexed === 0 ? [] : [{ id: String(indexed), key: `WEB-${indexed}` }];
      return json({ issues });
    }
    const { issueIdsOrKeys } = body as { issueIdsOrKeys: readonly string[] };
    const found = stored.filter(({ number }) => issueIdsOrKeys.includes(`WEB-${number}`));
    return json({
      issueErrors: [],
      issues: found.map(({ number, marker, projectId = '10000' }) => ({
        id: `1000${number}`,
        key: `WEB-${number}`,
        fields: { project: { id: projectId } },
        properties: marker === undefined ? {} : { 'redmine-sync': { marker } },
      })),
    });
  });
  const options = { ownAuthorId: 'app-1', clock: { nowMs: () => 0 } };
  const tracker = createJiraTracker(aFullMapping(), options);
  return {
    http,
    newest: () => insideForge({ jira: http.handle }, () => tracker.newestIssue()),
    find: (marker: string, watermark: string) =>
      insideForge({ jira: http.handle }, () => tracker.findByMarker(marker, watermark)),
  };
}

describe('finding a marked Jira issue', () => {
  it('names the newest key that the search knows', async () => {
    expect(await project([], 17).newest()).toBe('WEB-17');
  });

  it('begins before the first issue of an empty project', async () => {
    expect(await project([], 0).newest()).toBe('WEB-0');
  });

  it('finds an issue that the search does not show yet', async () => {
    const { find } = project([{ number: 18, marker: '12.abc' }], 17);
    expect(await find('12.abc', 'WEB-17')).toBe('100018');
  });

  it('finds nothing under another marker', async () => {
    const { find } = project([{ number: 18, marker: '12.abc' }], 17);
    expect(await find('12.xyz', 'WEB-17')).toBeNull();
  });

  it('does not look before the watermark', async () => {
    const { find } = project([{ number: 3, marker: '12.abc' }], 17);
    expect(await find('12.abc', 'WEB-3')).toBeNull();
  });

  it('goes on past a gap of deleted issues as far as the search knows', async () => {
    const { find, http } = project([{ number: 340, marker: '12.abc' }], 341);
    expect(await find('12.abc', 'WEB-17')).toBe('1000340');
    expect(http.requests).toHaveLength(5);
  });

  it('finds an issue that was moved to another project since, by its former key', async () => {
    const { find } = project([{ number: 18, marker: '12.abc', projectId: '10001' }], 18);
    expect(await find('12.abc', 'WEB-17')).toBe('100018');
  });
});
