import '../../../../dev/forge-host/globals';
import { webTrigger } from '@forge/api';
import { describe, expect, it } from 'vitest';
import { buildHost, runInHost } from './fixtures/build-host';

async function readAnswer(response: Response) {
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
  };
}

describe('a web trigger', () => {
  it('is called with the request as text, header values in lists', async () => {
    const calls: unknown[] = [];
    const { host } = buildHost({
      onHook: (event: unknown) => {
        calls.push(event);
        return { outputKey: 'accepted' };
      },
    });
    const url = host.webTriggers.urls.get('hook') ?? '';
    const request = new Request(`${url}/main/x?a=1&a=2&b=`, {
      method: 'POST',
      headers: { 'X-Signature': 'abc' },
      body: '{"ü":1}',
    });
    const answer = await host.webTriggers.call(request, [
      'X-Signature',
      'abc',
      'X-A',
      '1',
      'X-A',
      '2',
    ]);
    expect(await readAnswer(answer)).toEqual({
      status: 202,
      type: 'text/plain',
      body: 'accepted',
    });
    const { pathname } = new URL(url);
    expect(pathname).toMatch(/^\/public\/[A-Za-z0-9]{20,}$/);
    expect(calls).toEqual([
      {
        method: 'POST',
        path: `${pathname}/main/x`,
        userPath: '/main/x',
        headers: { 'X-Signature': ['abc'], 'X-A': ['1', '2'] },
        queryParameters: { a: ['1', '2'], b: [''] },
        body: '{"ü":1}',
      },
    ]);
  });

  it.each([
    ['an output that is not listed', { outputKey: 'leak' }, 500],
    ['anything else', { statusCode: 200, body: 'secret' }, 500],
    ['an output without a body', { outputKey: 'refused' }, 401],
  ])(
    'that is static and returns %s answers no more than its list',
    async (_what, value, status) => {
      const { host } = buildHost({ onHook: () => value });
      const url = host.webTriggers.urls.get('hook') ?? '';
      const answer = await readAnswer(await host.webTriggers.call(new Request(url)));
      expect([answer.status, answer.body.includes('secret')]).toEqual([status, false]);
    },
  );

  it('that is dynamic answers what its function says', async () => {
    const { host } = buildHost({
      onOpenHook: () => ({ statusCode: 418, headers: { 'X-A': ['1', '2'] }, body: 'tea' }),
    });
    const url = host.webTriggers.urls.get('open-hook') ?? '';
    const answer = await host.webTriggers.call(new Request(url));
    expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([
      418,
      '1, 2',
      'tea',
    ]);
  });

  it('answers 424 where its function throws, 404 where there is none, 413 over 5 MB', async () => {
    const { host } = buildHost({
      onHook: () => {
        throw new Error('stack');
      },
    });
    const url = host.webTriggers.urls.get('hook') ?? '';
    const big = new Request(url, { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024) });
    const answers = await Promise.all(
      [new Request(url), new Request(`${url}x`), big].map((request) =>
        host.webTriggers.call(request),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([424, 404, 413]);
    expect(await answers[0]?.text()).not.toContain('stack');
  });

  it('answers 424 where its function runs longer than 55 seconds', async () => {
    const { host } = buildHost({
      onHook: () => new Promise((done) => setTimeout(done, 60_000)),
    });
    const answering = host.webTriggers.call(new Request(host.webTriggers.urls.get('hook') ?? ''));
    await host.advance(120_000);
    expect((await answering).status).toBe(424);
  });

  it('tells the app its URL', async () => {
    const built = buildHost();
    const told = await runInHost(built, async () => [
      await webTrigger.getUrl('hook'),
      await webTrigger.queryUrls('open-hook'),
      await webTrigger.getUrl('nothing').catch((error: Error) => error.message),
    ]);
    expect(told).toEqual([
      built.host.webTriggers.urls.get('hook'),
      [{ moduleKey: 'open-hook', url: built.host.webTriggers.urls.get('open-hook') }],
      expect.stringContaining('Failed to get web trigger URL'),
    ]);
  });
});
