import { expect } from 'vitest';
import type { ContractCase } from '../contract-case';
import type { World } from '../world';

/** An issue that an operation is tried on, and the id of what it needs there. */
interface Subject {
  readonly id: number;
  readonly partId: number;
}

type Part = 'nothing' | 'note' | 'file' | 'relation' | 'child';
type Operation = (world: World, subject: Subject) => Promise<unknown>;

const putNote = (world: World, { partId }: Subject, journal: unknown) =>
  world.manager.put(`/journals/${partId}.json`, { journal });

/** Which operations move an issue's `updated_on`, and how many journals each adds to it. */
const OPERATIONS: readonly (readonly [
  name: string,
  moves: boolean,
  journals: number,
  part: Part,
  run: Operation,
])[] = [
  ['a PUT without any attribute', true, 0, 'nothing', (w, s) => w.edit(s.id, {})],
  [
    'a PUT with the subject it has',
    true,
    0,
    'nothing',
    (w, s) => w.edit(s.id, { subject: 'An issue' }),
  ],
  [
    'a PUT of which all is ignored',
    true,
    0,
    'nothing',
    (w, s) => w.edit(s.id, { subject: 'x' }, w.reporter),
  ],
  ['a changed subject', true, 1, 'nothing', (w, s) => w.edit(s.id, { subject: 'changed' })],
  ['a note', true, 1, 'nothing', (w, s) => w.edit(s.id, { notes: 'a note' })],
  [
    'a private note with a change',
    true,
    2,
    'nothing',
    (w, s) => w.edit(s.id, { notes: 'n', private_notes: true, subject: 'y' }),
  ],
  ['an edited note', false, 0, 'note', (w, s) => putNote(w, s, { notes: 'edited' })],
  ['a note turned private', false, 0, 'note', (w, s) => putNote(w, s, { private_notes: true })],
  ['an emptied note', false, -1, 'note', (w, s) => putNote(w, s, { notes: '' })],
  [
    'an attached file',
    true,
    1,
    'nothing',
    async (w, s) => {
      const { token } = await w.manager.upload('filename=more.txt', 'more');
      return w.edit(s.id, { uploads: [{ token }] });
    },
  ],
  [
    'a described attachment',
    false,
    0,
    'file',
    (w, s) =>
      w.manager.patch(`/attachments/${s.partId}.json`, { attachment: { description: 'd' } }),
  ],
  [
    'a deleted attachment',
    false,
    1,
    'file',
    (w, s) => w.manager.delete(`/attachments/${s.partId}.json`),
  ],
  [
    'a relation',
    false,
    1,
    'nothing',
    async (w, s) => {
      const { id } = await w.newIssue();
      return w.manager.post(`/issues/${s.id}/relations.json`, { relation: { issue_to_id: id } });
    },
  ],
  [
    'a deleted relation',
    false,
    1,
    'relation',
    (w, s) => w.manager.delete(`/relations/${s.partId}.json`),
  ],
  [
    'a watcher',
    false,
    0,
    'nothing',
    (w, s) =>
      w.manager.post(`/issues/${s.id}/watchers.json`, { user_id: w.id('user', 'reporter') }),
  ],
  [
    'a time entry',
    false,
    0,
    'nothing',
    (w, s) =>
      w.manager.post('/time_entries.json', {
        time_entry: { issue_id: s.id, hours: 1, activity_id: w.id('activity', 'Design') },
      }),
  ],
  ["a child's done ratio", true, 0, 'child', (w, s) => w.edit(s.partId, { done_ratio: 60 })],
  ["a child's subject", false, 0, 'child', (w, s) => w.edit(s.partId, { subject: 'renamed' })],
  ['a note on a child', false, 0, 'child', (w, s) => w.edit(s.partId, { notes: 'n' })],
  ['a new child', true, 1, 'nothing', (w, s) => w.newIssue({ parent_issue_id: s.id })],
  ['a deleted child', true, 1, 'child', (w, s) => w.manager.delete(`/issues/${s.partId}.json`)],
  ['a child taken away', true, 1, 'child', (w, s) => w.edit(s.partId, { parent_issue_id: '' })],
];

const PARTS: Readonly<Record<Part, (world: World, id: number) => Promise<number>>> = {
  nothing: async () => 0,
  note: async (world, id) => {
    await world.edited(id, { notes: 'a note' });
    return (await world.issue(id, 'journals')).journals[0].id;
  },
  file: async (world, id) => {
    const { token } = await world.manager.upload('filename=a.txt', 'content');
    await world.edited(id, { uploads: [{ token }] });
    return (await world.issue(id, 'attachments')).attachments[0].id;
  },
  relation: async (world, id) => {
    const other = await world.newIssue();
    const relation = { issue_to_id: other.id };
    return (await world.manager.post(`/issues/${id}/relations.json`, { relation })).body.relation
      .id;
  },
  child: async (world, id) => (await world.newIssue({ parent_issue_id: id })).id,
};

export const UPDATED_ON_CASES: readonly ContractCase[] = [
  {
    name: 'moves updated_on for edits, notes and new files, not for what else happens to an issue',
    run: async (world) => {
      const read = async (id: number) => {
        const { updated_on, journals } = await world.issue(id, 'journals');
        return { updated_on, count: journals.length };
      };
      const tried = [];
      for (const [name, , , part, run] of OPERATIONS) {
        const { id } = await world.newIssue();
        const subject = { id, partId: await PARTS[part](world, id) };
        tried.push({ name, run, subject, before: await read(id) });
      }
      await world.nextSecond();
      const seen: unknown[] = [];
      for (const { name, run, subject, before } of tried) {
        await run(world, subject);
        const after = await read(subject.id);
        seen.push([name, after.updated_on !== before.updated_on, after.count - before.count]);
      }
      expect(seen).toEqual(OPERATIONS.map(([name, moves, journals]) => [name, moves, journals]));
    },
  },
];
