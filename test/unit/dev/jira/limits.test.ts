import { describe, expect, it } from 'vitest';
import { JIRA_RATE_LIMITS } from '../../../../dev/jira/limits/rate-limits';
import { type Answer, aJiraSite, anIssue, at } from './a-jira-site';

const limited = (answer: Answer | undefined) => ({
  status: answer?.status,
  wait: answer?.headers.get('retry-after'),
  reason: answer?.headers.get('ratelimit-reason'),
});

async function repeat(count: number, call: () => Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await call());
  return answers;
}

describe('rate limits', () => {
  it('let the app read an endpoint a hundred times a second, and people as often as they like', async () => {
    const { app, ada, clock } = await aJiraSite({ rateLimits: JIRA_RATE_LIMITS });
    const key = await anIssue(ada);
    const answers = await repeat(101, () => app.get(`issue/${key}?fields=summary`));
    const other = await app.get('myself');
    const people = await repeat(101, () => ada.get(`issue/${key}?fields=summary`));
    clock.moveTo(clock.nowMs() + 1_000);
    expect([
      answers.filter(({ status }) => status === 200).length,
      limited(answers.at(-1)),
      other.status,
      people.every(({ status }) => status === 200),
      (await app.get(`issue/${key}`)).status,
    ]).toEqual([100, { status: 429, wait: '1', reason: 'jira-burst-based' }, 200, true, 200]);
  });

  it('let the app change things fifty times a second', async () => {
    const { app, ada } = await aJiraSite({
      rateLimits: {
        ...JIRA_RATE_LIMITS,
        writesPerIssueIn2Seconds: 1_000,
        writesPerIssueIn30Seconds: 1_000,
      },
    });
    const key = await anIssue(ada);
    const answers = await repeat(51, () => app.put(`issue/${key}`, { fields: { summary: 'x' } }));
    expect([
      answers.filter(({ status }) => status === 204).length,
      limited(answers.at(-1)),
    ]).toEqual([50, { status: 429, wait: '1', reason: 'jira-burst-based' }]);
  });

  it('let nobody write to one issue more than 20 times in 2 seconds or 100 times in 30', async () => {
    const { ada, clock } = await aJiraSite({ rateLimits: JIRA_RATE_LIMITS });
    const key = await anIssue(ada);
    const start = clock.nowMs();
    const write = () => ada.put(`issue/${key}`, { fields: { summary: `At ${clock.nowMs()}` } });
    const first = await repeat(21, write);
    for (let round = 1; round < 5; round += 1) {
      clock.moveTo(start + round * 2_000);
      await repeat(20, write);
    }
    clock.moveTo(start + 10_000);
    const later = await write();
    clock.moveTo(start + 30_000);
    expect([limited(first.at(-1)), limited(later), (await write()).status]).toEqual([
      { status: 429, wait: '2', reason: 'jira-per-issue-on-write' },
      { status: 429, wait: '20', reason: 'jira-per-issue-on-write' },
      204,
    ]);
  });

  it('renew the budget of points at the full hour', async () => {
    const { app, clock } = await aJiraSite({
      rateLimits: { ...JIRA_RATE_LIMITS, pointsPerHour: 8 },
    });
    const [first, second, third] = await repeat(3, () =>
      app.get('mypermissions?permissions=ADMINISTER'),
    );
    const fourth = await app.get('status/3');
    clock.moveTo(clock.nowMs() + 3_600_000);
    const remaining = (answer: Answer | undefined) => answer?.headers.get('x-ratelimit-remaining');
    expect([
      [first, second, third].map(remaining),
      limited(fourth),
      fourth.headers.get('x-ratelimit-reset'),
      (await app.get('status/3')).status,
    ]).toEqual([
      ['5', '2', '0'],
      { status: 429, wait: '3600', reason: 'jira-quota-global-based' },
      '2026-10-05T13:00:00Z',
      200,
    ]);
  });

  it('tell who counts what each call was', async () => {
    const calls: unknown[] = [];
    const { app, ada } = await aJiraSite({
      onCall: ({ route, kind, sentByApp, points }) => calls.push([route, kind, sentByApp, points]),
    });
    await anIssue(ada);
    await app.post('search/jql', { jql: 'project = WEB' });
    await app.get('issue/WEB-1');
    await app.put('issue/WEB-1', { fields: { summary: 'x' } });
    await app.get('dashboard');
    expect(calls).toEqual([
      ['/rest/api/3/issue', 'write', false, 1],
      ['/rest/api/3/search/jql', 'read', true, 2],
      ['/rest/api/3/issue/{issueIdOrKey}', 'read', true, 2],
      ['/rest/api/3/issue/{issueIdOrKey}', 'write', true, 1],
      [undefined, 'read', true, 0],
    ]);
  });
});

describe('every answer', () => {
  it('shows the time of the site, which may not be ours, and who asked', async () => {
    const { ada, jira } = await aJiraSite({ skewMs: 90_000 });
    const key = await anIssue(ada);
    const { body, headers } = await ada.get(`issue/${key}?fields=created`);
    expect([
      headers.get('date'),
      headers.get('x-aaccountid'),
      at(body, 'fields', 'created'),
    ]).toEqual([
      'Mon, 05 Oct 2026 12:01:30 GMT',
      jira.accounts.ada,
      '2026-10-05T05:01:30.000-0700',
    ]);
  });

  it('says 501 and names the call where the double does not model it', async () => {
    const { app } = await aJiraSite();
    const { status, body } = await app.get('dashboard/search');
    expect({ status, body }).toEqual({
      status: 501,
      body: {
        errorMessages: ['The Jira double does not model GET /rest/api/3/dashboard/search.'],
        errors: {},
      },
    });
  });

  it('refuses a body that is no JSON, or does not say that it is', async () => {
    const { jira } = await aJiraSite();
    const send = (body: string, type: string) =>
      jira.handle(
        new Request('http://jira.test/rest/api/3/issue', {
          method: 'POST',
          body,
          headers: { 'content-type': type },
        }),
        { kind: 'user', accountId: jira.accounts.ada },
      );
    expect([
      (await send('{', 'application/json')).status,
      (await send('{}', 'text/plain')).status,
      (await send('[]', 'application/json')).status,
    ]).toEqual([400, 415, 400]);
  });
});
