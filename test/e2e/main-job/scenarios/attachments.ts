/** Files cross once, whole, both ways; renames and deletions follow; what is private stays. */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import { DOT_PNG } from '../../../support/local-host/files';
import type { World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

const inJira = async (world: World, key: string) =>
  (await world.jira.readFiles(key)).map(({ name, text }) => ({ name, text }));

const inRedmine = async (world: World, id: number) =>
  (await world.redmine.readFiles(id)).map(({ name, text }) => ({ name, text }));

/** Types and attributes of the pictures and files that a document shows. */
function shownIn(node: unknown): readonly unknown[] {
  if (node === null || typeof node !== 'object') return [];
  const { type, attrs, content } = node as { type: string; attrs?: object; content?: unknown[] };
  const own = type === 'media' || type === 'mediaInline' ? [{ type, attrs }] : [];
  return [...own, ...(content ?? []).flatMap(shownIn)];
}

const aPicture = (id: string, more: object = {}) => ({
  type: 'mediaSingle',
  attrs: { layout: 'center' },
  content: [{ type: 'media', attrs: { type: 'file', id, collection: '', ...more } }],
});

/** A picture in Redmine's text. */
const pictureOf = (world: World, name: string) =>
  world.textFormat === 'textile' ? `!${name}!` : `![](${name})`;

export const attachmentScenarios: readonly Scenario[] = [
  {
    says: 'shows an image of a Redmine description in Jira, from its birth and after an edit',
    async run(world) {
      const subject = world.title('Pictured');
      const id = await world.redmine.createIssue({ subject });
      await world.redmine.attach(id, 'dot.png', DOT_PNG, {
        description: `See\n\n${pictureOf(world, 'dot.png')}`,
      });
      await world.ringRedmine(id);
      const [twin] = await world.jira.findIssues('WEB', subject);
      const key = twin?.key ?? '';
      const mediaOf = async (name: string) => {
        const file = (await world.jira.readFiles(key)).find((one) => one.name === name);
        return world.jira.findMediaId(file?.id ?? '');
      };
      const dot = { type: 'file', id: await mediaOf('dot.png'), collection: '' };
      expect(shownIn((await world.jira.readIssue(key)).description)).toEqual([
        { type: 'media', attrs: dot },
      ]);
      await world.redmine.attach(id, 'second.png', DOT_PNG, {
        description: `See\n\n${pictureOf(world, 'dot.png')}\n\nand\n\n${pictureOf(world, 'second.png')}`,
      });
      await world.ringRedmine(id);
      const second = { type: 'file', id: await mediaOf('second.png'), collection: '' };
      expect(shownIn((await world.jira.readIssue(key)).description)).toEqual([
        { type: 'media', attrs: dot },
        { type: 'media', attrs: second },
      ]);
      expect((await world.redmine.readIssue(id)).description).toContain(
        pictureOf(world, 'second.png'),
      );
      expect(await world.readTroubles(key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'shows an image of a Jira description in Redmine, and keeps it through an edit there',
    async run(world) {
      const pair = await world.makePair();
      const { key } = pair.jira;
      const file = await world.jira.attach(key, 'screen shot.png', DOT_PNG);
      const picture = aPicture(await world.jira.findMediaId(file), { width: 20, height: 10 });
      await world.jira.editIssue(key, { description: doc('Look:', picture, 'There.') });
      await world.settle();
      const name = world.textFormat === 'textile' ? 'screen%20shot.png' : 'screen%20shot.png';
      const description = `Look:\n\n${pictureOf(world, name)}\n\nThere.`;
      expect((await world.redmine.readIssue(pair.redmine)).description).toBe(description);
      await world.redmine.editIssue(pair.redmine, {
        description: description.replace('There.', 'Over there.'),
      });
      await world.ringRedmine(pair.redmine);
      expect((await world.jira.readIssue(key)).description).toEqual(
        doc('Look:', picture, 'Over there.'),
      );
    },
  },
  {
    says: 'shows the images of comments on both sides',
    async run(world) {
      const pair = await world.makePair();
      const { key } = pair.jira;
      const file = await world.jira.attach(key, 'in-jira.png', DOT_PNG);
      const mediaId = await world.jira.findMediaId(file);
      await world.jira.addComment(key, doc('Here:', aPicture(mediaId, { alt: 'in-jira.png' })));
      await world.settle();
      const notes = await world.redmine.readNotes(pair.redmine);
      expect(notes.map(({ text }) => text.split('\n').at(-1))).toEqual([
        pictureOf(world, 'in-jira.png'),
      ]);
      await world.redmine.attach(pair.redmine, 'in-redmine.png', DOT_PNG, {
        notes: `And here:\n\n${pictureOf(world, 'in-redmine.png')}`,
      });
      await world.ringRedmine(pair.redmine);
      const comments = await world.jira.readComments(key);
      const copy = (await world.jira.readFiles(key)).find(({ name }) => name === 'in-redmine.png');
      const id = await world.jira.findMediaId(copy?.id ?? '');
      expect(shownIn(comments.at(-1)?.body)).toEqual([
        { type: 'media', attrs: { type: 'file', id, collection: '' } },
      ]);
    },
  },
  {
    says: 'spends no call on the images of texts that did not change',
    async run(world) {
      const pair = await world.makePair();
      const { key } = pair.jira;
      const file = await world.jira.attach(key, 'quiet.png', DOT_PNG);
      await world.jira.editIssue(key, {
        description: doc(aPicture(await world.jira.findMediaId(file))),
      });
      await world.settle();
      await world.control.resetLedger();
      await world.jira.editIssue(key, { summary: world.title('Renamed') });
      await world.settle();
      const { requests, kvs } = await world.control.readLedger();
      expect([requests.jira.count + requests.redmine.count, kvs.writes.count]).toEqual([4, 1]);
    },
  },
  {
    says: 'carries a file from Jira to Redmine once, with whose it is and a link to it',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.jira.attach(pair.jira.key, 'Übersicht 1.txt', 'It is broken.');
      await world.settle();
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');
      const url = `${world.process.urls.jira}/rest/api/3/attachment/content/${id}`;
      expect(await world.redmine.readFiles(pair.redmine)).toMatchObject([
        {
          name: 'Übersicht 1.txt',
          text: 'It is broken.',
          description: `Ada Lovelace in Jira: ${url}`,
        },
      ]);
      expect(await inJira(world, pair.jira.key)).toHaveLength(1);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'carries a file from Redmine to Jira once',
    async run(world) {
      const pair = await world.makePair();
      await world.redmine.attach(pair.redmine, 'log "1".txt', 'line 1\nline 2\n');
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');
      const name = 'log _1_.txt';
      expect(await world.jira.readFiles(pair.jira.key)).toMatchObject([
        { name, author: 'Redmine Sync for Jira', text: 'line 1\nline 2\n' },
      ]);
      expect(await inRedmine(world, pair.redmine)).toEqual([{ name, text: 'line 1\nline 2\n' }]);
    },
  },
  {
    says: 'carries several files of both sides, also those that look the same, none twice',
    async run(world) {
      const pair = await world.makePair();
      const { key } = pair.jira;
      await world.jira.attach(key, 'image.png', 'one 1');
      await world.jira.attach(key, 'image.png', 'two 2');
      await world.jira.attach(key, 'empty.txt', '');
      await world.redmine.attach(pair.redmine, 'image.png', 'three');
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('verify');
      const all = [
        { name: 'empty.txt', text: '' },
        { name: 'image.png', text: 'one 1' },
        { name: 'image.png', text: 'three' },
        { name: 'image.png', text: 'two 2' },
      ];
      const sorted = (files: readonly { name: string; text: string }[]) =>
        files.toSorted((a, b) => (a.name + a.text < b.name + b.text ? -1 : 1));
      expect(sorted(await inJira(world, key))).toEqual(all);
      expect(sorted(await inRedmine(world, pair.redmine))).toEqual(all);
    },
  },
  {
    says: 'sends no content that is there already under the same name',
    async run(world) {
      const pair = await world.makePair();
      const { key } = pair.jira;
      await world.redmine.attach(pair.redmine, 'same.txt', 'the same');
      await world.ringRedmine(pair.redmine);
      await world.jira.attach(key, 'same.txt', 'the same');
      await world.settle();
      await world.redmine.attach(pair.redmine, 'same.txt', 'the same');
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('verify');
      const authors = (await world.jira.readFiles(key)).map(({ author }) => author);
      expect(authors).toEqual(['Redmine Sync for Jira', 'Ada Lovelace']);
      expect(await inRedmine(world, pair.redmine)).toEqual([
        { name: 'same.txt', text: 'the same' },
        { name: 'same.txt', text: 'the same' },
      ]);
    },
  },
  {
    says: 'carries the files that an issue had before it got its twin',
    async run(world) {
      const subject = world.title('Has a file already');
      const id = await world.redmine.createIssue({ subject });
      await world.redmine.attach(id, 'before.txt', 'from before');
      await world.ringRedmine(id);
      const [twin] = await world.jira.findIssues('WEB', subject);
      expect(await inJira(world, twin?.key ?? '')).toEqual([
        { name: 'before.txt', text: 'from before' },
      ]);
    },
  },
  {
    says: 'takes the copy of a file deleted in Jira back, and leaves the others',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.jira.attach(pair.jira.key, 'gone.txt', 'gone');
      await world.jira.attach(pair.jira.key, 'stays.txt', 'stays');
      await world.settle();
      await world.jira.detach(id);
      await world.settle();
      expect(await inRedmine(world, pair.redmine)).toEqual([{ name: 'stays.txt', text: 'stays' }]);
    },
  },
  {
    says: 'takes the copy of a file deleted in Redmine back by the daily check',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.redmine.attach(pair.redmine, 'gone.txt', 'gone');
      await world.ringRedmine(pair.redmine);
      expect(await inJira(world, pair.jira.key)).toHaveLength(1);
      await world.redmine.detach(id);
      await world.control.runTimer('verify');
      expect(await inJira(world, pair.jira.key)).toEqual([]);
    },
  },
  {
    says: 'leaves an original where its copy was deleted, and makes no new copy',
    async run(world) {
      const pair = await world.makePair();
      await world.jira.attach(pair.jira.key, 'mine.txt', 'mine');
      await world.settle();
      const [copy] = await world.redmine.readFiles(pair.redmine);
      await world.redmineAs('admin').detach(copy?.id ?? '');
      await world.control.runTimer('verify');
      expect(await inJira(world, pair.jira.key)).toHaveLength(1);
      expect(await inRedmine(world, pair.redmine)).toEqual([]);
    },
  },
  {
    says: 'gives the copy the new name of a file renamed in Redmine, by the daily check',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.redmine.attach(pair.redmine, 'old.txt', 'words');
      await world.ringRedmine(pair.redmine);
      await world.redmine.rename(id, 'new.txt');
      await world.control.runTimer('verify');
      await world.control.runTimer('verify');
      expect(await inJira(world, pair.jira.key)).toEqual([{ name: 'new.txt', text: 'words' }]);
      expect(await inRedmine(world, pair.redmine)).toEqual([{ name: 'new.txt', text: 'words' }]);
    },
  },
  {
    says: 'names the files that came with a Redmine note in its copy',
    async run(world) {
      const pair = await world.makePair();
      await world.redmine.attach(pair.redmine, 'log.txt', 'a log', { notes: 'See the log.' });
      await world.ringRedmine(pair.redmine);
      const comments = await world.jira.readComments(pair.jira.key);
      expect(comments.map(({ text }) => text)).toEqual([
        `${world.redmineName} in Redmine:\nSee the log.\nAttached: log.txt`,
      ]);
      expect(await inJira(world, pair.jira.key)).toEqual([{ name: 'log.txt', text: 'a log' }]);
    },
  },
  {
    says: 'keeps a file that came with a private note in Redmine',
    async run(world) {
      const pair = await world.makePair();
      const admin = world.redmineAs('admin');
      await admin.attach(pair.redmine, 'secret.txt', 'secret', {
        notes: 'Only among us.',
        private_notes: true,
      });
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('verify');
      expect(await inJira(world, pair.jira.key)).toEqual([]);
    },
  },
  {
    says: 'links to what is too large to cross, and takes the link back',
    async run(world) {
      await world.configure({ mapping: { attachments: { maxMegabytes: 0.001 } } });
      const pair = await world.makePair();
      const id = await world.jira.attach(pair.jira.key, 'big.bin', 'x'.repeat(1500));
      const big = await world.redmine.attach(pair.redmine, 'large.bin', 'y'.repeat(2500));
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('verify');
      const url = `${world.process.urls.jira}/rest/api/3/attachment/content/${id}`;
      const link =
        world.textFormat === 'textile'
          ? `"Ada Lovelace in Jira":${url}: big.bin (0.0 MB)`
          : `[Ada Lovelace in Jira](${url}): big.bin (0.0 MB)`;
      const notes = await world.redmine.readNotes(pair.redmine);
      expect(notes.map(({ text }) => text)).toEqual([link]);
      const comments = await world.jira.readComments(pair.jira.key);
      expect(comments.map(({ text }) => text)).toEqual([
        `${world.redmineName} in Redmine: large.bin (0.0 MB)`,
      ]);
      expect(await inJira(world, pair.jira.key)).toHaveLength(1);
      expect(await inRedmine(world, pair.redmine)).toHaveLength(1);
      await world.jira.detach(id);
      await world.redmine.detach(big);
      await world.control.runTimer('verify');
      expect(await world.redmine.readNotes(pair.redmine)).toEqual([]);
      expect(await world.jira.readComments(pair.jira.key)).toEqual([]);
      await world.configure();
    },
  },
  {
    says: 'tells what Redmine does not take as a problem, once, and goes on with the rest',
    async run(world) {
      const pair = await world.makePair();
      // Redmine takes 5 MB until an administrator lets it take more.
      await world.jira.attach(pair.jira.key, 'too-big.bin', Buffer.alloc(5_300_000, 7));
      await world.jira.attach(pair.jira.key, 'fits.bin', 'fits');
      await world.jira.addComment(pair.jira.key, doc('See the files.'));
      await world.settle();
      await world.control.runTimer('verify');
      expect(await inRedmine(world, pair.redmine)).toEqual([{ name: 'fits.bin', text: 'fits' }]);
      const { problems } = await world.readTroubles(pair.jira.key);
      expect(problems).toEqual([expect.stringMatching(/Redmine did not take .*too-big\.bin.*422/)]);
      expect(await world.redmine.readNotes(pair.redmine)).toHaveLength(1);
    },
  },
  {
    says: 'carries no files where the mapping says so',
    async run(world) {
      await world.configure({ mapping: { attachments: false } });
      const pair = await world.makePair();
      await world.jira.attach(pair.jira.key, 'stays.txt', 'stays');
      await world.settle();
      expect(await inRedmine(world, pair.redmine)).toEqual([]);
      await world.configure({ mapping: { attachments: { direction: 'toJira' } } });
      await world.redmine.attach(pair.redmine, 'goes.txt', 'goes');
      await world.ringRedmine(pair.redmine);
      expect(await inRedmine(world, pair.redmine)).toHaveLength(1);
      expect(await inJira(world, pair.jira.key)).toHaveLength(2);
      await world.configure();
    },
  },
  {
    says: 'carries a file once whose answers are lost, in both directions',
    async run(world) {
      const pair = await world.makePair();
      await world.control.addFaults(
        {
          target: 'jira',
          method: 'POST',
          path: '/attachments',
          times: 1,
          effect: { dropResponse: true },
        },
        {
          target: 'redmine',
          method: 'PUT',
          path: '/issues/',
          times: 1,
          effect: { dropResponse: true },
        },
      );
      await world.jira.attach(pair.jira.key, 'one.txt', 'from Jira');
      await world.redmine.attach(pair.redmine, 'two.txt', 'from Redmine');
      await world.ringRedmine(pair.redmine);
      await world.settle();
      await world.control.runTimer('verify');
      const all = [
        { name: 'one.txt', text: 'from Jira' },
        { name: 'two.txt', text: 'from Redmine' },
      ];
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect((await inJira(world, pair.jira.key)).toSorted(byName)).toEqual(all);
      expect((await inRedmine(world, pair.redmine)).toSorted(byName)).toEqual(all);
    },
  },
];
