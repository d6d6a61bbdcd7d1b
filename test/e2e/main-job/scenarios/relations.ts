/** Relations and issue links: what is related on one side is related on the other. */
import { expect } from 'vitest';
import type { Pair, World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

async function twoPairs(world: World): Promise<readonly [Pair, Pair]> {
  await world.configure({ mapping: { relations: true } });
  return [await world.makePair(), await world.makePair()];
}

/** No bell of Jira tells of links: the sweep finds both issues. */
const sweep = (world: World) => world.control.runTimer('sweep');

const relationsOf = async (world: World, pair: Pair) => [
  await world.jira.readRelations(pair.jira.key),
  await world.redmine.readRelations(pair.redmine),
];

export const relationScenarios: readonly Scenario[] = [
  {
    says: 'carries an issue link to Redmine once, in its direction, from either of its issues',
    async run(world) {
      const [one, two] = await twoPairs(world);
      await world.jira.relate(one.jira.key, 'Blocks', two.jira.key);
      const [three, four] = [await world.makePair(), await world.makePair()];
      await world.jira.relate(four.jira.key, 'Blocks', three.jira.key);
      await sweep(world);
      await world.control.runTimer('verify');
      expect(await relationsOf(world, one)).toEqual([
        [`Blocks > ${two.jira.key}`],
        [`blocks > ${two.redmine}`],
      ]);
      expect(await relationsOf(world, three)).toEqual([
        [`Blocks < ${four.jira.key}`],
        [`blocks < ${four.redmine}`],
      ]);
    },
  },
  {
    says: 'carries a relation to Jira once, by the daily check',
    async run(world) {
      const [one, two] = await twoPairs(world);
      await world.redmine.relate(two.redmine, 'duplicates', one.redmine);
      await world.control.runTimer('verify');
      await world.control.runTimer('verify');
      expect(await relationsOf(world, one)).toEqual([
        [`Duplicate < ${two.jira.key}`],
        [`duplicates < ${two.redmine}`],
      ]);
    },
  },
  {
    says: 'takes what is related both ways for one, whichever end it was made from',
    async run(world) {
      const [one, two] = await twoPairs(world);
      await world.jira.relate(two.jira.key, 'Relates', one.jira.key);
      await world.redmine.relate(one.redmine, 'relates', two.redmine);
      await sweep(world);
      await world.control.runTimer('verify');
      expect(await world.jira.readRelations(one.jira.key)).toHaveLength(1);
      expect(await world.redmine.readRelations(one.redmine)).toHaveLength(1);
      expect(await world.readTroubles(one.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'removes a relation that was removed on either side, and it does not come back',
    async run(world) {
      const [one, two] = await twoPairs(world);
      const three = await world.makePair();
      await world.jira.relate(one.jira.key, 'Blocks', two.jira.key);
      await world.redmine.relate(two.redmine, 'blocks', three.redmine);
      await sweep(world);
      await world.control.runTimer('verify');
      expect(await world.redmine.readRelations(two.redmine)).toHaveLength(2);
      expect(await world.jira.readRelations(two.jira.key)).toHaveLength(2);
      await world.jira.unrelateAll(one.jira.key);
      await world.redmine.unrelateAll(three.redmine);
      await sweep(world);
      await world.control.runTimer('verify');
      await world.control.runTimer('verify');
      expect(await relationsOf(world, two)).toEqual([[], []]);
    },
  },
  {
    says: 'carries no relation to an issue without a twin, and does once it has one',
    async run(world) {
      const [one] = await twoPairs(world);
      await world.configure({
        mapping: { relations: true, create: { jira: true, redmine: false } },
      });
      const alone = await world.jira.createIssue({ summary: world.title('Alone') });
      await world.jira.relate(one.jira.key, 'Blocks', alone.key);
      await sweep(world);
      expect(await world.redmine.readRelations(one.redmine)).toEqual([]);
      expect(await world.jira.readRelations(one.jira.key)).toEqual([`Blocks > ${alone.key}`]);
      expect(await world.readTroubles(one.jira.key)).toEqual({ conflicts: [], problems: [] });
      await world.configure({ mapping: { relations: true } });
      const summary = world.title('Alone no more');
      await world.jira.editIssue(alone.key, { summary });
      await world.settle();
      await world.control.runTimer('verify');
      const [twin] = await world.redmine.findIssues(summary);
      expect(await relationsOf(world, one)).toEqual([
        [`Blocks > ${alone.key}`],
        [`blocks > ${twin}`],
      ]);
    },
  },
  {
    says: 'tells what Redmine does not take as a problem, and removes nothing for it',
    async run(world) {
      const [one, two] = await twoPairs(world);
      // Redmine takes one relation between two issues, of whatever type.
      await world.jira.relate(one.jira.key, 'Blocks', two.jira.key);
      await world.jira.relate(one.jira.key, 'Relates', two.jira.key);
      await sweep(world);
      await world.control.runTimer('verify');
      expect(await world.jira.readRelations(one.jira.key)).toHaveLength(2);
      expect(await world.redmine.readRelations(one.redmine)).toHaveLength(1);
      const { problems } = await world.readTroubles(one.jira.key);
      expect(problems).toEqual([expect.stringMatching(/Redmine did not take the relation/)]);
    },
  },
  {
    says: 'carries no relations where the mapping does not say so, and only the way it says',
    async run(world) {
      await world.configure();
      const [one, two] = [await world.makePair(), await world.makePair()];
      await world.jira.relate(one.jira.key, 'Blocks', two.jira.key);
      await sweep(world);
      expect(await world.redmine.readRelations(one.redmine)).toEqual([]);
      await world.configure({ mapping: { relations: { direction: 'toJira' } } });
      await world.redmine.relate(two.redmine, 'relates', one.redmine);
      await world.control.runTimer('verify');
      await world.control.runTimer('verify');
      expect(await world.redmine.readRelations(one.redmine)).toHaveLength(1);
      expect(await world.jira.readRelations(one.jira.key)).toHaveLength(2);
      await world.configure();
    },
  },
];
