import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aRedmine } from './a-redmine';

interface Rung {
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
}

/** A Redmine with a webhook, and what it rang so far. */
function aRingingRedmine(
  answer: (request: Request) => Promise<Response> = async () => new Response(null, { status: 202 }),
) {
  const rung: Rung[] = [];
  const world = aRedmine({
    webhook: {
      url: 'http://hook.test/redmine?x=1',
      secret: 'a secret',
      send: async (request) => {
        rung.push({
          url: request.url,
          headers: request.headers,
          text: await request.clone().text(),
        });
        return answer(request);
      },
    },
  });
  const take = async () => {
    await world.redmine.webhooksSettled();
    return rung.splice(0).map((one) => JSON.parse(one.text));
  };
  return { ...world, rung, take };
}

describe("the embedded Redmine's webhook", () => {
  it('rings for a new issue in the shape of Redmine 7', async () => {
    const { createIssue, take } = aRingingRedmine();
    const id = await createIssue('Hook');
    expect(await take()).toEqual([
      {
        type: 'issue.created',
        timestamp: '2026-11-21T09:00:00Z',
        data: {
          issue: {
            id,
            project: { id: 1, name: 'Web Shop' },
            tracker: { id: 1, name: 'Bug' },
            status: { id: 1, name: 'New', is_closed: false },
            priority: { id: 2, name: 'Normal' },
            author: { id: 1, name: 'Redmine Admin' },
            subject: 'Hook',
            description: null,
            start_date: '2026-11-21',
            due_date: null,
            done_ratio: 0,
            is_private: false,
            estimated_hours: null,
            total_estimated_hours: null,
            created_on: '2026-11-21T09:00:00Z',
            updated_on: '2026-11-21T09:00:00Z',
            closed_on: null,
          },
        },
      },
    ]);
  });

  it('rings for an edit with its journal, the details under the names of the webhook', async () => {
    const { call, createIssue, take } = aRingingRedmine();
    const id = await createIssue();
    await take();
    await call('PUT', `/issues/${id}.json`, { issue: { done_ratio: 10, notes: 'n' } });
    const [bell] = await take();
    expect([bell.type, bell.data.journal]).toEqual([
      'issue.updated',
      {
        id: 1,
        created_on: '2026-11-21T09:00:00Z',
        notes: 'n',
        user: { id: 1, name: 'Redmine Admin' },
        details: [{ property: 'attr', prop_key: 'done_ratio', old_value: '0', value: '10' }],
      },
    ]);
  });

  it('signs the body as Redmine 7 does', async () => {
    const { createIssue, redmine, rung } = aRingingRedmine();
    await createIssue();
    await redmine.webhooksSettled();
    const [{ url, headers, text } = { url: '', headers: new Headers(), text: '' }] = rung;
    const digest = createHmac('sha256', 'a secret').update(text).digest('hex');
    expect([url, headers.get('x-redmine-signature-256'), headers.get('user-agent')]).toEqual([
      'http://hook.test/redmine?x=1',
      `sha256=${digest}`,
      'Redmine',
    ]);
  });

  it('does not sign without a secret', async () => {
    let signature: string | null = 'not rung';
    const { createIssue, redmine } = aRedmine({
      webhook: {
        url: 'http://hook.test/',
        send: async ({ headers }) => {
          signature = headers.get('x-redmine-signature-256');
          return new Response(null);
        },
      },
    });
    await createIssue();
    await redmine.webhooksSettled();
    expect(signature).toBe(null);
  });

  it('rings for a PUT that changes nothing, and not for notes edited, relations and watchers', async () => {
    const { call, createIssue, take } = aRingingRedmine();
    const [id, other] = [await createIssue(), await createIssue()];
    await call('PUT', `/issues/${id}.json`, { issue: { notes: 'n' } });
    await take();
    await call('PUT', '/journals/1.json', { journal: { notes: 'edited' } });
    await call('POST', `/issues/${id}/relations.json`, { relation: { issue_to_id: other } });
    await call('POST', `/issues/${id}/watchers.json`, { user_id: 5 });
    expect(await take()).toEqual([]);
    await call('PUT', `/issues/${id}.json`, { issue: {} });
    expect((await take()).map(({ type, data }) => [type, data.journal])).toEqual([
      ['issue.updated', undefined],
    ]);
  });

  it('rings for the parent of a new child too', async () => {
    const { call, createIssue, take } = aRingingRedmine();
    const parent_issue_id = await createIssue();
    await take();
    const issue = { project_id: 1, subject: 'child', parent_issue_id, due_date: '2099-01-01' };
    await call('POST', '/issues.json', { issue });
    expect((await take()).map(({ type, data }) => [type, data.issue.id]).sort()).toEqual([
      ['issue.created', parent_issue_id + 1],
      ['issue.updated', parent_issue_id],
      ['issue.updated', parent_issue_id],
    ]);
  });

  it('rings for each deleted issue with what it was', async () => {
    const { call, createIssue, take } = aRingingRedmine();
    const parent_issue_id = await createIssue('parent');
    await call('POST', '/issues.json', {
      issue: { project_id: 1, subject: 'child', parent_issue_id },
    });
    await take();
    await call('DELETE', `/issues/${parent_issue_id}.json`);
    expect((await take()).map(({ type, data }) => [type, data.issue.subject]).sort()).toEqual([
      ['issue.deleted', 'child'],
      ['issue.deleted', 'parent'],
    ]);
  });

  it('rings nobody for what was refused', async () => {
    const { call, take } = aRingingRedmine();
    await call('POST', '/issues.json', { issue: { project_id: 1, subject: '' } });
    expect(await take()).toEqual([]);
  });

  it('answers before its bell is answered', async () => {
    let answerBell = (): void => {};
    const { call, createIssue } = aRingingRedmine(
      () =>
        new Promise((resolve) => {
          answerBell = () => resolve(new Response(null));
        }),
    );
    const id = await createIssue();
    expect((await call('GET', `/issues/${id}.json`)).status).toBe(200);
    answerBell();
  });

  it('tries once, tells how it ended, and goes on with the next', async () => {
    let tries = 0;
    const { redmine, createIssue } = aRingingRedmine(async () => {
      tries += 1;
      if (tries === 1) throw new Error('connection refused');
      return new Response(null, { status: 503 });
    });
    await createIssue();
    await createIssue();
    await redmine.webhooksSettled();
    expect([tries, redmine.takeDeliveries().map(({ outcome }) => outcome)]).toEqual([
      2,
      [
        { kind: 'failed', error: new Error('connection refused') },
        { kind: 'answered', status: 503 },
      ],
    ]);
  });
});
