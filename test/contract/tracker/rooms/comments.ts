/** Comments, private ones among them. */
import { describe, expect, it } from 'vitest';
import { composeCopy } from '../../../../src/core/comments/compose-copy';
import { otherSide } from '../../../../src/core/model';
import type { Driver } from '../driver';

export function describeComments(driver: Driver): void {
  describe('comments', () => {
    it('are posted, rewritten and taken back', async () => {
      const issueId = await driver.create();
      const { commentId } = await driver.world.tracker.addComment(
        issueId,
        driver.world.text('Hello'),
      );
      const [posted] = (await driver.read(issueId)).comments;
      if (!posted) throw new Error('the comment is not there');
      expect(posted).toMatchObject({
        body: driver.world.text('Hello'),
        restricted: false,
        copyOf: null,
        url: expect.stringContaining(posted.id),
      });
      expect([null, posted.id]).toContain(commentId);
      expect(driver.world.tracker.authorship(posted.author.id)).not.toBe('not-ours');

      await driver.world.tracker.editComment(issueId, posted.id, driver.world.text('Hello again'));
      const edited = (await driver.read(issueId)).comments;
      expect(edited).toEqual([{ ...posted, body: driver.world.text('Hello again') }]);

      await driver.world.tracker.deleteComment(issueId, posted.id);
      expect((await driver.read(issueId)).comments).toEqual([]);
    });

    it('that are private are posted for few, and stay so when they are edited', async () => {
      const issueId = await driver.create();
      const { tracker } = driver.world;
      const posted = await tracker.addPrivateComment(issueId, driver.world.text('Hush'));
      const [first] = (await driver.read(issueId)).comments;
      const id = first?.id ?? '';
      const edited = await tracker.editPrivateComment(issueId, id, driver.world.text('Hush now'));
      await tracker.editComment(issueId, id, driver.world.text('Hush now, too'));
      const [last] = (await driver.read(issueId)).comments;
      expect([posted, first, edited, last]).toMatchObject([
        'done',
        { body: driver.world.text('Hush'), restricted: true, isPrivate: true },
        'done',
        { body: driver.world.text('Hush now, too'), restricted: true, isPrivate: true },
      ]);
    });

    it('that cannot be made private are not made', async () => {
      const issueId = await driver.create();
      const refused = await driver.world.withoutPrivacy.addPrivateComment(
        issueId,
        driver.world.text('Hush'),
      );
      const { comments } = await driver.read(issueId);
      expect([refused, comments]).toEqual([{ kind: 'refused', message: expect.any(String) }, []]);
    });

    it('say whose they are and whether fewer people may read them', async () => {
      const issueId = await driver.create();
      await driver.world.person.comment(issueId, 'For all', { restricted: false });
      await driver.world.person.comment(issueId, 'For few', { restricted: true });
      const { comments } = await driver.read(issueId);
      expect(comments.map(({ author, restricted }) => ({ author, restricted }))).toEqual([
        { author: driver.world.person.self, restricted: false },
        { author: driver.world.person.self, restricted: true },
      ]);
    });

    it('that are our copies say of what', async () => {
      const { tracker, mapping } = driver.world;
      const origin = otherSide(tracker.side);
      const site = mapping.siteUrl[origin];
      const original = {
        id: '4711',
        url:
          origin === 'jira'
            ? `${site}/browse/WEB-1?focusedCommentId=4711`
            : `${site}/issues/7#change-4711`,
        author: { id: '1', name: 'Ada "the" [Countess]' },
        createdAtMs: 0,
        body: { format: 'adf', doc: { type: 'doc', version: 1, content: [] } },
        restricted: false,
        copyOf: null,
      } as const;
      const issueId = await driver.create();
      await tracker.addComment(issueId, composeCopy(mapping, origin, original));
      expect((await driver.read(issueId)).comments.map(({ copyOf }) => copyOf)).toEqual(['4711']);
    });
  });
}
