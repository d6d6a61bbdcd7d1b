import '../../../../dev/forge-host/globals';
import { asApp, asUser, getAppContext, route } from '@forge/api';
import Resolver from '@forge/resolver';
import { describe, expect, it } from 'vitest';
import type { JiraCaller } from '../../../../dev/forge-host/jira-calls';
import { buildHost } from './fixtures/build-host';

const call = { moduleKey: 'admin', accountId: 'ada' } as const;

describe('a resolver', () => {
  it('gets the payload and the context of the page, and who calls', async () => {
    const resolver = new Resolver();
    resolver.define('greet', ({ payload, context }) => ({
      hello: payload.name,
      by: context.accountId,
      issue: context.extension.issue.key,
      cloudId: context.cloudId,
      moduleKey: getAppContext().moduleKey,
    }));
    const { host } = buildHost({ resolver: resolver.getDefinitions() });
    const answer = await host.invokeResolver({
      ...call,
      functionKey: 'greet',
      payload: { name: 'you' },
      context: { extension: { type: 'jira:issuePanel', issue: { key: 'WEB-1' } } },
    });
    expect(answer).toEqual({
      kind: 'answered',
      value: {
        hello: 'you',
        by: 'ada',
        issue: 'WEB-1',
        cloudId: host.site.cloudId,
        moduleKey: 'admin',
      },
    });
  });

  it('that throws or does not exist fails with its message', async () => {
    const resolver = new Resolver();
    resolver.define('fail', () => {
      throw new Error('out of paper');
    });
    const { host } = buildHost({ resolver: resolver.getDefinitions() });
    const answers = await Promise.all([
      host.invokeResolver({ ...call, functionKey: 'fail' }),
      host.invokeResolver({ ...call, functionKey: 'absent' }),
      host.invokeResolver({ ...call, moduleKey: 'nowhere', functionKey: 'fail' }),
    ]);
    expect(answers).toEqual([
      { kind: 'failed', message: expect.stringContaining('out of paper') },
      { kind: 'failed', message: expect.stringContaining("no definition for 'absent'") },
      { kind: 'failed', message: 'module nowhere has no resolver' },
    ]);
  });

  it('takes 500 KB and gives 5 MB', async () => {
    const resolver = new Resolver();
    resolver.define('repeat', ({ payload }) => 'x'.repeat(payload.length ?? 0));
    const { host } = buildHost({ resolver: resolver.getDefinitions() });
    const ask = (payload: unknown) =>
      host.invokeResolver({ ...call, functionKey: 'repeat', payload });
    expect([
      await ask({ text: 'x'.repeat(501 * 1024) }),
      await ask({ length: 5 * 1024 * 1024 }),
      (await ask({ length: 10 })).kind,
    ]).toEqual([
      { kind: 'failed', message: 'payload larger than 500 KB' },
      { kind: 'failed', message: 'response larger than 5 MB' },
      'answered',
    ]);
  });

  it('that runs longer than 25 seconds fails, and what it does later has no effect', async () => {
    let later: unknown = 'nothing';
    const { host } = buildHost(
      {
        resolver: async () => {
          await asApp().requestJira(route`/rest/api/3/myself`);
          later = 'went on';
        },
      },
      { onCall: () => ({ kind: 'delay', delayMs: 30_000 }) },
    );
    const answering = host.invokeResolver({ ...call, functionKey: 'any' });
    await host.advance(60_000);
    expect([await answering, later]).toEqual([
      { kind: 'failed', message: expect.stringContaining('timed-out') },
      'nothing',
    ]);
  });
});

describe('requestJira', () => {
  it('is made as the app or as the person who calls', async () => {
    const callers: (JiraCaller | string)[] = [];
    const { host } = buildHost(
      {
        resolver: async () => {
          await asApp().requestJira(route`/rest/api/3/issue/${'WEB-1'}?fields=summary`);
          await asUser().requestJira(route`/rest/api/3/issue`, {
            method: 'POST',
            body: JSON.stringify({ a: 1 }),
          });
        },
      },
      {
        jira: async (request, caller) => {
          const { pathname, search } = new URL(request.url);
          callers.push(`${request.method} ${pathname}${search} ${await request.text()}`, caller);
          return Response.json({});
        },
      },
    );
    await host.invokeResolver({ ...call, functionKey: 'any' });
    expect(callers).toEqual([
      'GET /rest/api/3/issue/WEB-1?fields=summary ',
      { kind: 'app' },
      'POST /rest/api/3/issue {"a":1}',
      { kind: 'user', accountId: 'ada', viaApp: true },
    ]);
  });

  it('as a person is refused where no person is at it, or it is another', async () => {
    const failures: unknown[] = [];
    const ask = (accountId?: string) =>
      asUser(accountId)
        .requestJira(route`/rest/api/3/myself`)
        .catch((error: Error) => void failures.push(error.name));
    const { host } = buildHost({ onTick: () => ask(), resolver: () => ask('grace') });
    await host.timers.run('tick');
    await host.invokeResolver({ ...call, functionKey: 'any' });
    expect(failures).toEqual(['NEEDS_AUTHENTICATION_ERR', 'NEEDS_AUTHENTICATION_ERR']);
  });
});

describe('what the host does not model', () => {
  it('answers 501 and says what it is', async () => {
    const seen: unknown[] = [];
    const { host, notices } = buildHost({
      resolver: async () => {
        const confluence = await asApp().requestConfluence(route`/wiki/api`);
        const graph = await asApp().requestGraph('query { me { name } }');
        seen.push(confluence.status, await confluence.json(), graph.status);
      },
    });
    await host.invokeResolver({ ...call, functionKey: 'any' });
    expect(seen).toEqual([
      501,
      {
        code: 'NOT_MODELLED',
        message: 'the local Forge host does not model fpp app confluence GET /wiki/api',
      },
      501,
    ]);
    expect(notices).toHaveLength(2);
  });
});
