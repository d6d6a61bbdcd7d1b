import '../../../../dev/forge-host/globals';
import { asApp, route } from '@forge/api';
import { Queue } from '@forge/events';
import { kvs } from '@forge/kvs';
import { describe, expect, it } from 'vitest';
import { countPoints, isJiraRead } from '../../../../dev/forge-host/jira-cost';
import { buildHost } from './fixtures/build-host';

const call = { moduleKey: 'admin', functionKey: 'any', accountId: 'ada' } as const;

describe('the ledger', () => {
  it('counts what the app sent, and starts anew when asked', async () => {
    const { host } = buildHost(
      {
        resolver: async () => {
          await asApp().requestJira(route`/rest/api/3/issue/${'WEB-1'}`);
          await asApp().requestJira(route`/rest/api/3/search/jql`, { method: 'POST', body: '{}' });
          await asApp().requestJira(route`/rest/api/3/issue/${'WEB-1'}`, {
            method: 'PUT',
            body: '{}',
          });
          await fetch('https://allowed.example/');
          await fetch('https://allowed.example/', { method: 'POST' });
          await kvs.set('key', 'value');
          await kvs.get('key');
          await kvs.batchSet([
            { key: 'a', value: 1 },
            { key: 'b', value: 2 },
          ]);
          await kvs.transact().set('c', 1).delete('a').execute();
          await new Queue({ key: 'fast' }).push([{ body: {} }, { body: {} }]);
          console.log('hello');
        },
      },
      {
        jira: async (request) =>
          Response.json(request.method === 'POST' ? { issues: [{}, {}, {}] } : { id: '1' }),
      },
    );
    await host.invokeResolver(call);
    await host.idle({ timeoutMs: 1000, advance: false });
    expect(host.ledger.read()).toEqual({
      invocations: { resolver: { count: 1, ms: 0 }, 'on-fast-job': { count: 2, ms: 0 } },
      requests: {
        jira: { count: 3, reads: 2, writes: 1, points: 2 + 4 + 1 },
        redmine: { count: 2, reads: 1, writes: 1 },
      },
      kvs: { reads: { count: 1, bytes: 10 }, writes: { count: 3, bytes: 10 + 4 + 3 } },
      queue: { pushes: 1, events: 2 },
      logBytes: 5,
    });
    host.ledger.reset();
    expect(host.ledger.read().requests.jira.count).toBe(0);
  });
});

describe('the cost of a call to Jira', () => {
  it.each([
    ['GET', '/rest/api/3/issue/1', '{"id":"1"}', 2],
    ['GET', '/rest/api/3/issue/1/comment?startAt=0', '{"comments":[1,2]}', 3],
    ['POST', '/rest/api/3/issue/bulkfetch', '{"issues":[1,2,3]}', 4],
    ['GET', '/rest/api/3/user/search?query=a', '[{},{}]', 5],
    ['GET', '/rest/api/3/myself', '{}', 3],
    ['GET', '/rest/api/3/mypermissions', '{"permissions":{}}', 3],
    ['POST', '/rest/api/3/issue', '{}', 1],
    ['DELETE', '/rest/api/3/issue/1', undefined, 1],
  ])('%s %s', (method, path, json, points) => {
    expect(countPoints(method, path, json)).toBe(points);
  });

  it('takes a POST that changes nothing for a read', () => {
    expect(
      ['/rest/api/3/search/jql', '/rest/api/3/permissions/check', '/rest/api/3/issue'].map((path) =>
        isJiraRead('POST', path),
      ),
    ).toEqual([true, true, false]);
  });
});

describe('what functions print', () => {
  it('is kept with their name, up to 100 lines a minute of run time', async () => {
    const { host, notices } = buildHost({
      resolver: () => {
        console.warn('a %s', 'b', { c: 1 });
        for (let line = 0; line < 200; line += 1) console.log(line);
      },
    });
    await host.invokeResolver(call);
    expect(notices).toHaveLength(100);
    expect(notices[0]).toEqual({
      kind: 'log',
      functionKey: 'resolver',
      level: 'warn',
      text: 'a b { c: 1 }',
    });
  });

  it('reaches whoever prints it on, once', async () => {
    const printed: string[] = [];
    const { host } = buildHost(
      { resolver: () => console.log('hello') },
      {
        onNotice: (notice) => {
          printed.push(notice.kind);
          console.debug('printed on');
        },
      },
    );
    await host.invokeResolver(call);
    expect(printed).toEqual(['log']);
  });

  it('is cut at 200 KB', async () => {
    const { host } = buildHost({
      resolver: () => {
        for (let line = 0; line < 5; line += 1) console.log('x'.repeat(90 * 1024));
      },
    });
    await host.invokeResolver(call);
    expect(host.ledger.read().logBytes).toBe(2 * 90 * 1024);
  });
});
