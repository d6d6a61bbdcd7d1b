/** Files cross once and whole, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { calm } from '../../support/in-process/calm';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { attach, showInText } from '../../support/in-process/files';
import { findRedmineIssues, makePair } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';

const HOURS_MS = 3_600_000;

async function listFiles(world: InProcessWorld, redmineId: number) {
  const path = `/issues/${redmineId}.json?include=attachments,journals`;
  const { attachments, journals } = (await world.asRedmine('admin', 'GET', path)).body.issue;
  return {
    files: attachments.map(({ filename }: { filename: string }) => filename),
    notes: journals.filter(({ notes }: { notes: string | null }) => notes).length,
  };
}

const OF = /^src\/(sync\/(link|twins)|jira\/(attachments|client))/;

describe('a file that is too large for the other side', () => {
  it('is linked to while it is there, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({
          apiKey: ADMIN_API_KEY,
          mapping: {
            attachments: {
              direction: 'both',
              maxMegabytes: 0.00001,
              tooLarge: 'link',
              deletions: true,
            },
          },
        });
        const pair = await makePair(world, 'Basket');
        await struck(async () => attach(world, pair.key, 'large.png', 'larger than ten bytes'));
        await calm(world);
        const linked = await listFiles(world, pair.redmineId);
        const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
        const [file] = body.fields.attachment;
        await struck(() => world.asJira('ada', 'DELETE', `/attachment/${file.id}`));
        await calm(world);
        return { linked, after: await listFiles(world, pair.redmineId) };
      },
      { of: OF },
    );
    expect(end).toEqual({ linked: { files: [], notes: 1 }, after: { files: [], notes: 0 } });
  });
});

describe('a file that arrives as something else', () => {
  it('is taken away and sent again, at any call after which the function is killed', async () => {
    let world: InProcessWorld | undefined;
    let cuts = 0;
    const end = await expectUndisturbed(
      async (theWorld, struck) => {
        world = theWorld;
        cuts = 0;
        await world.configure({ apiKey: ADMIN_API_KEY });
        const pair = await makePair(world, 'Basket');
        cuts = 1;
        await struck(async () => attach(theWorld, pair.key, 'a.png', 'a whole file'));
        await calm(world);
        return listFiles(world, pair.redmineId);
      },
      {
        of: OF,
        elsewhere: (request) => {
          if (cuts === 0 || !request.url.includes('/uploads.json')) return undefined;
          cuts -= 1;
          return request.arrayBuffer().then((bytes) => {
            const cut = new Request(request.url, {
              method: 'POST',
              headers: request.headers,
              body: bytes.slice(0, 5),
            });
            return world?.redmine.fetch(cut) ?? new Response(null, { status: 500 });
          });
        },
      },
    );
    expect(end).toEqual({ files: ['a.png'], notes: 0 });
  });
});

describe('a picture in a text', () => {
  it('is shown on the other side, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({ apiKey: ADMIN_API_KEY });
        const pair = await makePair(world, 'Basket');
        attach(world, pair.key, 'a.png', 'a picture');
        await world.settle();
        await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
          issue: { description: 'See: !a.png!' },
        });
        await struck(() => world.runTimer('sweep'));
        // One whose twin is made of a text that shows a picture.
        await world.callAdmin('pauseMapping', { mappingId: 'web' });
        const fields = {
          project: { key: 'WEB' },
          issuetype: { name: 'Bug' },
          summary: 'With a picture',
        };
        const made = await world.asJira('ada', 'POST', '/issue', { fields });
        attach(world, made.body.key, 'b.png', 'another picture');
        await showInText(world, made.body.key);
        await world.settle();
        await world.callAdmin('resumeMapping', { mappingId: 'web' });
        const issue = { id: made.body.id, projectId: pair.projectId };
        await struck(() => world.askPanel(issue, 'syncNow'));
        await world.host.advance(HOURS_MS);
        await world.askPanel(issue, 'syncNow');
        await calm(world);
        const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
        const [twin = 0] = await findRedmineIssues(world, 'With a picture');
        return {
          isShown: JSON.stringify(body.fields.description).includes('"mediaInline"'),
          twin: await listFiles(world, twin),
        };
      },
      { of: OF },
    );
    expect(end).toEqual({ isShown: true, twin: { files: ['b.png'], notes: 0 } });
  });
});
