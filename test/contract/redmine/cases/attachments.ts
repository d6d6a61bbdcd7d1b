import { expect } from 'vitest';
import type { Caller } from '../caller';
import type { ContractCase } from '../contract-case';
import type { World } from '../world';

/** An issue with one file. */
async function withFile(world: World, query = 'filename=a.txt', upload: object = {}) {
  const { token } = await world.manager.upload(query, 'content');
  const { id } = await world.newIssue();
  await world.edited(id, { uploads: [{ token, ...upload }] });
  const { attachments } = await world.issue(id, 'attachments');
  return { id, token, file: attachments[0] };
}

export const ATTACHMENT_CASES: readonly ContractCase[] = [
  {
    name: 'gives an upload a token of id and SHA-256',
    run: async ({ manager }) => {
      const { status, body } = await manager.upload('filename=a.txt', 'hello\n');
      const digest = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';
      expect([status, body]).toEqual([
        201,
        { upload: { id: expect.any(Number), token: `${body.upload.id}.${digest}` } },
      ]);
    },
  },
  {
    name: 'takes uploads as octet streams only',
    run: async ({ manager }) => {
      const reply = await manager
        .with({ 'content-type': 'text/plain' })
        .send('POST', '/uploads.json?filename=a.txt', 'x');
      expect([reply.status, reply.body]).toEqual([406, '']);
    },
  },
  {
    name: 'takes no uploads from nobody',
    run: async ({ nobody }) => {
      expect((await nobody.upload('filename=a.txt', 'x')).status).toBe(401);
    },
  },
  {
    name: 'attaches an upload with the name and type that come with it, and journals it',
    run: async (world) => {
      const { id, file } = await withFile(world, 'filename=raw.bin', {
        filename: 'héllo wörld.txt',
        description: ' d ',
        content_type: 'text/plain',
      });
      const encoded = 'h%C3%A9llo%20w%C3%B6rld.txt';
      expect(file).toEqual({
        id: file.id,
        filename: 'héllo wörld.txt',
        filesize: 7,
        content_type: 'text/plain',
        description: 'd',
        content_url: `${world.baseUrl}/attachments/download/${file.id}/${encoded}`,
        author: { id: world.id('user', 'manager'), name: 'Manager Contract' },
        created_on: expect.stringMatching(/Z$/),
      });
      const { journals } = await world.issue(id, 'journals');
      expect(journals[0].details).toEqual([
        {
          property: 'attachment',
          name: String(file.id),
          old_value: null,
          new_value: 'héllo wörld.txt',
        },
      ]);
    },
  },
  {
    name: 'tells the type of a file by its name, and gives images a thumbnail',
    run: async (world) => {
      const { file } = await withFile(world, 'filename=dot.png');
      expect([file.content_type, file.description]).toEqual(['image/png', '']);
    },
  },
  {
    name: 'attaches on create without a journal',
    run: async (world) => {
      const { token } = await world.manager.upload('filename=a.txt', 'x');
      const { id } = await world.newIssue({ uploads: [{ token }] });
      const issue = await world.issue(id, 'attachments,journals');
      expect([issue.attachments.length, issue.journals]).toEqual([1, []]);
    },
  },
  {
    name: 'attaches before it journals the fields of the same edit',
    run: async (world) => {
      const { token } = await world.manager.upload('filename=a.txt', 'x');
      const { id } = await world.newIssue();
      await world.edited(id, { subject: 'changed', notes: 'n', uploads: [{ token }] });
      const [journal] = (await world.issue(id, 'journals')).journals;
      expect(journal.details.map(({ property }: { property: string }) => property)).toEqual([
        'attachment',
        'attr',
      ]);
    },
  },
  {
    name: 'takes a token once',
    run: async (world) => {
      const { token } = await withFile(world);
      const other = await world.newIssue();
      const reply = await world.edit(other.id, { subject: 'not taken', uploads: [{ token }] });
      expect([reply.status, reply.body, (await world.issue(other.id)).subject]).toEqual([
        422,
        { errors: ['1 file(s) could not be saved.'] },
        'An issue',
      ]);
    },
  },
  {
    name: 'lets somebody attach who may only add notes',
    run: async (world) => {
      const { token } = await world.reporter.upload('filename=a.txt', 'x');
      const { id } = await world.newIssue();
      await world.edited(id, { uploads: [{ token }] }, world.reporter);
      expect((await world.issue(id, 'attachments')).attachments.length).toBe(1);
    },
  },
  {
    name: 'keeps the last part of a path as the name, without what a file system would not take',
    run: async (world) => {
      const { file } = await withFile(world, 'filename=..%2Fa%2Fb%3Fc.txt');
      expect(file.filename).toBe('b_c.txt');
    },
  },
  {
    name: 'downloads by content_url with the key as header or parameter',
    run: async (world) => {
      const { file } = await withFile(world);
      const url: string = file.content_url;
      const byHeader = await world.manager.get(url);
      const byKey = await world.nobody.get(`${url}?key=${world.keys.manager}`);
      expect([byHeader.body, byHeader.headers.get('content-type'), byKey.body]).toEqual([
        'content',
        'text/plain',
        'content',
      ]);
      expect(byHeader.headers.get('content-disposition')).toBe(
        `attachment; filename="a.txt"; filename*=UTF-8''a.txt`,
      );
    },
  },
  {
    name: 'refuses files of issues that one does not see',
    run: async (world) => {
      const { file } = await withFile(world);
      const status = async (by: Caller, path: string) => (await by.get(path)).status;
      expect([
        await status(world.nobody, file.content_url),
        await status(world.outsider, file.content_url),
        await status(world.outsider, `/attachments/${file.id}.json`),
        await status(world.nobody, `/attachments/${file.id}.json`),
        await status(world.manager, `/attachments/download/${file.id}/other.txt`),
        await status(world.manager, '/attachments/99999999.json'),
      ]).toEqual([401, 403, 403, 401, 404, 404]);
    },
  },
  {
    name: 'shows an upload that is not attached to who made it only',
    run: async ({ manager, developer }) => {
      const { body } = await manager.upload('filename=a.txt', 'x');
      const path = `/attachments/${body.upload.id}.json`;
      expect([(await manager.get(path)).status, (await developer.get(path)).status]).toEqual([
        200, 403,
      ]);
    },
  },
  {
    name: 'renames and describes, by who may edit the issue',
    run: async (world) => {
      const { file } = await withFile(world);
      const path = `/attachments/${file.id}.json`;
      const attachment = { filename: 'b.txt', description: 'new' };
      expect([
        (await world.reporter.patch(path, { attachment })).status,
        (await world.manager.patch(path, { attachment })).status,
      ]).toEqual([403, 204]);
      const { body } = await world.manager.get(path);
      expect([body.attachment.filename, body.attachment.description]).toEqual(['b.txt', 'new']);
    },
  },
  {
    name: 'deletes by who may edit the issue, and journals it',
    run: async (world) => {
      const { id, file } = await withFile(world);
      const path = `/attachments/${file.id}.json`;
      expect([
        (await world.reporter.delete(path)).status,
        (await world.developer.delete(path)).status,
        (await world.manager.get(path)).status,
      ]).toEqual([403, 204, 404]);
      const { journals } = await world.issue(id, 'journals');
      expect(journals.at(-1).details).toEqual([
        { property: 'attachment', name: String(file.id), old_value: 'a.txt', new_value: null },
      ]);
    },
  },
  {
    name: 'refuses what is larger than it takes',
    needsSeed: true,
    run: async ({ manager }) => {
      const { status, body } = await manager.upload('filename=big', 'x'.repeat(5120 * 1024 + 1));
      const error =
        'This file cannot be uploaded because it exceeds the maximum allowed file size (5242880)';
      expect([status, body]).toEqual([422, { errors: [error] }]);
    },
  },
];
