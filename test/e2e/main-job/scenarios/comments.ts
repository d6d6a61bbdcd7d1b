/** Comments cross once, with who wrote them; edits and deletions follow; what is private stays. */
import { expect } from 'vitest';
import { bold, doc, paragraph } from '../../../support/local-host/adf';
import type { Pair, World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

/** The first line of a copy in Redmine: who wrote it, with a link to it. */
function attributionInRedmine(world: World, pair: Pair, commentId: string, name: string): string {
  const url = `${world.process.urls.jira}/browse/${pair.jira.key}?focusedCommentId=${commentId}`;
  return world.textFormat === 'textile'
    ? `"${name} in Jira":${url}:`
    : `[${name} in Jira](${url}):`;
}

/** The texts of the comments in Jira, copies by their attribution's words. */
const readTexts = async (world: World, key: string) =>
  (await world.jira.readComments(key)).map(({ text }) => text);

const DEVELOPERS = { visibility: { type: 'role', value: 'Developers' } };
const FOR_DEVELOPERS = { direction: 'both', private: { role: 'Developers' } };

/** Like `Jira Developers: …` and `Redmine private: …`, without the line that says whose it is. */
async function readAudiences(world: World, { jira, redmine }: Pair): Promise<string[]> {
  const said = (text: string | null) => text?.trim().split('\n').at(-1) ?? '';
  const comments = await world.jira.readComments(jira.key);
  const notes = await world.redmine.readNotes(redmine);
  return [
    ...comments.map(({ text, audience }) => `Jira${audience ? ` ${audience}` : ''}: ${said(text)}`),
    ...notes.map(({ text, isPrivate }) => `Redmine${isPrivate ? ' private' : ''}: ${said(text)}`),
  ];
}

export const commentScenarios: readonly Scenario[] = [
  {
    says: "carries a Jira comment to Redmine once, with its author's name and a link to it",
    async run(world) {
      const pair = await world.makePair();
      const grace = world.jiraAs('grace@example.com');
      const id = await grace.addComment(pair.jira.key, doc('Can you have a look?'));
      await world.settle();
      await world.control.runTimer('sweep');
      const notes = await world.redmine.readNotes(pair.redmine);
      const attribution = attributionInRedmine(world, pair, id, 'Grace Hopper');
      expect(notes.map(({ text }) => text)).toEqual([`${attribution}\n\nCan you have a look?`]);
      expect(await world.redmine.countJournals(pair.redmine)).toBe(1);
      expect(await readTexts(world, pair.jira.key)).toEqual(['Can you have a look?']);
    },
  },
  {
    says: "carries a Redmine note to Jira once, with its author's name and a link to it",
    async run(world) {
      const pair = await world.makePair();
      const id = await world.redmine.addNote(pair.redmine, 'We look at it tomorrow.');
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('sweep');
      const comments = await world.jira.readComments(pair.jira.key);
      const href = `${world.redmineUrl}/issues/${pair.redmine}#change-${id}`;
      expect(comments.map(({ author, body }) => ({ author, body }))).toEqual([
        {
          author: 'Redmine Sync for Jira',
          body: doc(
            paragraph(
              {
                type: 'text',
                text: `${world.redmineName} in Redmine`,
                marks: [{ type: 'link', attrs: { href } }],
              },
              ':',
            ),
            'We look at it tomorrow.',
          ),
        },
      ]);
      expect((await world.redmine.readNotes(pair.redmine)).map((note) => note.id)).toEqual([id]);
    },
  },
  {
    says: 'carries several comments of both sides in the order they were written, none of them twice',
    async run(world) {
      const pair = await world.makePair();
      await world.jira.addComment(pair.jira.key, doc('one'));
      await world.jira.addComment(pair.jira.key, doc('two'));
      await world.redmine.addNote(pair.redmine, 'three');
      await world.jira.addComment(pair.jira.key, doc('four'));
      await world.ringRedmine(pair.redmine);
      await world.ringRedmine(pair.redmine);
      const inJira = await readTexts(world, pair.jira.key);
      const copy = `${world.redmineName} in Redmine:\nthree`;
      expect(inJira.filter((text) => text !== copy)).toEqual(['one', 'two', 'four']);
      expect(inJira.filter((text) => text === copy)).toEqual([copy]);
      const notes = await world.redmine.readNotes(pair.redmine);
      const inRedmine = notes.map(({ text }) => text.split('\n').at(-1));
      expect(inRedmine.filter((text) => text !== 'three')).toEqual(['one', 'two', 'four']);
      expect(inRedmine.filter((text) => text === 'three')).toEqual(['three']);
    },
  },
  {
    says: "carries the edit of a Jira comment to its copy, whoever's bell tells of it",
    async run(world) {
      const pair = await world.makePair();
      const id = await world.jira.addComment(pair.jira.key, doc('At first.'));
      await world.settle();
      const [copy] = await world.redmine.readNotes(pair.redmine);
      await world.jira.editComment(
        pair.jira.key,
        id,
        doc(paragraph('At ', bold('second'), ' thought.')),
      );
      await world.settle();
      const attribution = attributionInRedmine(world, pair, id, 'Ada Lovelace');
      const strong = world.textFormat === 'textile' ? '*second*' : '**second**';
      const notes = await world.redmine.readNotes(pair.redmine);
      expect(notes.map((note) => ({ id: note.id, text: note.text }))).toEqual([
        { id: copy?.id, text: `${attribution}\n\nAt ${strong} thought.` },
      ]);
      expect(await world.jira.readComments(pair.jira.key)).toHaveLength(1);
    },
  },
  {
    says: 'carries the edit of a Redmine note to its copy by the daily check, for no bell tells of it',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.redmine.addNote(pair.redmine, 'At first.');
      await world.ringRedmine(pair.redmine);
      await world.redmine.editNote(id, 'At second thought.');
      await world.control.runTimer('verify');
      expect(await readTexts(world, pair.jira.key)).toEqual([
        `${world.redmineName} in Redmine:\nAt second thought.`,
      ]);
      expect((await world.redmine.readNotes(pair.redmine)).map(({ text }) => text)).toEqual([
        'At second thought.',
      ]);
    },
  },
  {
    says: 'carries a note that is longer than Jira takes as far as it fits, once, and its edit',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.redmine.addNote(pair.redmine, `${'A long story. '.repeat(4_000)}END`);
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('verify');
      const [long, ...others] = await readTexts(world, pair.jira.key);
      expect(others).toEqual([]);
      expect(long?.split('\n').at(-1)).toBe('The rest of it is in Redmine.');
      await world.redmine.editNote(id, 'A short one.');
      await world.control.runTimer('verify');
      expect(await readTexts(world, pair.jira.key)).toEqual([
        `${world.redmineName} in Redmine:\nA short one.`,
      ]);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'takes the copy of a deleted Jira comment back',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.jira.addComment(pair.jira.key, doc('Never mind.'));
      await world.jira.addComment(pair.jira.key, doc('This one stays.'));
      await world.settle();
      await world.jira.deleteComment(pair.jira.key, id);
      await world.settle();
      const texts = (await world.redmine.readNotes(pair.redmine)).map(({ text }) => text);
      expect(texts.map((text) => text.split('\n').at(-1))).toEqual(['This one stays.']);
      expect(await readTexts(world, pair.jira.key)).toEqual(['This one stays.']);
    },
  },
  {
    says: 'takes the copy of a deleted Redmine note back by the daily check',
    async run(world) {
      const pair = await world.makePair();
      const id = await world.redmine.addNote(pair.redmine, 'Never mind.');
      await world.redmine.addNote(pair.redmine, 'This one stays.');
      await world.ringRedmine(pair.redmine);
      await world.redmine.editNote(id, '');
      await world.control.runTimer('verify');
      expect(await readTexts(world, pair.jira.key)).toEqual([
        `${world.redmineName} in Redmine:\nThis one stays.`,
      ]);
      expect(await world.redmine.readNotes(pair.redmine)).toHaveLength(1);
    },
  },
  {
    says: 'leaves an original as it is where only its copy was edited or deleted',
    async run(world) {
      const pair = await world.makePair();
      await world.jira.addComment(pair.jira.key, doc('From Jira.'));
      await world.settle();
      const [copy] = await world.redmine.readNotes(pair.redmine);
      await world.redmineAs('admin').editNote(copy?.id ?? 0, 'Somebody rewrote the copy.');
      await world.control.runTimer('verify');
      expect(await readTexts(world, pair.jira.key)).toEqual(['From Jira.']);
      expect(await world.redmine.readNotes(pair.redmine)).toHaveLength(1);
    },
  },
  {
    says: 'keeps a private note in Redmine, also one that comes with a change of a field',
    async run(world) {
      const pair = await world.makePair();
      await world.redmine.addNote(pair.redmine, 'Only among us.', { private_notes: true });
      await world.redmine.addNote(pair.redmine, 'Do not tell.', {
        private_notes: true,
        due_date: '2031-09-09',
      });
      await world.ringRedmine(pair.redmine);
      expect(await world.jira.readComments(pair.jira.key)).toEqual([]);
      expect((await world.jira.readIssue(pair.jira.key)).dueDate).toBe('2031-09-09');
      const notes = await world.redmine.readNotes(pair.redmine);
      expect(notes.map(({ text, isPrivate }) => ({ text, isPrivate }))).toEqual([
        { text: 'Only among us.', isPrivate: true },
        { text: 'Do not tell.', isPrivate: true },
      ]);
    },
  },
  {
    says: 'keeps a restricted comment in Jira, by role, by group and internal to a service desk',
    async run(world) {
      const pair = await world.makePair();
      const { key } = pair.jira;
      await world.jira.addComment(key, doc('For developers.'), {
        visibility: { type: 'role', value: 'Developers' },
      });
      await world.jira.addComment(key, doc('For a group.'), {
        visibility: { type: 'group', value: 'jira-software-users' },
      });
      await world.jira.addComment(key, doc('For agents.'), {
        properties: [{ key: 'sd.public.comment', value: { internal: true } }],
      });
      await world.settle();
      expect(await world.redmine.readNotes(pair.redmine)).toEqual([]);
      expect(await readTexts(world, key)).toEqual([
        'For developers.',
        'For a group.',
        'For agents.',
      ]);
    },
  },
  {
    says: 'carries private notes as restricted comments and back where the mapping says whom they are for',
    async run(world) {
      await world.configure({ mapping: { comments: FOR_DEVELOPERS } });
      const pair = await world.makePair();
      const { key } = pair.jira;
      await world.redmine.addNote(pair.redmine, 'Only among us.', { private_notes: true });
      await world.jira.addComment(key, doc('For developers.'), DEVELOPERS);
      await world.jira.addComment(key, doc('For a group.'), {
        visibility: { type: 'group', value: 'jira-software-users' },
      });
      await world.settle();
      await world.control.runTimer('verify');
      expect((await readAudiences(world, pair)).sort()).toEqual([
        'Jira Developers: For developers.',
        'Jira Developers: Only among us.',
        'Jira jira-software-users: For a group.',
        'Redmine private: For developers.',
        'Redmine private: Only among us.',
      ]);
      await world.configure();
      await world.control.runTimer('verify');
      expect((await readAudiences(world, pair)).sort()).toEqual([
        'Jira Developers: For developers.',
        'Jira jira-software-users: For a group.',
        'Redmine private: Only among us.',
      ]);
    },
  },
  {
    says: 'takes a copy back first where its original turns private or public, and makes the one that fits',
    async run(world) {
      await world.configure({ mapping: { comments: FOR_DEVELOPERS } });
      const pair = await world.makePair();
      const { key } = pair.jira;
      const opened = await world.jira.addComment(key, doc('First for few.'), DEVELOPERS);
      const closed = await world.jira.addComment(key, doc('First for all.'));
      await world.settle();
      await world.jira.editComment(key, opened, doc('Now for all.'), { visibility: null });
      await world.jira.editComment(key, closed, doc('Now for few.'), DEVELOPERS);
      await world.settle();
      await world.control.runTimer('verify');
      expect((await readAudiences(world, pair)).sort()).toEqual([
        'Jira Developers: Now for few.',
        'Jira: Now for all.',
        'Redmine private: Now for few.',
        'Redmine: Now for all.',
      ]);
      await world.configure();
    },
  },
  {
    says: 'keeps a private note in Redmine and says so where Jira does not let the app restrict its copy',
    async run(world) {
      await world.configure({
        mapping: { comments: { direction: 'both', private: { role: 'Administrators' } } },
      });
      const pair = await world.makePair();
      await world.redmine.addNote(pair.redmine, 'Only among us.', { private_notes: true });
      await world.control.runTimer('verify');
      await world.control.runTimer('verify');
      expect(await readTexts(world, pair.jira.key)).toEqual([]);
      const { problems } = await world.readTroubles(pair.jira.key);
      expect(problems).toEqual([
        expect.stringMatching(/^A private comment of #\d+ stays in Redmine, since .*not a member/),
      ]);
      await world.configure();
    },
  },
  {
    says: 'tells an edit that the copy does not take as a Problem, goes on with the rest, and heals when asked',
    async run(world) {
      await world.configure({ mapping: { comments: FOR_DEVELOPERS } });
      const pair = await world.makePair();
      const { key } = pair.jira;
      const note = await world.redmine.addNote(pair.redmine, 'Hush.', { private_notes: true });
      const comment = await world.jira.addComment(key, doc('For all.'));
      await world.control.runTimer('verify');
      const refusal = { errorMessages: ['Not now.'] };
      await world.control.addFaults(
        {
          target: 'jira',
          method: 'PUT',
          path: '/comment/',
          effect: { status: 400, body: refusal },
        },
        { target: 'redmine', method: 'PUT', path: '^/journals/', effect: { status: 403 } },
      );
      await world.redmine.editNote(note, 'Hush now.');
      await world.jira.editComment(key, comment, doc('For all of us.'));
      await world.jira.editIssue(key, { duedate: '2031-11-11' });
      await world.control.runTimer('verify');
      await world.control.clearFaults();
      await world.control.runTimer('verify');
      const { problems } = await world.readTroubles(key);
      const { deadLetters } = await world.admin.call('listProblems', {});
      expect([
        problems.toSorted(),
        deadLetters,
        (await world.redmine.readIssue(pair.redmine)).dueDate,
      ]).toEqual([
        [
          expect.stringMatching(
            /^The last edit of a comment of #\d+ stays in Redmine, since its copy in Jira could not be edited: .*400 Not now/,
          ),
          expect.stringMatching(
            /^The last edit of a comment of WEB-\d+ stays in Jira, since its copy in Redmine could not be edited: .*403/,
          ),
        ],
        [],
        '2031-11-11',
      ]);
      await (await world.panel(pair.jira)).call('syncNow');
      await world.settle();
      expect((await readAudiences(world, pair)).toSorted()).toEqual([
        'Jira Developers: Hush now.',
        'Jira: For all of us.',
        'Redmine private: Hush now.',
        'Redmine: For all of us.',
      ]);
      expect(await world.readTroubles(key)).toEqual({ conflicts: [], problems: [] });
      await world.configure();
    },
  },
  {
    says: 'carries a note that comes with a change of a field once, and the change too',
    async run(world) {
      const pair = await world.makePair();
      await world.redmine.addNote(pair.redmine, 'Moved, see above.', { due_date: '2031-10-10' });
      await world.ringRedmine(pair.redmine);
      await world.control.runTimer('sweep');
      expect(await readTexts(world, pair.jira.key)).toEqual([
        `${world.redmineName} in Redmine:\nMoved, see above.`,
      ]);
      expect((await world.jira.readIssue(pair.jira.key)).dueDate).toBe('2031-10-10');
      expect(await world.redmine.countJournals(pair.redmine)).toBe(1);
    },
  },
  {
    says: 'carries the comments that an issue had before it got its twin',
    async run(world) {
      const subject = world.title('Talked about already');
      const id = await world.redmine.createIssue({ subject });
      await world.redmine.addNote(id, 'The first word.');
      await world.ringRedmine(id);
      const [twin] = await world.jira.findIssues('WEB', subject);
      expect(await readTexts(world, twin?.key ?? '')).toEqual([
        `${world.redmineName} in Redmine:\nThe first word.`,
      ]);
    },
  },
];
