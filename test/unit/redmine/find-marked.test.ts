import { describe, expect, it } from 'vitest';
import { createRedmineClient } from '../../../src/redmine/client';
import { createRedmineTracker } from '../../../src/redmine/tracker';
import { aFullMapping, JIRA_URL, REDMINE_URL } from '../../support/a-full-mapping';
import { insideForge } from '../../support/forge-globals';
import { json, recordingHttp, SERVER_DATE, SERVER_MS } from '../../support/recording-http';

const clock = { nowMs: () => SERVER_MS };
const LINE = `"WEB-1":${JIRA_URL}/browse/WEB-1#sync-10000.abc`;
const time = new Date(SERVER_DATE).toISOString();

/** A Redmine of these issues, newest first, a page at a time. */
function aRedmineOf(ids: readonly number[], marked: readonly number[]) {
  const issues = ids.map((id) => ({
    id,
    description: marked.includes(id) ? `text\n\n${LINE}` : 'text',
    created_on: time,
    updated_on: time,
  }));
  const http = recordingHttp(({ query }) => {
    const offset = Number(query.offset ?? 0);
    const page = issues.slice(offset, offset + Number(query.limit));
    return json({ issues: page, total_count: issues.length });
  });
  const client = createRedmineClient({
    baseUrl: REDMINE_URL,
    apiKey: 'k',
    clock,
    allowHttpLoopback: false,
  });
  const tracker = createRedmineTracker(aFullMapping(), { client, clock, ownAuthorId: '9' });
  const inside = <T>(work: () => Promise<T>) =>
    insideForge({ egress: http.handle, nowMs: clock.nowMs }, work);
  return {
    queries: () => http.requests.map(({ query }) => query),
    takeWatermark: () => inside(() => tracker.newestIssue()),
    find: (watermark: string) => inside(() => tracker.findByMarker('10000.abc', watermark)),
  };
}

describe('finding a marked Redmine issue', () => {
  it('takes the oldest, since people copy issues with all that they say', async () => {
    expect(await aRedmineOf([7, 6, 5, 4, 3], [7, 5]).find('3')).toBe('5');
  });

  it('looks through every page for it', async () => {
    const ids = Array.from({ length: 150 }, (_, at) => 160 - at);
    expect(await aRedmineOf(ids, [160, 20]).find('3')).toBe('20');
  });

  it('does not look before the watermark', async () => {
    expect(await aRedmineOf([4, 3], [3]).find('3')).toBeNull();
  });

  it('knows it by the time where it got the id of the issue that was the newest and is deleted', async () => {
    expect(await aRedmineOf([41, 40], [41]).find('41@2026-11-21T11:59:00Z')).toBe('41');
  });

  it('looks into every project, since people may have moved it, at what was made since', async () => {
    const redmine = aRedmineOf([4, 3], [4]);
    const watermark = await redmine.takeWatermark();
    expect({ watermark, found: await redmine.find('3@2026-11-21T11:59:00Z') }).toEqual({
      watermark: '4@2026-11-21T11:59:00Z',
      found: '4',
    });
    expect(redmine.queries().at(-1)).toEqual({
      status_id: '*',
      created_on: '>=2026-11-21T11:59:00Z',
      sort: 'id:desc',
      limit: '100',
      offset: '0',
    });
  });
});
