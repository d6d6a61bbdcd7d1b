/**
 * I4: the echo of our own write costs no write, and no REST call where it can be recognised. One more
 * edit in Jira, with nothing else going on: both sides are read, Redmine is written and read back,
 * and the webhook that this write rings costs nothing.
 */
import type { FamilyName } from '../families';
import { phraseOf } from '../people/write-text';
import type { WorldChoice } from '../script/configuration';
import { SIDES, type Side } from '../script/steps';
import { getBody } from '../world/ask';
import { flowsTo } from '../world/configurations';
import type { Time } from '../world/time';
import { hasProblem, isInConflict, type Pair, type Scene } from './scene';
import { seeRedmine } from './see-redmine';
import type { Watch } from './watch';

/** Long enough for every bell, too short for a sweep. */
const MOMENT_MS = 30_000;
const ALLOWED: Readonly<Record<Side, number>> = { jira: 1, redmine: 3 };
/** What a family costs beyond. */
const MORE: Readonly<Partial<Record<FamilyName, Partial<Record<Side, number>>>>> = {
  // Redmine tells spent time by a list of its own, and is read twice.
  time: { redmine: 2 },
  // Only Jira can tell whether a JQL covers an issue.
  scope: { jira: 1 },
  // An issue of Jira's tells how many watch it, and not who.
  watchers: { jira: 1 },
};
/** No step of any script has it. */
const STEP = 9_999;

export async function findCostlyEcho(
  scene: Scene,
  time: Time,
  watch: Watch,
): Promise<readonly string[]> {
  const { world, configurations } = scene;
  const pair = scene.pairs.find((candidate) => isAtRest(scene, candidate));
  if (!pair || !flowsTo(configurations.now.directions.summary, 'redmine')) return [];
  const { jira, redmine } = pair.issues;
  watch.reset();
  const summary = phraseOf(STEP, 'a');
  getBody(world.askJira('ada', 'PUT', `/issue/${jira.id}`, { fields: { summary } }), 'edit');
  await time.advance(MOMENT_MS);
  // Of other issues, jobs may wait and be tried again meanwhile.
  const spent = watch.countCalls([`jira ${jira.id}`, `redmine ${redmine.id}`]);
  const broken: string[] = [];
  if (seeRedmine(world, redmine.id)?.fields.summary !== summary) {
    broken.push(`I1 converge: a new summary of ${pair.name} was not carried over in calm`);
  }
  if (SIDES.some((side) => spent[side] > allowedOf(world.choice, side))) {
    broken.push(
      `I4 quiet: one edit cost ${spent.jira} calls of Jira and ${spent.redmine} of Redmine, its echo among them`,
    );
  }
  return broken;
}

function allowedOf({ families }: WorldChoice, side: Side): number {
  return families.reduce((calls, name) => calls + (MORE[name]?.[side] ?? 0), ALLOWED[side]);
}

function isAtRest(scene: Scene, pair: Pair): boolean {
  return (
    !pair.isHalted && !isInConflict(scene, pair, 'summary') && !hasProblem(scene, pair, 'summary')
  );
}
