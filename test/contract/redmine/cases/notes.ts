import { expect } from 'vitest';
import type { ContractCase } from '../contract-case';
import type { World } from '../world';

interface ShownJournal {
  readonly id: number;
  readonly notes: string | null;
  readonly private_notes: boolean;
  readonly details: readonly { readonly name: string }[];
}

async function journalsOf(world: World, id: number, by = world.manager): Promise<ShownJournal[]> {
  return (await world.issue(id, 'journals', by)).journals;
}

const outline = (journals: readonly ShownJournal[]) =>
  journals.map(({ notes, private_notes, details }) => [
    notes,
    private_notes,
    details.map(({ name }) => name),
  ]);

/** An issue with one note by the developer. */
async function withNote(world: World, note = 'a note'): Promise<{ id: number; noteId: number }> {
  const { id } = await world.newIssue();
  await world.edited(id, { notes: note }, world.developer);
  const [journal] = await journalsOf(world, id);
  return { id, noteId: journal?.id ?? 0 };
}

export const NOTE_CASES: readonly ContractCase[] = [
  {
    name: 'keeps a note with its change in one journal',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: 'with a change', done_ratio: 10 });
      expect(outline(await journalsOf(world, id))).toEqual([
        ['with a change', false, ['done_ratio']],
      ]);
    },
  },
  {
    name: 'keeps the line ends of a note as they came',
    run: async (world) => {
      const { id } = await withNote(world, 'a\nb\r\nc');
      expect((await journalsOf(world, id))[0]?.notes).toBe('a\nb\r\nc');
    },
  },
  {
    name: 'writes nothing for a blank note',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: '  ' });
      expect(await journalsOf(world, id)).toEqual([]);
    },
  },
  {
    name: 'splits a private note from its change: the change first, in public and without a note',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: 'secret', private_notes: true, done_ratio: 10 });
      expect(outline(await journalsOf(world, id))).toEqual([
        [null, false, ['done_ratio']],
        ['secret', true, []],
      ]);
    },
  },
  {
    name: 'makes a change public whose private note is blank',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: '', private_notes: true, done_ratio: 10 });
      expect(outline(await journalsOf(world, id))).toEqual([['', false, ['done_ratio']]]);
    },
  },
  {
    name: 'hides private notes from who may not see them, not from their author',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: 'secret', private_notes: true }, world.developer);
      const seen = async (by: typeof world.manager) => (await journalsOf(world, id, by)).length;
      expect([
        await seen(world.manager),
        await seen(world.developer),
        await seen(world.reporter),
      ]).toEqual([1, 1, 0]);
    },
  },
  {
    name: 'edits a note without a trace',
    run: async (world) => {
      const { id, noteId } = await withNote(world);
      const [before] = await journalsOf(world, id);
      const reply = await world.manager.put(`/journals/${noteId}.json`, {
        journal: { notes: 'edited' },
      });
      expect([reply.status, await journalsOf(world, id)]).toEqual([
        204,
        [{ ...before, notes: 'edited' }],
      ]);
    },
  },
  {
    name: 'removes a journal whose note is emptied',
    run: async (world) => {
      const { id, noteId } = await withNote(world);
      await world.manager.put(`/journals/${noteId}.json`, { journal: { notes: '' } });
      expect(await journalsOf(world, id)).toEqual([]);
    },
  },
  {
    name: 'keeps a journal whose note is emptied but that has details',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: 'x', done_ratio: 10 });
      const [journal] = await journalsOf(world, id);
      await world.manager.put(`/journals/${journal?.id}.json`, { journal: { notes: '' } });
      expect(outline(await journalsOf(world, id))).toEqual([['', false, ['done_ratio']]]);
    },
  },
  {
    name: 'turns a note private and public again',
    run: async (world) => {
      const { id, noteId } = await withNote(world);
      const turn = (private_notes: boolean) =>
        world.manager.put(`/journals/${noteId}.json`, { journal: { private_notes } });
      await turn(true);
      const hidden = await journalsOf(world, id, world.reporter);
      await turn(false);
      expect([hidden.length, (await journalsOf(world, id, world.reporter)).length]).toEqual([0, 1]);
    },
  },
  {
    name: "refuses to edit notes without the permission, also one's own",
    run: async (world) => {
      const { noteId } = await withNote(world);
      const put = (by: typeof world.manager) =>
        by.put(`/journals/${noteId}.json`, { journal: { notes: 'x' } });
      expect([(await put(world.developer)).status, (await put(world.outsider)).status]).toEqual([
        403, 404,
      ]);
    },
  },
  {
    name: 'lets a role with edit_own_issue_notes edit its own, and does not hide them by it',
    needsSeed: true,
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: 'mine' }, world.reporter);
      const [journal] = await journalsOf(world, id);
      const sent = { journal: { notes: 'edited', private_notes: true } };
      const reply = await world.reporter.put(`/journals/${journal?.id}.json`, sent);
      expect([reply.status, outline(await journalsOf(world, id))]).toEqual([
        204,
        [['edited', false, []]],
      ]);
    },
  },
  {
    name: 'answers 404 for a journal that is not there or not to be seen',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: 'secret', private_notes: true });
      const [journal] = await journalsOf(world, id);
      const status = async (by: typeof world.manager, journalId: unknown) =>
        (await by.put(`/journals/${journalId}.json`, { journal: { notes: 'x' } })).status;
      expect([
        await status(world.reporter, journal?.id),
        await status(world.manager, 99999999),
      ]).toEqual([404, 404]);
    },
  },
  {
    name: 'makes who writes a watcher, where the role may add watchers',
    run: async (world) => {
      const { id } = await world.newIssue();
      await world.edited(id, { notes: 'by manager' });
      await world.edited(id, { notes: 'by reporter' }, world.reporter);
      const { watchers } = await world.issue(id, 'watchers');
      expect(watchers).toEqual([{ id: world.id('user', 'manager'), name: 'Manager Contract' }]);
    },
  },
];
