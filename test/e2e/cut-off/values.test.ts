/** What only some sites hold crosses once as well, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { calm, listTroubles } from '../../support/in-process/calm';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { makePair, readJiraFields, readRedmineIssue } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { doc } from '../../support/local-host/adf';

describe('a comment that is not for all', () => {
  it.each([
    ['crosses', 'as private'],
    ['never stays open where Redmine made it public', 'as nothing'],
  ])('%s, at any call after which the function is killed', async (_what, how) => {
    let world: InProcessWorld | undefined;
    let isPublishing = false;
    const end = await expectUndisturbed(
      async (theWorld, struck) => {
        world = theWorld;
        isPublishing = false;
        await world.configure({
          mapping: { comments: { direction: 'both', private: { role: 'Developers' } } },
        });
        const pair = await makePair(world, 'Talked about');
        isPublishing = how === 'as nothing';
        const visibility = { type: 'role', value: 'Developers' };
        await struck(() =>
          theWorld.asJira('ada', 'POST', `/issue/${pair.key}/comment`, {
            body: doc('From Jira.'),
            visibility,
          }),
        );
        isPublishing = false;
        await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
          issue: { notes: 'From Redmine.', private_notes: true },
        });
        await struck(() => theWorld.runTimer('sweep'));
        await calm(world);
        type Journal = { readonly notes: string | null; readonly private_notes: boolean };
        const { journals } = await readRedmineIssue(world, pair.redmineId);
        const { comment } = (await world.asJira('ada', 'GET', `/issue/${pair.key}`)).body.fields;
        return {
          redmine: (journals as readonly Journal[])
            .filter(({ notes }) => notes)
            .map((one) => one.private_notes),
          jira: comment.comments.map(
            (one: { visibility?: object }) => one.visibility !== undefined,
          ),
        };
      },
      {
        of: /^src\/(redmine\/notes|jira\/comments)/,
        elsewhere: (request) => {
          if (!isPublishing || request.method !== 'PUT') return undefined;
          return request.json().then((body) => {
            const { private_notes: _isPrivate, ...issue } = body.issue;
            const headers = request.headers;
            const open = new Request(request.url, {
              method: 'PUT',
              headers,
              body: JSON.stringify({ issue }),
            });
            return world?.redmine.fetch(open) ?? new Response(null, { status: 500 });
          });
        },
      },
    );
    expect(end).toMatchObject({ jira: [true, true] });
    expect(end.redmine.every((isPrivate) => isPrivate)).toBe(true);
  });
});

describe('a choice that came after the import crosses', () => {
  const redmineSeed: RedmineSeed = {
    ...DEMO_SEED,
    customFields: [
      ...(DEMO_SEED.customFields ?? []),
      { name: 'Colour', type: 'issue', format: 'list', possibleValues: ['red', 'blue'] },
    ],
  };

  it.each(['jira', 'redmine'])(
    'from %s, at any call after which the function is killed',
    async (from) => {
      const end = await expectUndisturbed(
        async (world, struck) => {
          const { body: field } = await world.asJira('admin', 'POST', '/field', {
            name: 'Colour',
            type: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
          });
          const { body: contexts } = await world.asJira(
            'admin',
            'GET',
            `/field/${field.id}/context`,
          );
          const path = `/field/${field.id}/context/${contexts.values[0].id}/option`;
          await world.asJira('admin', 'POST', path, { options: [{ value: 'red' }] });
          await world.configure({
            apiKey: ADMIN_API_KEY,
            moreFields: [
              { jira: 'components', redmine: 'category' },
              { jira: 'Colour', redmine: 'Colour' },
            ],
          });
          const pair = await makePair(world, 'Basket');
          const newer = { name: 'Came later' };
          const project = { project: 'WEB', leadAccountId: world.jira.accounts.admin };
          await world.asJira('admin', 'POST', '/component', { ...newer, ...project });
          await world.asJira('admin', 'POST', path, { options: [{ value: 'blue' }] });
          const { body: made } = await world.asRedmine(
            'admin',
            'POST',
            '/projects/web-shop/issue_categories.json',
            { issue_category: newer },
          );
          const { custom_fields: fields } = await readRedmineIssue(world, pair.redmineId);
          const colour = fields.find(({ name }: { name: string }) => name === 'Colour');
          await struck(async () => {
            if (from === 'jira') {
              await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
                fields: { components: [newer], [field.id]: { value: 'blue' } },
              });
              return;
            }
            await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
              issue: {
                category_id: made.issue_category.id,
                custom_fields: [{ id: colour.id, value: 'blue' }],
              },
            });
            await world.runTimer('sweep');
          });
          await calm(world);
          const jira = await readJiraFields(world, pair.key);
          const redmine = await readRedmineIssue(world, pair.redmineId);
          return {
            jira: [jira.components[0]?.name, jira[field.id]?.value],
            redmine: [
              redmine.category?.name,
              redmine.custom_fields.find(({ id }: { id: number }) => id === colour.id).value,
            ],
            troubles: await listTroubles(world),
          };
        },
        { of: /^src\/(redmine|jira)\/find-value/, redmineSeed },
      );
      const both = ['Came later', 'blue'];
      expect(end).toEqual({ jira: both, redmine: both, troubles: [] });
    },
  );
});
