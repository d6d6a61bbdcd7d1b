import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at, type Client } from './a-jira-site';

async function arrows(client: Client, key: string): Promise<Record<string, string>> {
  const { body } = await client.get(`issue/${key}/transitions`);
  const entries = (at(body, 'transitions') as object[]).map((entry) => [
    at(entry, 'to', 'name'),
    at(entry, 'id'),
  ]);
  return Object.fromEntries(entries);
}

async function walk(client: Client, key: string, ...statuses: readonly string[]): Promise<void> {
  for (const status of statuses) {
    const id = (await arrows(client, key))[status];
    const { status: code, body } = await client.post(`issue/${key}/transitions`, {
      transition: { id },
    });
    if (code !== 204) throw new Error(JSON.stringify(body));
  }
}

describe('the workflow of WEB', () => {
  it('has the arrows of its chain and no others', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const seen: Record<string, string[]> = {};
    let status = 'To Do';
    for (const next of ['In Progress', 'In Review', 'Done', 'To Do']) {
      seen[status] = Object.keys(await arrows(ada, key));
      await walk(ada, key, next);
      status = next;
    }
    expect(seen).toEqual({
      'To Do': ['In Progress'],
      'In Progress': ['In Review'],
      'In Review': ['Done'],
      Done: ['To Do'],
    });
  });

  it('refuses an arrow that does not start where the issue stands', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const post = (body: object) => ada.post(`issue/${key}/transitions`, body);
    const answers = [
      await post({ transition: { id: '31' } }),
      await post({ transition: { id: 'Done' } }),
      await post({}),
    ];
    expect(answers.map(({ status, body }) => [status, at(body, 'errorMessages')])).toEqual([
      [400, ["Transition id '31' is not valid for this issue."]],
      [400, ["'transition' identifier must be an integer"]],
      [400, ["Missing 'transition' identifier"]],
    ]);
  });

  it('sets a resolution on the way to Done, and takes it back on the way out', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    await walk(ada, key, 'In Progress', 'In Review', 'Done');
    const done = await ada.get(`issue/${key}?fields=resolution,resolutiondate`);
    await walk(ada, key, 'To Do');
    const open = await ada.get(`issue/${key}?fields=resolution,resolutiondate&expand=changelog`);
    expect([
      at(done.body, 'fields', 'resolution', 'name'),
      at(done.body, 'fields', 'resolutiondate'),
      at(open.body, 'fields'),
      (at(open.body, 'changelog', 'histories', 0, 'items') as object[]).map((entry) =>
        at(entry, 'field'),
      ),
    ]).toEqual([
      'Done',
      '2026-10-05T05:00:00.000-0700',
      { resolution: null, resolutiondate: null },
      ['resolution', 'status'],
    ]);
  });

  it('takes fields of the screen only, and a comment', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const refused = await ada.post(`issue/${key}/transitions`, {
      transition: { id: '11' },
      fields: { resolution: { name: 'Done' } },
    });
    await walk(ada, key, 'In Progress', 'In Review');
    const moved = await ada.post(`issue/${key}/transitions`, {
      transition: { id: '31' },
      fields: { resolution: { name: "Won't Do" } },
      update: { comment: [{ add: { body: adf('Not worth it') } }] },
    });
    const { body } = await ada.get(`issue/${key}?fields=resolution,comment`);
    expect([
      at(refused.body, 'errors', 'resolution'),
      moved.status,
      at(body, 'fields', 'resolution', 'name'),
      at(body, 'fields', 'comment', 'total'),
    ]).toEqual([
      "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.",
      204,
      "Won't Do",
      1,
    ]);
  });

  it('insists on what its admin made a required field of the screen', async () => {
    const { admin, ada } = await aJiraSite();
    await admin.put('/__double/settings', { requiredTransitionFields: { 'web/11': ['duedate'] } });
    const key = await anIssue(ada);
    const { body } = await ada.get(`issue/${key}/transitions?expand=transitions.fields`);
    const refused = await ada.post(`issue/${key}/transitions`, { transition: { id: '11' } });
    const moved = await ada.post(`issue/${key}/transitions`, {
      transition: { id: '11' },
      fields: { duedate: '2026-12-01' },
    });
    expect([
      at(body, 'transitions', 0, 'fields', 'duedate', 'required'),
      refused.body,
      moved.status,
    ]).toEqual([true, { errorMessages: [], errors: { duedate: 'Due date is required.' } }, 204]);
  });
});
