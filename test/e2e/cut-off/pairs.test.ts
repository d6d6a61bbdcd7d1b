/** What crosses in several calls crosses once, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { atEveryWrite, BLOWS } from '../../support/in-process/at-every-call';
import { calm, listTroubles } from '../../support/in-process/calm';
import { makePair } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';

const said = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** Who wrote each note, and how it ends. */
async function readNotes(world: InProcessWorld, redmineId: number): Promise<readonly string[]> {
  const { body } = await world.asRedmine(
    'admin',
    'GET',
    `/issues/${redmineId}.json?include=journals`,
  );
  type Journal = { readonly user: { readonly name: string }; readonly notes: string | null };
  return (body.issue.journals as readonly Journal[])
    .filter(({ notes }) => notes)
    .map(({ user, notes }) => `${user.name}: ${notes?.trim().split('\n').at(-1)}`);
}

describe('a comment is written once as its author', () => {
  it.each(BLOWS)('at any write %s', async (_what, blow) => {
    const ends = await atEveryWrite(blow, async (world, struck) => {
      await world.configure({
        apiKey: ADMIN_API_KEY,
        mapping: { comments: { direction: 'both', asAuthor: true } },
      });
      const pair = await makePair(world, 'Talked about');
      await struck(() =>
        world.asJira('ada', 'POST', `/issue/${pair.key}/comment`, { body: said('By Ada.') }),
      );
      await calm(world);
      const { body } = await world.asJira('admin', 'GET', `/issue/${pair.key}`);
      return {
        notes: await readNotes(world, pair.redmineId),
        comments: body.fields.comment.total,
        troubles: await listTroubles(world),
      };
    });
    const end = { notes: ['Ada Lovelace: By Ada.'], comments: 1, troubles: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });
});

describe('a value that the other side does not have is made there once', () => {
  it.each(BLOWS)('from Redmine, at any write %s', async (_what, blow) => {
    const ends = await atEveryWrite(
      blow,
      async (world, struck) => {
        await world.asRedmine('admin', 'POST', '/projects/web-shop/versions.json', {
          version: { name: '9.9' },
        });
        await world.configure({
          apiKey: ADMIN_API_KEY,
          moreFields: [{ jira: 'fixVersions', redmine: 'fixed_version', unmapped: 'create' }],
        });
        const { body: listed } = await world.asRedmine(
          'admin',
          'GET',
          '/projects/web-shop/versions.json',
        );
        const { id } = listed.versions.find(({ name }: { name: string }) => name === '9.9');
        const pair = await makePair(world, 'Basket');
        await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
          issue: { fixed_version_id: id },
        });
        await struck(() => world.runTimer('sweep'));
        await calm(world);
        const { body } = await world.asJira('admin', 'GET', `/issue/${pair.key}`);
        const { body: versions } = await world.asJira('admin', 'GET', '/project/WEB/versions');
        return {
          has: body.fields.fixVersions.map(({ name }: { name: string }) => name),
          made: versions.filter(({ name }: { name: string }) => name === '9.9').length,
          troubles: await listTroubles(world),
        };
      },
      { appIsProjectAdmin: true },
    );
    const end = { has: ['9.9'], made: 1, troubles: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });

  it.each(BLOWS)('from Jira, at any write %s', async (_what, blow) => {
    const ends = await atEveryWrite(blow, async (world, struck) => {
      await world.configure({
        apiKey: ADMIN_API_KEY,
        moreFields: [{ jira: 'fixVersions', redmine: 'fixed_version', unmapped: 'create' }],
      });
      const pair = await makePair(world, 'Basket');
      const made = await world.asJira('admin', 'POST', '/version', {
        name: '9.9',
        projectId: 10000,
      });
      if (made.status !== 201) throw new Error(JSON.stringify(made));
      await struck(() =>
        world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
          fields: { fixVersions: [{ name: '9.9' }] },
        }),
      );
      await calm(world);
      const { body } = await world.asRedmine('admin', 'GET', `/issues/${pair.redmineId}.json`);
      const { body: listed } = await world.asRedmine(
        'admin',
        'GET',
        '/projects/web-shop/versions.json',
      );
      return {
        has: body.issue.fixed_version?.name,
        made: listed.versions.filter(({ name }: { name: string }) => name === '9.9').length,
        troubles: await listTroubles(world),
      };
    });
    const end = { has: '9.9', made: 1, troubles: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });
});
