/** Comments that are written in Redmine as the people who wrote them in Jira. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import {
  APP_KEY,
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

const said = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

interface Note {
  readonly user: { readonly name: string };
  readonly notes: string | null;
}

/** Who wrote each note and how it ends. */
async function readNotes(world: InProcessWorld): Promise<readonly string[]> {
  const { body: list } = await world.asRedmine('admin', 'GET', '/issues.json?status_id=*');
  const path = `/issues/${list.issues[0].id}.json?include=journals`;
  const { body } = await world.asRedmine('admin', 'GET', path);
  return body.issue.journals
    .filter(({ notes }: Note) => notes)
    .map(({ user, notes }: Note) => `${user.name}: ${notes?.trim().split('\n').at(-1)}`);
}

async function play(apiKey: string, more: object = {}) {
  const world = openInProcessWorld();
  await world.configure({
    apiKey,
    mapping: { comments: { direction: 'both', asAuthor: true } },
    ...more,
  });
  const fields = { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'Talked about' };
  const { body } = await world.asJira('ada', 'POST', '/issue', { fields });
  await world.settle();
  const comment = (person: 'ada' | 'linus', text: string) =>
    world.asJira(person, 'POST', `/issue/${body.key}/comment`, { body: said(text) });
  return { world, key: body.key as string, comment };
}

describe('comments that are written as their authors', () => {
  it('bear their names in Redmine, once, and follow edits and deletions', async () => {
    const { world, key, comment } = await play(ADMIN_API_KEY);
    const { body } = await comment('ada', 'By Ada.');
    await comment('linus', 'By somebody without a row.');
    await world.settle();
    await world.runTimer('verify');
    const first = await readNotes(world);
    await world.asJira('ada', 'PUT', `/issue/${key}/comment/${body.id}`, { body: said('Edited.') });
    await world.settle();
    const second = await readNotes(world);
    await world.asJira('ada', 'DELETE', `/issue/${key}/comment/${body.id}`);
    await world.settle();
    await world.runTimer('verify');
    const { body: issue } = await world.asJira('admin', 'GET', `/issue/${key}`);
    expect([first, second, await readNotes(world), issue.fields.comment.total]).toEqual([
      ['Ada Lovelace: By Ada.', 'Redmine Admin: By somebody without a row.'],
      ['Ada Lovelace: Edited.', 'Redmine Admin: By somebody without a row.'],
      ['Redmine Admin: By somebody without a row.'],
      1,
    ]);
  });

  it("are the key's own where it is no administrator's", async () => {
    const { world, comment } = await play(APP_KEY);
    await comment('ada', 'By Ada.');
    await world.settle();
    expect(await readNotes(world)).toEqual(['Jira Sync: By Ada.']);
  });

  it("are the key's own where the person may not be, or may not write", async () => {
    const { world, comment } = await play(ADMIN_API_KEY);
    const { body } = await world.asRedmine('admin', 'GET', '/projects/web-shop/memberships.json');
    const ada = body.memberships.find(
      ({ user }: { user: { name: string } }) => user.name === 'Ada Lovelace',
    );
    await world.asRedmine('admin', 'DELETE', `/memberships/${ada.id}.json`);
    await comment('ada', 'Not a member.');
    await world.settle();
    expect(await readNotes(world)).toEqual(['Redmine Admin: Not a member.']);
  });
});
