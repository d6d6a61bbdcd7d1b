import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

const relate = (world: World, id: number, relation: unknown) =>
  world.manager.post(`/issues/${id}/relations.json`, { relation });

/** What is asked for from the first issue to the second, and how it is stored. */
const STORED: readonly (readonly [string, asked: string, stored: string, isSwapped: boolean])[] = [
  ['stores relates', 'relates', 'relates', false],
  ['stores blocks', 'blocks', 'blocks', false],
  ['stores blocked as blocks the other way', 'blocked', 'blocks', true],
  ['stores duplicates', 'duplicates', 'duplicates', false],
  ['stores duplicated as duplicates the other way', 'duplicated', 'duplicates', true],
  ['stores precedes', 'precedes', 'precedes', false],
  ['stores follows as precedes the other way', 'follows', 'precedes', true],
  ['stores copied_to', 'copied_to', 'copied_to', false],
  ['stores copied_from as copied_to the other way', 'copied_from', 'copied_to', true],
];

type Pair = { readonly first: number; readonly second: number };
/** After `first blocks second`: what is asked for, and the sentence of the 422. */
const REFUSED: readonly (readonly [
  string,
  (pair: Pair) => readonly [from: number, relation: unknown],
  string,
])[] = [
  [
    'refuses a relation that is there',
    ({ first, second }) => [first, { issue_to_id: second }],
    'Related issue has already been taken',
  ],
  [
    'refuses a circle',
    ({ first, second }) => [second, { issue_to_id: first, relation_type: 'blocks' }],
    'This relation would create a circular dependency',
  ],
  [
    'refuses a relation to itself',
    ({ first }) => [first, { issue_to_id: first }],
    'Related issue is invalid',
  ],
  [
    'refuses an unknown type',
    ({ first, second }) => [second, { issue_to_id: first, relation_type: 'clones' }],
    'Relation type is not included in the list',
  ],
  [
    'refuses an unknown issue',
    ({ first }) => [first, { issue_to_id: 99999999 }],
    'Related issue cannot be blank',
  ],
  [
    'refuses a relation without an issue',
    ({ first }) => [first, {}],
    'Related issue cannot be blank',
  ],
  [
    'refuses the same relation seen from the other side',
    ({ first, second }) => [second, { issue_to_id: first, relation_type: 'duplicated' }],
    'has already been taken',
  ],
];

export const RELATION_CASES: readonly ContractCase[] = [
  ...casesOf(STORED, async (world, [, relation_type, stored, isSwapped]) => {
    const [first, second] = [await world.newIssue(), await world.newIssue()];
    const reply = await relate(world, first.id, { issue_to_id: second.id, relation_type });
    const [from, to] = isSwapped ? [second, first] : [first, second];
    expect([reply.status, reply.body.relation]).toEqual([
      201,
      {
        id: expect.any(Number),
        issue_id: from.id,
        issue_to_id: to.id,
        relation_type: stored,
        delay: stored === 'precedes' ? 0 : null,
      },
    ]);
  }),
  ...casesOf(REFUSED, async (world, [, pick, error]) => {
    const [first, second] = [await world.newIssue(), await world.newIssue()];
    await relate(world, first.id, { issue_to_id: second.id, relation_type: 'blocks' });
    const [from, relation] = pick({ first: first.id, second: second.id });
    const reply = await relate(world, from, relation);
    expect([reply.status, reply.body]).toEqual([422, { errors: [error] }]);
  }),
  {
    name: 'refuses a relation to another project',
    run: async (world) => {
      const here = await world.newIssue();
      const there = await world.newIssue({ project_id: world.project('beta') });
      const reply = await relate(world, here.id, { issue_to_id: there.id });
      expect(reply.body.errors).toEqual(["Related issue doesn't belong to the same project"]);
    },
  },
  {
    name: 'deletes the relations of an issue that moves to another project',
    run: async (world) => {
      const [first, second] = [await world.newIssue(), await world.newIssue()];
      await relate(world, first.id, { issue_to_id: second.id, relation_type: 'blocks' });
      await world.edited(first.id, { project_id: world.project('beta') });
      expect((await world.issue(second.id, 'relations')).relations ?? []).toEqual([]);
    },
  },
  {
    name: 'tells both histories of a relation and of its end',
    run: async (world) => {
      const [first, second] = [await world.newIssue(), await world.newIssue()];
      const { body } = await relate(world, first.id, {
        issue_to_id: second.id,
        relation_type: 'blocks',
      });
      await world.manager.delete(`/relations/${body.relation.id}.json`);
      const details = async (id: number) =>
        (await world.issue(id, 'journals')).journals.flatMap(
          (journal: { details: unknown[] }) => journal.details,
        );
      const told = (name: string, other: string) => [
        { property: 'relation', name, old_value: null, new_value: other },
        { property: 'relation', name, old_value: other, new_value: null },
      ];
      expect([await details(first.id), await details(second.id)]).toEqual([
        told('blocks', String(second.id)),
        told('blocked', String(first.id)),
      ]);
    },
  },
  {
    name: 'shows a relation with both issues, and leaves it out where the other is not to be seen',
    run: async (world) => {
      const [first, second] = [await world.newIssue(), await world.newIssue({ is_private: true })];
      const { body } = await relate(world, first.id, { issue_to_id: second.id });
      const seen = await world.issue(first.id, 'relations,journals', world.reporter);
      expect([
        (await world.issue(second.id, 'relations')).relations,
        seen.relations,
        seen.journals,
        (await world.reporter.get(`/relations/${body.relation.id}.json`)).status,
      ]).toEqual([[body.relation], undefined, [], 403]);
    },
  },
  {
    name: 'moves an issue that follows, by working days',
    run: async (world) => {
      // 2 December 2099 is a Wednesday.
      const first = await world.newIssue({ start_date: '2099-12-01', due_date: '2099-12-02' });
      const second = await world.newIssue({ start_date: '2099-12-01', due_date: '2099-12-03' });
      await relate(world, first.id, {
        issue_to_id: second.id,
        relation_type: 'precedes',
        delay: 2,
      });
      const dates = async () => {
        const { start_date, due_date } = await world.issue(second.id);
        return [start_date, due_date];
      };
      expect(await dates()).toEqual(['2099-12-07', '2099-12-09']);
      await world.edited(first.id, { due_date: '2099-12-04' });
      expect(await dates()).toEqual(['2099-12-09', '2099-12-11']);
      const reply = await world.edit(second.id, { start_date: '2099-12-08' });
      expect(reply.body.errors).toEqual([
        'Start date cannot be earlier than 12/09/2099 because of preceding issues',
      ]);
    },
  },
  {
    name: 'closes a duplicate with what it duplicates, with the same note',
    run: async (world) => {
      const [original, duplicate] = [await world.newIssue(), await world.newIssue()];
      await relate(world, duplicate.id, { issue_to_id: original.id, relation_type: 'duplicates' });
      const closed = { status_id: world.id('status', 'Closed'), notes: 'done' };
      await world.edited(original.id, closed);
      const after = await world.issue(duplicate.id, 'journals');
      expect([after.status.name, after.journals.at(-1).notes]).toEqual(['Closed', 'done']);
    },
  },
  {
    name: 'answers 404 for an unknown relation and for relations of an unknown issue',
    run: async ({ manager }) => {
      const replies = [
        await manager.get('/relations/99999999.json'),
        await manager.delete('/relations/99999999.json'),
        await manager.get('/issues/99999999/relations.json'),
      ];
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404]);
    },
  },
];

export const WATCHER_CASES: readonly ContractCase[] = [
  {
    name: 'adds watchers once, passes over who is unknown, and removes them',
    run: async (world) => {
      const { id } = await world.newIssue();
      const developer = world.id('user', 'developer');
      const post = (body: unknown) => world.manager.post(`/issues/${id}/watchers.json`, body);
      const watchers = async () => (await world.issue(id, 'watchers')).watchers;
      const added = [
        await post({ user_id: developer }),
        await post({ user_id: developer }),
        await post({ user_id: 99999999 }),
      ];
      expect(added.map(({ status }) => status)).toEqual([204, 204, 204]);
      expect(await watchers()).toEqual([{ id: developer, name: 'Developer Contract' }]);
      const path = `/issues/${id}/watchers/${developer}.json`;
      const removed = [await world.manager.delete(path), await world.manager.delete(path)];
      expect([removed.map(({ status }) => status), await watchers()]).toEqual([[204, 204], []]);
    },
  },
  {
    name: 'needs permissions to see, add and remove watchers',
    run: async (world) => {
      const { id } = await world.newIssue();
      const body = { user_id: world.id('user', 'developer') };
      expect([
        (await world.developer.post(`/issues/${id}/watchers.json`, body)).status,
        (await world.developer.delete(`/issues/${id}/watchers/${body.user_id}.json`)).status,
        (await world.issue(id, 'watchers', world.developer)).watchers,
      ]).toEqual([403, 403, undefined]);
    },
  },
  {
    name: 'answers 403 for watching an unknown issue, 404 for removing somebody unknown',
    run: async (world) => {
      const { id } = await world.newIssue();
      const body = { user_id: world.id('user', 'developer') };
      expect([
        (await world.manager.post('/issues/99999999/watchers.json', body)).status,
        (await world.manager.delete(`/issues/${id}/watchers/99999999.json`)).status,
      ]).toEqual([403, 404]);
    },
  },
];
