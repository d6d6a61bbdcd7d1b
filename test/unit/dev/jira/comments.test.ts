import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at, type Client } from './a-jira-site';

async function aComment(client: Client, key: string, extra: object = {}): Promise<string> {
  const { status, body } = await client.post(`issue/${key}/comment`, {
    body: adf('Hello'),
    ...extra,
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return String(at(body, 'id'));
}

describe('comments', () => {
  it("move the issue's updated time and write no history", async () => {
    const { ada, clock } = await aJiraSite();
    const key = await anIssue(ada);
    clock.moveTo(clock.nowMs() + 61_000);
    await aComment(ada, key);
    const { body } = await ada.get(`issue/${key}?fields=updated&expand=changelog`);
    expect([at(body, 'fields', 'updated'), at(body, 'changelog', 'total')]).toEqual([
      '2026-10-05T05:01:01.000-0700',
      0,
    ]);
  });

  it('are listed oldest first, or newest first when asked', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const ids = [await aComment(ada, key), await aComment(ada, key), await aComment(ada, key)];
    const list = async (query: string) => {
      const { status, body } = await ada.get(`issue/${key}/comment?${query}`);
      const comments = at(body, 'comments');
      return [
        status,
        Array.isArray(comments)
          ? comments.map((entry) => at(entry, 'id'))
          : at(body, 'errorMessages'),
      ];
    };
    expect([
      await list(''),
      await list('orderBy=-created&maxResults=2'),
      await list('startAt=2'),
      await list('orderBy=updated'),
    ]).toEqual([
      [200, ids],
      [200, [ids[2], ids[1]]],
      [200, [ids[2]]],
      [400, ['Can not order by field: updated']],
    ]);
  });

  it('stand in the issue with their newest hundred, and in a search with twenty', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    for (let count = 0; count < 103; count += 1) await aComment(ada, key);
    const single = await ada.get(`issue/${key}?fields=comment`);
    const found = await ada.post('search/jql', { jql: `key = ${key}`, fields: ['comment'] });
    const shape = (comment: unknown) => ({
      total: at(comment, 'total'),
      count: (at(comment, 'comments') as object[]).length,
      first: at(comment, 'comments', 0, 'id'),
    });
    expect([
      shape(at(single.body, 'fields', 'comment')),
      shape(at(found.body, 'issues', 0, 'fields', 'comment')),
    ]).toEqual([
      { total: 103, count: 100, first: '10003' },
      { total: 103, count: 20, first: '10083' },
    ]);
  });

  it('are seen by the role they are restricted to, and by nobody else', async () => {
    const { ada, linus, app, admin } = await aJiraSite();
    const key = await anIssue(ada);
    const open = await aComment(ada, key);
    const team = await aComment(ada, key, { visibility: { type: 'role', value: 'Developers' } });
    const admins = await aComment(admin, key, {
      visibility: { type: 'role', identifier: 'Administrators' },
    });
    const seenBy = async (client: Client) => {
      const { body } = await client.get(`issue/${key}?fields=comment`);
      return (at(body, 'fields', 'comment', 'comments') as object[]).map((entry) =>
        at(entry, 'id'),
      );
    };
    expect({
      linus: await seenBy(linus),
      ada: await seenBy(ada),
      app: await seenBy(app),
      admin: await seenBy(admin),
      hidden: (await linus.get(`issue/${key}/comment/${team}`)).status,
      byId: at(
        (await linus.post('comment/list', { ids: [Number(open), Number(team)] })).body,
        'total',
      ),
    }).toEqual({
      linus: [open],
      ada: [open, team],
      app: [open, team],
      admin: [open, admins],
      hidden: 404,
      byId: 1,
    });
  });

  it('cannot be restricted to a role that their author is not in', async () => {
    const { linus, app } = await aJiraSite();
    const key = await anIssue(linus);
    const attempt = async (client: Client, visibility: object) =>
      at(
        (await client.post(`issue/${key}/comment`, { body: adf('x'), visibility })).body,
        'errors',
      );
    expect([
      await attempt(linus, { type: 'role', value: 'Developers' }),
      await attempt(app, { type: 'role', value: 'Administrators' }),
      await attempt(app, { type: 'role', value: 'Friends' }),
      await attempt(app, { type: 'group', value: 'jira-administrators' }),
    ]).toEqual([
      { commentLevel: 'You are currently not a member of the project role: Developers.' },
      { commentLevel: 'You are currently not a member of the project role: Administrators.' },
      { commentLevel: 'Role: Friends does not exist.' },
      { commentLevel: 'You are currently not a member of the group: jira-administrators.' },
    ]);
  });

  it('keep their restriction and their properties when only the text is edited', async () => {
    const { ada, jira, grace, clock } = await aJiraSite();
    const key = await anIssue(ada);
    const id = await aComment(ada, key, {
      visibility: { type: 'role', value: 'Developers' },
      properties: [{ key: 'sd.public.comment', value: { internal: true } }],
    });
    clock.moveTo(clock.nowMs() + 1_000);
    await ada.put(`issue/${key}/comment/${id}`, { body: adf('Other') });
    const { body } = await grace.get(`issue/${key}/comment/${id}?expand=properties`);
    expect({
      visibility: at(body, 'visibility'),
      properties: at(body, 'properties'),
      isPublic: at(body, 'jsdPublic'),
      author: at(body, 'updateAuthor', 'accountId'),
      wasEdited: at(body, 'created') !== at(body, 'updated'),
    }).toEqual({
      visibility: { type: 'role', value: 'Developers', identifier: 'Developers' },
      properties: [{ key: 'sd.public.comment', value: { internal: true } }],
      isPublic: false,
      author: jira.accounts.ada,
      wasEdited: true,
    });
  });

  it('are changed by their author and by admins of the project', async () => {
    const { ada, grace, app, admin } = await aJiraSite();
    const key = await anIssue(ada);
    const id = await aComment(ada, key);
    const edit = async (client: Client) =>
      (await client.put(`issue/${key}/comment/${id}`, { body: adf('x') })).status;
    expect([
      await edit(grace),
      await edit(app),
      await edit(ada),
      await edit(admin),
      (await grace.delete(`issue/${key}/comment/${id}`)).status,
      (await ada.delete(`issue/${key}/comment/${id}`)).status,
      (await ada.get(`issue/${key}/comment/${id}`)).status,
    ]).toEqual([400, 400, 200, 200, 400, 204, 404]);
  });

  it('cannot be empty', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const bodies = [undefined, '', { type: 'doc', version: 1, content: [] }];
    const errors = [];
    for (const body of bodies)
      errors.push(at((await ada.post(`issue/${key}/comment`, { body })).body, 'errors'));
    expect(errors).toEqual(Array(3).fill({ comment: 'Comment body can not be empty!' }));
  });
});
