import { describe, expect, it } from 'vitest';
import { type AskedIssue, tryIssues } from '../../../../src/sync/trial/try-issues';
import { aPairAtWork } from '../../../support/a-pair-at-work';
import { NOW_MS } from '../../../support/builders';

const asked = (count: number): AskedIssue[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `WEB-${at}`,
    side: 'jira',
    issueId: String(at),
  }));

/** Each issue is hidden, and each read takes this long. */
async function look(count: number, readMs: number) {
  let nowMs = NOW_MS;
  let open = 0;
  const atOnce: number[] = [];
  const pair = aPairAtWork({
    answers: () => ({
      jira: {
        readIssue: async () => {
          open += 1;
          atOnce.push(open);
          await Promise.resolve();
          open -= 1;
          nowMs += readMs;
          return { kind: 'hidden' };
        },
      },
    }),
  });
  const given = {
    mapping: pair.run.mapping,
    trackers: pair.trackers,
    names: { jira: {}, remote: {} },
  };
  const ports = { ...pair.ports, clock: { nowMs: () => nowMs } };
  const { tried, left } = await tryIssues(ports, given, asked(count));
  return { tried, left, atOnce: Math.max(0, ...atOnce) };
}

describe('a look at several issues', () => {
  it('takes five at a time, in the order in which they were named', async () => {
    const { tried, left, atOnce } = await look(7, 0);
    expect([tried.map(({ name }) => name), left, atOnce]).toEqual([
      asked(7).map(({ name }) => name),
      [],
      5,
    ]);
  });

  it('is over where none is named', async () => {
    expect(await look(0, 0)).toEqual({ tried: [], left: [], atOnce: 0 });
  });

  it.each<[string, number, number]>([
    ['goes on before twelve seconds are over', 2_399, 7],
    ['leaves the rest once they are', 2_400, 5],
  ])('%s', async (_what, readMs, count) => {
    const { tried, left } = await look(7, readMs);
    expect([tried.length, left]).toEqual([count, asked(7).slice(count)]);
  });

  it('tells of each what a look at it alone would', async () => {
    const { tried } = await look(1, 0);
    expect(tried).toEqual([
      {
        name: 'WEB-0',
        kind: 'skip',
        keys: {},
        urls: {},
        title: '',
        reason: 'Jira does not show it to the app.',
        details: [],
        comments: { jira: 0, remote: 0 },
      },
    ]);
  });
});
