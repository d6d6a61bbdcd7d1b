import { describe, expect, it } from 'vitest';
import { apiKeyOf, DEMO_SEED } from '../../../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { aRedmine, BASE_URL } from './a-redmine';

describe('the embedded Redmine', () => {
  it('holds the demo: Web Shop, its people, and a user for the app without admin rights', async () => {
    const { call } = aRedmine();
    const project = await call('GET', '/projects/web-shop.json');
    const members = await call('GET', '/projects/web-shop/memberships.json');
    const sync = await call('GET', '/users/current.json', undefined, {
      'x-redmine-api-key': apiKeyOf(DEMO_SEED, 'jira-sync'),
    });
    expect([project.body.project.id, project.body.project.name]).toEqual([1, 'Web Shop']);
    expect(
      members.body.memberships.map((one: { user: { name: string }; roles: { name: string }[] }) => [
        one.user.name,
        one.roles[0]?.name,
      ]),
    ).toEqual([
      ['Ada Lovelace', 'Manager'],
      ['Grace Hopper', 'Developer'],
      ['Linus Torvalds', 'Reporter'],
      ['Jira Sync', 'Manager'],
    ]);
    expect(sync.body.user.admin).toBe(false);
  });

  it('goes on where it was on the same store', async () => {
    const store = createMemoryStore();
    const first = aRedmine({ store });
    const id = await first.createIssue('before');
    await first.call('PUT', `/issues/${id}.json`, { issue: { notes: 'a note' } });
    const again = aRedmine({ store });
    const next = await again.createIssue('after');
    const { body } = await again.call('GET', `/issues/${id}.json?include=journals`);
    expect([body.issue.subject, body.issue.journals[0].notes, next]).toEqual([
      'before',
      'a note',
      id + 1,
    ]);
  });

  it('changes nothing and rings nobody where the store refuses', async () => {
    const memory = createMemoryStore();
    let isRefusing = false;
    const { redmine, call, createIssue } = aRedmine({
      store: {
        ...memory,
        batch: (changes) => {
          if (isRefusing) throw new Error('disk full');
          memory.batch(changes);
        },
      },
      webhook: { url: 'http://hook.test/', send: async () => new Response(null) },
    });
    const id = await createIssue();
    await redmine.webhooksSettled();
    redmine.takeDeliveries();
    isRefusing = true;
    const edit = call('PUT', `/issues/${id}.json`, { issue: { subject: 'lost' } });
    await expect(edit).rejects.toThrow('disk full');
    isRefusing = false;
    await redmine.webhooksSettled();
    const { body } = await call('GET', `/issues/${id}.json`);
    expect([body.issue.subject, redmine.takeDeliveries()]).toEqual(['An issue', []]);
  });

  it('has a clock of its own, ahead or behind', async () => {
    const { call, createIssue } = aRedmine({ skewMs: -90_000 });
    const id = await createIssue();
    const { body, response } = await call('GET', `/issues/${id}.json`);
    expect([body.issue.created_on, response.headers.get('date')]).toEqual([
      '2026-11-21T08:58:30Z',
      'Sat, 21 Nov 2026 08:58:30 GMT',
    ]);
  });

  it('says where it is by its base URL, also below a path', async () => {
    const { redmine } = aRedmine({ baseUrl: 'https://example.com/redmine' });
    const response = await redmine.fetch(
      new Request('https://example.com/redmine/issues.json', {
        method: 'POST',
        headers: {
          'x-redmine-api-key': apiKeyOf(DEMO_SEED, 'ada'),
          'content-type': 'application/json',
        },
        body: JSON.stringify({ issue: { project_id: 1, subject: 'x' } }),
      }),
    );
    expect(response.headers.get('location')).toBe('https://example.com/redmine/issues/1');
  });

  it('gives the keys that its randomness gives', async () => {
    const { call } = aRedmine({ random: () => 0.5 });
    const user = { login: 'eve', firstname: 'E', lastname: 'V', mail: 'eve@example.com' };
    const { body } = await call('POST', '/users.json', {
      user: { ...user, password: 'long enough' },
    });
    expect(body.user.api_key).toBe('8'.repeat(40));
  });

  it('answers requests that come at once one after the other', async () => {
    const { call, createIssue } = aRedmine();
    const id = await createIssue();
    await Promise.all(
      [10, 20, 30].map((done_ratio) =>
        call('PUT', `/issues/${id}.json`, { issue: { done_ratio } }),
      ),
    );
    const { body } = await call('GET', `/issues/${id}.json?include=journals`);
    const changes = body.issue.journals.map(
      (journal: { details: { old_value: string; new_value: string }[] }) => [
        journal.details[0]?.old_value,
        journal.details[0]?.new_value,
      ],
    );
    expect(changes).toEqual([
      ['0', '10'],
      ['10', '20'],
      ['20', '30'],
    ]);
  });

  it('gives only headers to HEAD', async () => {
    const { redmine } = aRedmine();
    const response = await redmine.fetch(
      new Request(`${BASE_URL}/trackers.json`, { method: 'HEAD' }),
    );
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('what the embedded Redmine does not model', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['GET', '/projects/web-shop/wiki/index.json', 'GET /projects/web-shop/wiki/index'],
    ['GET', '/news.json', 'GET /news'],
    ['GET', '/my/account.json', 'GET /my/account'],
    ['GET', '/issues.xml', 'GET /issues as xml'],
    ['GET', '/issues/1', 'GET /issues/1 as a page'],
    ['GET', '/issues.json?updated_by=me', 'the filter updated_by of /issues.json'],
    ['GET', '/issues.json?updated_on=lw', 'the operator lw of the filter updated_on'],
    ['GET', '/search.json?q=x', 'GET /search.json for more than issues=1'],
  ];
  it.each(cases)('answers 501 to %s %s and names it', async (method, path, what) => {
    const { call, createIssue } = aRedmine();
    await createIssue();
    const { status, body } = await call(method, path);
    expect([status, body]).toEqual([
      501,
      { errors: [`The embedded Redmine does not model ${what}`] },
    ]);
  });
});
