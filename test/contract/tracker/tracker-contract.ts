/** What every tracker behind the port must do: run on the Jira double and on Redmines of each kind. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeCopy } from '../../../src/core/comments/compose-copy';
import { type FieldValues, otherSide, type Snapshot } from '../../../src/core/model';
import type { TimeRecord } from '../../../src/core/time/compose-time';
import type { FileContent, NewFile } from '../../../src/ports';
import type { TrackerWorld } from './tracker-world';

const TWIN = { issueId: '7', key: 'ELSE-7', url: '' };

export function describeTrackerContract(name: string, open: () => Promise<TrackerWorld>): void {
  describe(`the Tracker port on ${name}`, () => {
    let world: TrackerWorld;
    let nonces = 0;

    beforeAll(async () => {
      world = await open();
    });
    afterAll(async () => {
      await world?.close();
    });

    const newMarker = () => `${10_000 + nonces}.nonce-${++nonces}_x`;

    async function create(fields: FieldValues = {}, marker = newMarker()): Promise<string> {
      const { tracker, mapping, values } = world;
      const site = mapping.siteUrl[otherSide(tracker.side)];
      const path = tracker.side === 'remote' ? 'browse/ELSE-7' : 'issues/7';
      const { issueId } = await tracker.createIssue({
        fields: { summary: 'A new issue', issuetype: values.issuetype[0], ...fields },
        marker,
        twin: { ...TWIN, url: `${site}/${path}` },
      });
      return issueId;
    }

    async function read(issueId: string, sinceEntryId = 0): Promise<Snapshot> {
      const found = await world.tracker.readIssue(issueId, { sinceEntryId });
      if (found.kind !== 'found') throw new Error(`issue ${issueId} is ${found.kind}`);
      return found.snapshot;
    }

    describe('creating', () => {
      it('makes an issue of the mapped project with the given values', async () => {
        const { issuetype, priority, assignee } = world.values;
        const fields = {
          summary: 'Ärger mit "Warenkorb" <b>& 😀</b>',
          description: world.text('Two words'),
          issuetype: issuetype[1],
          priority: priority[1],
          assignee,
          duedate: '2031-12-24',
        };
        const issueId = await create(fields);
        const snapshot = await read(issueId);
        expect(snapshot).toMatchObject({
          side: world.tracker.side,
          issueId,
          projectId: world.mapping[world.tracker.side].projectId,
          title: fields.summary,
          restricted: false,
          comments: [],
        });
        expect(snapshot.fields).toEqual({ ...fields, status: world.values.status[0] });
        expect(world.tracker.authorship(snapshot.author.id)).not.toBe('not-ours');
      });

      it('carries the marker from birth, and not in its text', async () => {
        const marker = newMarker();
        const snapshot = await read(await create({}, marker));
        expect({ marker: snapshot.marker, text: snapshot.fields.description }).toEqual({
          marker,
          text: null,
        });
      });

      it('says which twin it is searched by, where searches can', async () => {
        const issueId = await create();
        const marks = [(await read(issueId)).twinMark];
        for (const twinId of ['12', null, null]) {
          await world.tracker.markTwin(issueId, twinId);
          marks.push((await read(issueId)).twinMark);
        }
        const keepsMarks = world.tracker.side === 'jira';
        expect(marks).toEqual(
          keepsMarks ? ['7', '12', null, null] : [undefined, undefined, undefined, undefined],
        );
      });

      it('says which twins many are searched by, with one call', async () => {
        const issueIds = [await create(), await create()];
        world.takeRequestCount();
        await world.tracker.markTwins(issueIds.map((issueId) => ({ issueId, twinId: '12' })));
        const requests = world.takeRequestCount();
        const seen = await Promise.all(issueIds.map(async (id) => (await read(id)).twinMark));
        const isJira = world.tracker.side === 'jira';
        expect({ requests, seen }).toEqual({
          requests: isJira ? 1 : 0,
          seen: isJira ? ['12', '12'] : [undefined, undefined],
        });
      });

      it('is found again by its marker at once', async () => {
        const watermark = await world.tracker.newestIssue();
        const marker = newMarker();
        const issueId = await create({}, marker);
        await create();
        expect(await world.tracker.findByMarker(marker, watermark)).toBe(issueId);
        expect(await world.tracker.findByMarker(newMarker(), watermark)).toBeNull();
      });

      it('fails for good without a summary', async () => {
        await expect(create({ summary: '' })).rejects.toMatchObject({
          name: 'PermanentError',
          reason: 'refused',
        });
      });
    });

    describe('reading', () => {
      it('takes one request', async () => {
        const issueId = await create();
        world.takeRequestCount();
        await read(issueId);
        expect(world.takeRequestCount()).toBe(1);
      });

      it('tells a person’s change with who made it, after the known entry only', async () => {
        const issueId = await create({ summary: 'First' });
        await world.tracker.writeIssue({ issueId, fields: { summary: 'Second' } });
        const { lastEntryId } = await read(issueId);
        await world.person.setSummary(issueId, 'Third');
        const snapshot = await read(issueId, lastEntryId);
        expect(snapshot.history).toEqual([
          {
            id: snapshot.lastEntryId,
            atMs: expect.any(Number),
            author: world.person.self,
            changes: [{ field: 'summary', from: 'Second', to: 'Third' }],
          },
        ]);
        expect(world.tracker.authorship(world.person.self.id)).toBe('not-ours');
      });

      it('names who made an issue and has no marker where nobody put one', async () => {
        const { author, marker } = await read(await world.person.createIssue('By a person'));
        expect({ author, marker }).toEqual({ author: world.person.self, marker: null });
      });

      it('tells an issue that was deleted', async () => {
        const issueId = await create();
        await world.person.deleteIssue(issueId);
        expect(await world.tracker.readIssue(issueId, { sinceEntryId: 0 })).toEqual({
          kind: world.deletedIs,
        });
      });
    });

    describe('many at once', () => {
      const newIssue = (summary: string) => ({
        fields: { summary, issuetype: world.values.issuetype[0] },
        marker: newMarker(),
        twin: {
          ...TWIN,
          url: `${world.mapping.siteUrl[otherSide(world.tracker.side)]}/browse/E-7`,
        },
      });

      it('makes all that it can, and says of each what became of it', async () => {
        const titles = ['One of many', '', 'Another of many'];
        const made = await world.tracker.createIssues(titles.map(newIssue));
        const ids = made.flatMap((one) => (one.kind === 'created' ? [one.issueId] : []));
        const found = await world.tracker.readIssues(ids, 'born');
        expect({
          kinds: made.map(({ kind }) => kind),
          titles: ids.map((id) => found.get(id)?.title),
        }).toEqual({
          kinds: ['created', 'refused', 'created'],
          titles: ['One of many', 'Another of many'],
        });
      });

      it('reads them as each is read alone, and leaves out what is gone', async () => {
        const [bare, busy, gone] = [await create(), await create(), await create()];
        await world.settle();
        await world.person.comment(busy, 'Mine', { restricted: false });
        await world.person.attach(busy, 'a.txt', 'some');
        await world.person.deleteIssue(gone);
        const told = (snapshot: Snapshot) => ({
          ...snapshot,
          history: [],
          readAtMs: 0,
          clockOffsetMs: 0,
        });
        const alone = [await read(bare), await read(busy)].map(told);
        const whole = await world.tracker.readIssues([bare, busy, gone], 'whole');
        const born = await world.tracker.readIssues([bare, busy, gone], 'born');
        const inOrder = (found: ReadonlyMap<string, Snapshot>) =>
          [...found.values()].toSorted((a, b) => Number(a.issueId) - Number(b.issueId)).map(told);
        expect([whole, born].map(inOrder)).toEqual([alone, alone]);
      });

      it('lists the project a page at a time, oldest first, with the number in a field', async () => {
        const issueId = await create({ summary: '4711' });
        await world.settle();
        const title = world.mapping.fields.find(({ field }) => field === 'summary');
        const listed: { readonly id: string; readonly number: string | null }[] = [];
        let cursor: string | null = null;
        do {
          const page = await world.tracker.listIssues(cursor, title?.[world.tracker.side]);
          for (const { snapshot, numberInField } of page.issues) {
            listed.push({ id: snapshot.issueId, number: numberInField });
          }
          cursor = page.cursor;
        } while (cursor !== null);
        const ids = listed.map(({ id }) => Number(id));
        expect({
          last: listed.at(-1),
          isSorted: ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0)),
        }).toEqual({ last: { id: issueId, number: '4711' }, isSorted: true });
      });
    });

    describe('the scope of a mapping', () => {
      it('is asked about an issue only where the run wants to know', async () => {
        const [covered = '', other = ''] = world.values.issuetype;
        const issues = [await create({ issuetype: covered }), await create({ issuetype: other })];
        await world.settle();
        const outOfScope = (options: { readonly checksScope?: true }) =>
          Promise.all(
            issues.map(async (issueId) => {
              const read = await world.scopedTracker.readIssue(issueId, {
                sinceEntryId: 0,
                ...options,
              });
              return read.kind === 'found' ? (read.snapshot.outOfScope ?? false) : read.kind;
            }),
          );
        expect({
          asked: await outOfScope({ checksScope: true }),
          unasked: await outOfScope({}),
        }).toEqual({ asked: [false, true], unasked: [false, false] });
      });
    });

    describe('deleting', () => {
      it('deletes an issue, and a second time it is done already', async () => {
        const issueId = await create();
        const answers = [
          await world.tracker.deleteIssue(issueId),
          await world.tracker.deleteIssue(issueId),
        ];
        const read = await world.tracker.readIssue(issueId, { sinceEntryId: 0 });
        expect([answers, read]).toEqual([['done', 'done'], { kind: world.deletedIs }]);
      });
    });

    describe('writing', () => {
      it('changes each field, as its own history entry says', async () => {
        const { issuetype, priority, assignee } = world.values;
        const issueId = await create({ priority: priority[0] });
        const before = await read(issueId);
        const fields = {
          summary: 'New words',
          issuetype: issuetype[1],
          priority: priority[1],
          assignee,
          duedate: '2031-12-24',
        };
        const receipt = await world.tracker.writeIssue({ issueId, fields });
        const after = await read(issueId, before.lastEntryId);
        const changes = after.history.flatMap((entry) => entry.changes);
        expect({ receipt, fields: after.fields }).toEqual({
          receipt: { refused: [] },
          fields: { ...before.fields, ...fields },
        });
        expect(new Set(changes)).toEqual(
          new Set([
            { field: 'summary', from: 'A new issue', to: 'New words' },
            { field: 'issuetype', from: issuetype[0], to: issuetype[1] },
            { field: 'priority', from: priority[0], to: priority[1] },
            { field: 'assignee', from: null, to: assignee },
            { field: 'duedate', from: null, to: '2031-12-24' },
          ]),
        );
        expect(
          after.history.every(({ author }) => world.tracker.authorship(author.id) !== 'not-ours'),
        ).toBe(true);
      });

      it('empties fields', async () => {
        const issueId = await create({
          description: world.text('Words'),
          assignee: world.values.assignee,
          duedate: '2031-12-24',
        });
        await world.tracker.writeIssue({
          issueId,
          fields: { description: null, assignee: null, duedate: null },
        });
        expect((await read(issueId)).fields).toMatchObject({
          description: null,
          assignee: null,
          duedate: null,
        });
      });

      it('gives an issue further fields from birth, changes them and empties them', async () => {
        const { tracker, parentType, values, cleared } = world.further;
        const [first, second] = [
          await create({ issuetype: parentType }),
          await create({ issuetype: parentType }),
        ];
        const fieldsAt = (place: 0 | 1) =>
          Object.fromEntries(Object.entries(values).map(([field, pair]) => [field, pair[place]]));
        const site = world.mapping.siteUrl[otherSide(tracker.side)];
        const path = tracker.side === 'remote' ? 'browse/ELSE-7' : 'issues/7';
        const { issueId } = await tracker.createIssue({
          fields: {
            summary: 'A new issue',
            issuetype: world.values.issuetype[0],
            parent: first,
            ...fieldsAt(0),
          },
          marker: newMarker(),
          twin: { ...TWIN, url: `${site}/${path}` },
        });
        const names = ['parent', ...Object.keys(values)];
        const show = async () => {
          const found = await tracker.readIssue(issueId, { sinceEntryId: 0 });
          if (found.kind !== 'found') throw new Error(`issue ${issueId} is ${found.kind}`);
          return Object.fromEntries(names.map((name) => [name, found.snapshot.fields[name]]));
        };
        const seen = [await show()];
        const empty = Object.fromEntries(names.map((name) => [name, null]));
        for (const fields of [{ parent: second, ...fieldsAt(1) }, empty]) {
          expect(await tracker.writeIssue({ issueId, fields })).toEqual({ refused: [] });
          seen.push(await show());
        }
        expect(seen).toEqual([
          { parent: first, ...fieldsAt(0) },
          { parent: second, ...fieldsAt(1) },
          { ...empty, ...cleared },
        ]);
      });

      it('rewrites a description and keeps the marker', async () => {
        const marker = newMarker();
        const issueId = await create({ description: world.text('Old') }, marker);
        const description = world.text('New');
        await world.tracker.writeIssue({ issueId, fields: { description } });
        const snapshot = await read(issueId);
        expect({ marker: snapshot.marker, text: snapshot.fields.description }).toEqual({
          marker,
          text: description,
        });
      });

      it('moves the status, as far as the way may be', async () => {
        const [first, target] = world.values.status;
        const issueId = await create();
        const receipt = await world.tracker.writeIssue({ issueId, fields: { status: target } });
        const { fields, history } = await read(issueId);
        const steps = history.flatMap((entry) => entry.changes);
        expect({ receipt, status: fields.status }).toEqual({
          receipt: { refused: [] },
          status: target,
        });
        expect([steps[0]?.from, steps.at(-1)?.to]).toEqual([first, target]);
      });

      it('says of a status that may not be why, and leaves the issue where it stands', async () => {
        const { tracker, status } = world.bound;
        const issueId = await create();
        const before = await tracker.readIssue(issueId, { sinceEntryId: 0 });
        const receipt = await tracker.writeIssue({ issueId, fields: { status } });
        const after = await read(issueId);
        expect([before.kind, receipt, after.fields.status]).toEqual([
          'found',
          { refused: [{ field: 'status', message: expect.stringMatching(/\w/) }] },
          world.values.status[0],
        ]);
      });

      it('sends nothing where nothing is asked', async () => {
        const issueId = await create();
        world.takeRequestCount();
        await world.tracker.writeIssue({ issueId, fields: {} });
        expect(world.takeRequestCount()).toBe(0);
      });

      it('fails for good on an issue that is not there', async () => {
        const writing = world.tracker.writeIssue({ issueId: '999999', fields: { summary: 'x' } });
        await expect(writing).rejects.toMatchObject({ name: 'PermanentError' });
      });
    });

    describe('comments', () => {
      it('are posted, rewritten and taken back', async () => {
        const issueId = await create();
        const { commentId } = await world.tracker.addComment(issueId, world.text('Hello'));
        const [posted] = (await read(issueId)).comments;
        if (!posted) throw new Error('the comment is not there');
        expect(posted).toMatchObject({
          body: world.text('Hello'),
          restricted: false,
          copyOf: null,
          url: expect.stringContaining(posted.id),
        });
        expect([null, posted.id]).toContain(commentId);
        expect(world.tracker.authorship(posted.author.id)).not.toBe('not-ours');

        await world.tracker.editComment(issueId, posted.id, world.text('Hello again'));
        const edited = (await read(issueId)).comments;
        expect(edited).toEqual([{ ...posted, body: world.text('Hello again') }]);

        await world.tracker.deleteComment(issueId, posted.id);
        expect((await read(issueId)).comments).toEqual([]);
      });

      it('that are private are posted for few, and stay so when they are edited', async () => {
        const issueId = await create();
        const { tracker } = world;
        const posted = await tracker.addPrivateComment(issueId, world.text('Hush'));
        const [first] = (await read(issueId)).comments;
        const id = first?.id ?? '';
        const edited = await tracker.editPrivateComment(issueId, id, world.text('Hush now'));
        await tracker.editComment(issueId, id, world.text('Hush now, too'));
        const [last] = (await read(issueId)).comments;
        expect([posted, first, edited, last]).toMatchObject([
          'done',
          { body: world.text('Hush'), restricted: true, isPrivate: true },
          'done',
          { body: world.text('Hush now, too'), restricted: true, isPrivate: true },
        ]);
      });

      it('that cannot be made private are not made', async () => {
        const issueId = await create();
        const refused = await world.withoutPrivacy.addPrivateComment(issueId, world.text('Hush'));
        const { comments } = await read(issueId);
        expect([refused, comments]).toEqual([{ kind: 'refused', message: expect.any(String) }, []]);
      });

      it('say whose they are and whether fewer people may read them', async () => {
        const issueId = await create();
        await world.person.comment(issueId, 'For all', { restricted: false });
        await world.person.comment(issueId, 'For few', { restricted: true });
        const { comments } = await read(issueId);
        expect(comments.map(({ author, restricted }) => ({ author, restricted }))).toEqual([
          { author: world.person.self, restricted: false },
          { author: world.person.self, restricted: true },
        ]);
      });

      it('that are our copies say of what', async () => {
        const { tracker, mapping } = world;
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
        const issueId = await create();
        await tracker.addComment(issueId, composeCopy(mapping, origin, original));
        expect((await read(issueId)).comments.map(({ copyOf }) => copyOf)).toEqual(['4711']);
      });
    });

    describe('attachments', () => {
      const SIZES = { none: 0, some: 1_000, many: 5_000_000 } as const;

      const bytesOf = (sizeBytes: number) =>
        Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 7) % 251);

      function aFile(name: string, content: Uint8Array | null): NewFile {
        const { tracker, mapping } = world;
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
        const content = await world.tracker.openAttachment(attachmentId);
        return content && new Uint8Array(await new Response(content).arrayBuffer());
      }

      it.each(Object.entries(SIZES))('arrive whole: %s bytes', async (_what, sizeBytes) => {
        const issueId = await create();
        const content = bytesOf(sizeBytes);
        const name = 'Übersicht (1) & more.txt';
        const added = await world.tracker.addAttachments(issueId, [aFile(name, content)]);
        const { attachments } = await read(issueId);
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
            copyOf: world.ownIs === 'ours' ? null : '4711',
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
        const issueId = await create();
        const files = [
          aFile('one.txt', bytesOf(1)),
          aFile('gone.txt', null),
          aFile('two.txt', bytesOf(2)),
        ];
        const added = await world.tracker.addAttachments(issueId, files);
        expect(added.map(({ kind }) => kind)).toEqual(['added', 'vanished', 'added']);
        const names = (await read(issueId)).attachments.map(({ name }) => name);
        expect(names).toEqual(['one.txt', 'two.txt']);
      });

      it('of people are originals', async () => {
        const issueId = await create();
        await world.person.attach(issueId, 'mine.txt', 'mine');
        const [file] = (await read(issueId)).attachments;
        expect(file).toMatchObject({ author: world.person.self, isCopy: false, copyOf: null });
      });

      it('are deleted, and a second time it is done already', async () => {
        const issueId = await create();
        await world.tracker.addAttachments(issueId, [aFile('a.txt', bytesOf(3))]);
        const [file] = (await read(issueId)).attachments;
        const id = file?.id ?? '';
        const answers = [
          await world.tracker.deleteAttachment(id),
          await world.tracker.deleteAttachment(id),
        ];
        expect(answers).toEqual(['done', 'done']);
        expect((await read(issueId)).attachments).toEqual([]);
        expect(await contentOf(id)).toBeNull();
      });

      it('are read with the issue, without a request of their own', async () => {
        const issueId = await create();
        await world.person.attach(issueId, 'mine.txt', 'mine');
        world.takeRequestCount();
        await read(issueId);
        expect(world.takeRequestCount()).toBe(1);
      });
    });

    describe('relations', () => {
      it('are made once, seen from both issues, and removed', async () => {
        const { tracker, relationType: type } = world;
        const [one, two] = [await create(), await create()];
        const relation = { type, isSource: true, otherIssueId: two };
        const made = [
          await tracker.addRelation(one, relation),
          await tracker.addRelation(one, relation),
          await tracker.addRelation(two, { type, isSource: false, otherIssueId: one }),
        ];
        const [fromOne, fromTwo] = [(await read(one)).relations, (await read(two)).relations];
        expect(made).toEqual(['done', 'done', 'done']);
        expect([fromOne, fromTwo]).toEqual([
          [{ id: expect.any(String), ...relation }],
          [{ id: fromOne[0]?.id, type, isSource: false, otherIssueId: one }],
        ]);
        const id = fromOne[0]?.id ?? '';
        expect([await tracker.removeRelation(id), await tracker.removeRelation(id)]).toEqual([
          'done',
          'done',
        ]);
        expect((await read(two)).relations).toEqual([]);
      });

      it('to an issue that is not there are refused', async () => {
        const relation = { type: world.relationType, isSource: true, otherIssueId: '999999' };
        expect(await world.tracker.addRelation(await create(), relation)).toMatchObject({
          kind: 'refused',
        });
      });
    });

    describe('spent time', () => {
      async function readTime(issueId: string) {
        const found = await world.timeTracker.readIssue(issueId, { sinceEntryId: 0 });
        return found.kind === 'found' ? found.snapshot.timeEntries : null;
      }

      const aRecord = (time: Partial<TimeRecord> = {}): TimeRecord => {
        const site = world.mapping.siteUrl[otherSide(world.tracker.side)];
        const path =
          world.tracker.side === 'remote'
            ? 'browse/ELSE-7?focusedWorklogId=71'
            : 'issues/7?tab=time_entries#time-entry-71';
        return {
          spentOn: '2026-10-19',
          seconds: 1_200,
          text: 'Searched',
          activityId: world.activityId,
          credit: { text: 'Ada elsewhere', url: `${site}/${path}` },
          ...time,
        };
      };

      it('is read where the mapping carries it, with whose it is', async () => {
        const issueId = await create();
        await world.person.logTime(issueId, 'Looked into it');
        expect({
          time: await readTime(issueId),
          unasked: (await read(issueId)).timeEntries,
        }).toEqual({
          time: [
            {
              id: expect.stringMatching(/^\d+$/),
              url: expect.stringContaining(world.mapping.siteUrl[world.tracker.side]),
              author: world.person.self,
              spentOn: '2026-10-20',
              seconds: 7_200,
              text: 'Looked into it',
              activity:
                world.activityId === null
                  ? null
                  : { id: world.activityId, name: expect.any(String) },
              restricted: false,
              copyOf: null,
            },
          ],
          unasked: null,
        });
      });

      it('is written once, edited and removed, and says whose copy it is', async () => {
        const { timeTracker } = world;
        const issueId = await create();
        const added = await timeTracker.addTime(issueId, aRecord());
        const entryId = added.kind === 'added' ? added.entryId : '';
        const shown = async () =>
          (await readTime(issueId))?.map(({ id, spentOn, seconds, text, copyOf }) => ({
            isIt: id === entryId,
            spentOn,
            // Redmine shows hours of two decimals.
            minutes: Math.round(seconds / 60),
            saysSo: text.includes('Searched'),
            copyOf,
          }));
        const first = await shown();
        const long = `Searched ${'and searched '.repeat(200)}`;
        await timeTracker.editTime(
          issueId,
          entryId,
          aRecord({ text: long, seconds: 4_500, spentOn: '2026-10-18' }),
        );
        const second = await shown();
        const gone = [
          await timeTracker.removeTime(issueId, entryId),
          await timeTracker.removeTime(issueId, entryId),
          await timeTracker.editTime(issueId, entryId, aRecord()),
        ];
        const entry = { isIt: true, saysSo: true, copyOf: '71' };
        expect({ first, second, gone, last: await shown() }).toEqual({
          first: [{ ...entry, spentOn: '2026-10-19', minutes: 20 }],
          second: [{ ...entry, spentOn: '2026-10-18', minutes: 75 }],
          gone: ['done', 'done', 'gone'],
          last: [],
        });
      });

      it('that is refused is told in the tracker’s words', async () => {
        const issueId = await create();
        const wrong = world.activityId === null ? { seconds: 0 } : { activityId: '999999' };
        expect(await world.timeTracker.addTime(issueId, aRecord(wrong))).toEqual({
          kind: 'refused',
          message: expect.stringMatching(/: (400|422) \S/),
        });
      });
    });

    describe('listing what changed', () => {
      async function drain(cursor: string) {
        const ids: string[] = [];
        let page = await world.tracker.listChanged(cursor);
        for (; page.more; page = await world.tracker.listChanged(page.cursor)) {
          ids.push(...page.issues.map(({ id }) => id));
        }
        return { ids: [...ids, ...page.issues.map(({ id }) => id)], cursor: page.cursor };
      }

      it('starts from now and then shows every change', async () => {
        const old = await create();
        await world.settle();
        const start = await world.tracker.listChanged(null);
        await world.settle();
        const edited = await create();
        await world.tracker.writeIssue({ issueId: old, fields: { summary: 'Later' } });
        await world.settle();
        const first = await drain(start.cursor);
        expect(start).toMatchObject({ issues: [], more: false });
        expect(first.ids).toEqual(expect.arrayContaining([old, edited]));

        await world.settle();
        // A server that tells no time is looked at a second time; then it is quiet.
        const second = await drain(first.cursor);
        await world.settle();
        expect((await drain(second.cursor)).ids).toEqual([]);
      });

      it('tells when an issue changed as reading it does', async () => {
        const start = await world.tracker.listChanged(null);
        await world.settle();
        const issueId = await create();
        await world.settle();
        const { issues } = await world.tracker.listChanged(start.cursor);
        const { updatedAtMs, createdAtMs } = await read(issueId);
        expect(issues).toContainEqual({ id: issueId, updatedAtMs, createdAtMs });
      });
    });
  });
}
