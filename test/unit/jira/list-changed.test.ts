import { describe, expect, it } from 'vitest';
import { createJiraTracker } from '../../../src/jira/tracker';
import { aFullMapping } from '../../support/a-full-mapping';
import { insideForge } from '../../support/forge-globals';
import {
  empty,
  json,
  type RecordedRequest,
  recordingHttp,
  SERVER_MS,
} from '../../support/recording-http';

const MINUTE_MS = 60_000;

/** A project whose search knows these changes, in the order of their time. */
function sweeper(search: (request: RecordedRequest) => Response, nowMs = () => SERVER_MS) {
  const http = recordingHttp(search);
  const tracker = createJiraTracker(aFullMapping(), { ownAuthorId: 'app-1', clock: { nowMs } });
  const list = (cursor: string | null) =>
    insideForge({ jira: http.handle, nowMs }, () => tracker.listChanged(cursor));
  return { list, bodies: () => http.requests.map(({ body }) => body as { jql: string }) };
}

function listed(id: number, minutesAgo: number) {
  const updated = new Date(SERVER_MS - minutesAgo * MINUTE_MS).toISOString();
  return { id: String(id), key: `WEB-${id}`, fields: { created: updated, updated } };
}

const changed = (id: number, minutesAgo: number) => ({
  id: String(id),
  createdAtMs: SERVER_MS - minutesAgo * MINUTE_MS,
  updatedAtMs: SERVER_MS - minutesAgo * MINUTE_MS,
});

describe('listing what changed in a Jira project', () => {
  it('starts from Jira’s own now, whatever our clock says', async () => {
    const { list } = sweeper(
      () => json({ issues: [listed(1, 60)] }),
      () => SERVER_MS + 3_600_000,
    );
    const { issues, cursor, more } = await list(null);
    expect({ issues, more, sinceMs: JSON.parse(cursor).sinceMs }).toEqual({
      issues: [],
      more: false,
      sinceMs: SERVER_MS,
    });
  });

  it('reaches back a quarter of an hour and leaves out what it handed out', async () => {
    const { list, bodies } = sweeper(() => json({ issues: [listed(1, 9), listed(2, 5)] }));
    const start = await list(null);
    const first = await list(start.cursor);
    const again = await list(first.cursor);
    expect({
      first: first.issues,
      again: again.issues,
      jql: bodies().map(({ jql }) => jql),
    }).toEqual({
      first: [changed(1, 9), changed(2, 5)],
      again: [],
      jql: [
        'project = 10000 ORDER BY updated DESC',
        'project = 10000 AND updated >= -16m ORDER BY updated ASC, key ASC',
        'project = 10000 AND updated >= -16m ORDER BY updated ASC, key ASC',
      ],
    });
  });

  it('hands an issue out again once it changed again', async () => {
    let minutesAgo = 5;
    const { list } = sweeper(() => json({ issues: [listed(1, minutesAgo)] }));
    const first = await list((await list(null)).cursor);
    minutesAgo = 2;
    expect((await list(first.cursor)).issues).toEqual([changed(1, 2)]);
  });

  it('reaches back by Jira’s clock where ours is an hour behind', async () => {
    let offsetMs = 0;
    const { list, bodies } = sweeper(
      () => json({ issues: [] }),
      () => SERVER_MS - 3_600_000 + offsetMs,
    );
    const start = await list(null);
    offsetMs = 10 * MINUTE_MS;
    await list(start.cursor);
    expect(bodies().at(-1)?.jql).toContain('updated >= -26m');
  });

  it('goes on page by page and moves its start only after the last', async () => {
    const { list } = sweeper(({ body }) => {
      const token = (body as { nextPageToken?: string }).nextPageToken;
      return json(
        token === undefined
          ? { issues: [listed(1, 9)], nextPageToken: 'two' }
          : { issues: [listed(2, 5)] },
      );
    });
    const first = await list((await list(null)).cursor);
    const second = await list(first.cursor);
    expect([first, second].map(({ issues, more }) => ({ issues, more }))).toEqual([
      { issues: [changed(1, 9)], more: true },
      { issues: [changed(2, 5)], more: false },
    ]);
  });

  it('asks for the next page with the very same query, minutes later', async () => {
    let nowMs = SERVER_MS;
    const { list, bodies } = sweeper(
      () => json({ issues: [listed(1, 9)], nextPageToken: 'two' }),
      () => nowMs,
    );
    const first = await list((await list(null)).cursor);
    nowMs += 5 * MINUTE_MS;
    await list(first.cursor);
    const [, one, two] = bodies();
    expect(two?.jql).toBe(one?.jql);
  });

  it('begins again where its page token has expired', async () => {
    let isExpired = false;
    const { list } = sweeper(({ body }) => {
      const token = (body as { nextPageToken?: string }).nextPageToken;
      if (token !== undefined && isExpired) return empty(400);
      return json({ issues: [listed(1, 9)], nextPageToken: 'two' });
    });
    const first = await list((await list(null)).cursor);
    isExpired = true;
    const second = await list(first.cursor);
    expect(second).toMatchObject({ issues: [], more: true });
  });

  it('fails on a cursor that is none', async () => {
    const { list } = sweeper(() => json({ issues: [] }));
    await expect(list('{"v":7}')).rejects.toMatchObject({ name: 'PermanentError' });
  });
});
