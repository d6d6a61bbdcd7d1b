/** Files. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { otherSide } from '../../../../src/core/model';
import type { FileContent, NewFile } from '../../../../src/ports';
import type { Driver } from '../driver';

export function describeAttachments(driver: Driver): void {
  describe('attachments', () => {
    const SIZES = { none: 0, some: 1_000, many: 5_000_000 } as const;

    const bytesOf = (sizeBytes: number) =>
      Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 7) % 251);

    function aFile(name: string, content: Uint8Array | null): NewFile {
      const { tracker, mapping } = driver.world;
      const origin = otherSide(tracker.side);
      const site = mapping.siteUrl[origin];
      return {
        name,
        sizeBytes: content?.byteLength ?? 0,
        mimeType: 'text/plain',
        original: {
          url:
            origin === 'jira'
              ? `${site}/rest/api/3/attachment/content/4711`
              : `${site}/attachments/4711`,
          by: `${'Ada '.repeat(80)}in Jira`,
        },
        open: async () => content && (new Blob([content.slice()]).stream() as FileContent),
      };
    }

    async function contentOf(attachmentId: string): Promise<Uint8Array | null> {
      const content = await driver.world.tracker.openAttachment(attachmentId);
      return content && new Uint8Array(await new Response(content).arrayBuffer());
    }

    it.each(Object.entries(SIZES))('arrive whole: %s bytes', async (_what, sizeBytes) => {
      const issueId = await driver.create();
      const content = bytesOf(sizeBytes);
      const name = 'Übersicht (1) & more.txt';
      const added = await driver.world.tracker.addAttachments(issueId, [aFile(name, content)]);
      const { attachments } = await driver.read(issueId);
      expect(added).toMatchObject([{ kind: 'added' }]);
      expect(attachments).toEqual([
        {
          id: expect.stringMatching(/^\d+$/),
          url: expect.stringContaining(attachments[0]?.id ?? 'none'),
          name,
          sizeBytes,
          mimeType: 'text/plain',
          author: expect.objectContaining({ id: expect.any(String) }),
          restricted: false,
          isCopy: true,
          copyOf: driver.world.ownIs === 'ours' ? null : '4711',
        },
      ]);
      const [arrived] = attachments;
      expect(Buffer.from((await contentOf(arrived?.id ?? '')) ?? [1]).equals(content)).toBe(true);
      const [answer] = added;
      if (answer?.kind !== 'added') throw new Error('it was not added');
      const sha256 = createHash('sha256').update(content).digest('hex');
      // What a tracker tells of what it took is what was sent.
      expect([arrived?.id, null]).toContain(answer.attachmentId);
      expect([sizeBytes, null]).toContain(answer.sizeBytes);
      expect([sha256, null]).toContain(answer.sha256);
    });

    it('go together, and one that has gone meanwhile is told', async () => {
      const issueId = await driver.create();
      const files = [
        aFile('one.txt', bytesOf(1)),
        aFile('gone.txt', null),
        aFile('two.txt', bytesOf(2)),
      ];
      const added = await driver.world.tracker.addAttachments(issueId, files);
      expect(added.map(({ kind }) => kind)).toEqual(['added', 'vanished', 'added']);
      const names = (await driver.read(issueId)).attachments.map(({ name }) => name);
      expect(names).toEqual(['one.txt', 'two.txt']);
    });

    it('of people are originals', async () => {
      const issueId = await driver.create();
      await driver.world.person.attach(issueId, 'mine.txt', 'mine');
      const [file] = (await driver.read(issueId)).attachments;
      expect(file).toMatchObject({ author: driver.world.person.self, isCopy: false, copyOf: null });
    });

    it('are deleted, and a second time it is done already', async () => {
      const issueId = await driver.create();
      await driver.world.tracker.addAttachments(issueId, [aFile('a.txt', bytesOf(3))]);
      const [file] = (await driver.read(issueId)).attachments;
      const id = file?.id ?? '';
      const answers = [
        await driver.world.tracker.deleteAttachment(id),
        await driver.world.tracker.deleteAttachment(id),
      ];
      expect(answers).toEqual(['done', 'done']);
      expect((await driver.read(issueId)).attachments).toEqual([]);
      expect(await contentOf(id)).toBeNull();
    });

    it('are read with the issue, without a request of their own', async () => {
      const issueId = await driver.create();
      await driver.world.person.attach(issueId, 'mine.txt', 'mine');
      driver.world.takeRequestCount();
      await driver.read(issueId);
      expect(driver.world.takeRequestCount()).toBe(1);
    });
  });
}
