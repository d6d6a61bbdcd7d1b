import '../../../../dev/forge-host/globals';
import { createRequire } from 'node:module';
import { fetch as forgeFetch } from '@forge/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayFetch } from '../../../../dev/forge-host/egress/egress-matcher';
import { buildHost, runAsFunction } from './fixtures/build-host';

describe('the matcher', () => {
  const allowed = [
    'redmine.example',
    '*.wild.example',
    'https://port.example:8443',
    'http://127.0.0.1:3900',
    'http://plain.example',
  ];
  it.each([
    ['https://redmine.example/issues.json', true],
    ['https://redmine.example:443/', false],
    ['https://REDMINE.example/', false],
    ['https://sub.redmine.example/', false],
    ['https://redmine.example.evil.example/', false],
    ['https://redmine.example@evil.example/', false],
    ['https://a.wild.example/', true],
    ['https://a.b.wild.example/x?y', true],
    ['https://wild.example/', false],
    ['https://a.wild.example:8443/', false],
    ['https://port.example:8443/', true],
    ['https://port.example/', false],
    ['http://127.0.0.1:3900/issues.json', true],
    ['http://127.0.0.1:3901/', false],
    ['http://plain.example/', false],
    ['http://redmine.example/', false],
  ])('%s: %s', (url, expected) => {
    expect(mayFetch(url, allowed)).toBe(expected);
  });

  it('lets everything through under *, except http', () => {
    expect([mayFetch('https://any.example', ['*']), mayFetch('http://any.example', ['*'])]).toEqual(
      [true, false],
    );
  });
});

describe('the matcher and the filter of @forge/egress', () => {
  // Not a package of ours, but of those that we have.
  const resolveFrom = createRequire(createRequire(__filename).resolve('@forge/api'));
  const { EgressFilteringService } = resolveFrom('@forge/egress') as {
    EgressFilteringService: new (allowed: string[]) => { isValidUrl(url: string): boolean };
  };
  const host = fc.constantFrom(
    'a.example',
    'A.example',
    'b.a.example',
    '*.a.example',
    'c.b.a.example',
  );
  const address = fc
    .tuple(
      fc.constantFrom('https://', ''),
      host,
      fc.constantFrom('', ':443', ':8443'),
      fc.constantFrom('', '/', '/p?q', '?q', '#h'),
    )
    .map((parts) => parts.join(''));
  const url = address.map((text) => (text.startsWith('https') ? text : `https://${text}`));

  it('agree on https', () => {
    fc.assert(
      fc.property(fc.array(address, { maxLength: 3 }), url, (allowed, target) => {
        const filter = new EgressFilteringService(allowed);
        expect(mayFetch(target, allowed)).toBe(filter.isValidUrl(target));
      }),
      { numRuns: 500 },
    );
  });
});

describe('fetch in a function', () => {
  it('reaches what the manifest allows, by the global and by @forge/api', async () => {
    const urls: string[] = [];
    await runAsFunction(
      async () => {
        await fetch('https://allowed.example/a?b=1');
        await forgeFetch('https://x.wild.example/c', { method: 'PUT', body: 'text' });
      },
      {
        egress: async (request) => {
          urls.push(`${request.method} ${request.url} ${await request.text()}`);
          return new Response('ok');
        },
      },
    );
    expect(urls).toEqual([
      'GET https://allowed.example/a?b=1 ',
      'PUT https://x.wild.example/c text',
    ]);
  });

  it('is refused for any other address, with the error of @forge/api', async () => {
    await expect(runAsFunction(() => fetch('https://evil.example/'))).rejects.toMatchObject({
      name: 'REQUEST_EGRESS_ALLOWLIST_ERR',
      status: 403,
      message: expect.stringContaining('https://evil.example/'),
    });
  });

  it('reaches what an admin allowed, from then on', async () => {
    const outcomes: string[] = [];
    const { host } = buildHost({
      resolver: () =>
        fetch('https://redmine.customer.example/').then(
          () => outcomes.push('answered'),
          () => outcomes.push('refused'),
        ),
    });
    const call = { moduleKey: 'admin', functionKey: 'any', accountId: 'ada' } as const;
    const entry = (domain: string) => ({ domain, type: ['FETCH_BACKEND_SIDE' as const] });
    await host.invokeResolver(call);
    host.egressGroups.set([
      {
        key: 'redmine',
        description: 'Your Redmine',
        configured: [entry('https://redmine.customer.example')],
      },
    ]);
    await host.invokeResolver(call);
    host.egressGroups.deleteDomain({
      key: 'redmine',
      domain: 'https://redmine.customer.example',
      type: 'FETCH_BACKEND_SIDE',
    });
    await host.invokeResolver(call);
    expect(outcomes).toEqual(['refused', 'answered', 'refused']);
  });

  it('follows redirects, but to no address that is not allowed', async () => {
    const egress = async (request: Request) => {
      if (request.url.endsWith('/away')) return Response.redirect('https://evil.example/', 302);
      if (request.url.endsWith('/near')) return Response.redirect('https://a.wild.example/', 302);
      return new Response(`answer of ${request.url}`);
    };
    const read = (path: string) => async () =>
      (await fetch(`https://allowed.example/${path}`)).text();
    expect(await runAsFunction(read('near'), { egress })).toBe('answer of https://a.wild.example/');
    await expect(runAsFunction(read('away'), { egress })).rejects.toMatchObject({
      name: 'REQUEST_EGRESS_ALLOWLIST_ERR',
    });
  });

  it('answers 429 to the 101st call of a run', async () => {
    const status = await runAsFunction(async () => {
      for (let count = 0; count < 100; count += 1) await fetch('https://allowed.example/');
      return (await fetch('https://allowed.example/')).status;
    });
    expect(status).toBe(429);
  });

  it('can be given up, by a timeout of the function that passes with the clock', async () => {
    let outcome: unknown;
    const { host } = buildHost(
      {
        onSlowJob: () => undefined,
        resolver: async () => {
          outcome = await fetch('https://allowed.example/', {
            signal: AbortSignal.timeout(5000),
          }).catch((error: Error) => `${error.name} after ${Date.now()}`);
        },
      },
      { onCall: () => ({ kind: 'delay', delayMs: 20_000 }) },
    );
    const start = Date.UTC(2026, 8, 1, 10);
    const running = host.invokeResolver({ moduleKey: 'admin', functionKey: 'x', accountId: 'ada' });
    await host.advance(60_000);
    await running;
    expect(outcome).toBe(`TimeoutError after ${start + 5000}`);
  });
});

describe('egress groups', () => {
  it('are saved by key and refused where the platform refuses them', () => {
    const { egressGroups } = buildHost().host;
    const group = (key: string, domain = 'https://a.example') => ({
      key,
      description: 'A',
      configured: [{ domain, type: ['FETCH_BACKEND_SIDE' as const] }],
    });
    expect([
      egressGroups.set([group('a')]),
      egressGroups.set([group('a', 'https://b.example')]),
      egressGroups.set([group('x'), group('x')])?.status,
      egressGroups.set([group('y', 'not a host')])?.status,
      egressGroups.set(Array.from({ length: 10 }, (_, at) => group(`g${at}`)))?.status,
      egressGroups.list(),
    ]).toEqual([undefined, undefined, 422, 422, 400, [group('a', 'https://b.example')]]);
  });
});
