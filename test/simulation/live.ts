/** One world from its first step to its calm: people act while things go wrong, then all is checked. */
import crypto from 'node:crypto';
import { findBroken } from './check';
import { findCostlyEcho } from './check/echo';
import { readScene } from './check/scene';
import { findBrokenTrail } from './check/trail';
import { Watch } from './check/watch';
import { familiesOf } from './families';
import { Bells } from './faults/bells';
import { Calls } from './faults/calls';
import { Fortune, type Stroke } from './faults/fortune';
import { actInTracker } from './people/act-in-tracker';
import { actOnPage, type PageParts } from './people/act-on-page';
import { createChanceAt } from './random';
import { chooseWorld } from './script/configuration';
import { writeDocument } from './script/document';
import type { Script, Step } from './script/steps';
import { Tally } from './tally';
import { calmDown, findNoise } from './world/calm';
import { Configurations } from './world/configurations';
import { callAdmin } from './world/pages';
import { REDMINE_KEY } from './world/redmine-seed';
import { Time } from './world/time';
import { createWorld, type Fate, type World } from './world/world';

export interface LifeOptions {
  readonly script: Script;
  readonly tally?: Tally;
  readonly traces?: boolean;
  /** Keys of strokes that are left out. */
  readonly spared?: ReadonlySet<string>;
}

export interface Life {
  readonly seed: number;
  /** Empty where every invariant holds. */
  readonly broken: readonly string[];
  readonly strokes: readonly Stroke[];
  /** Those that were taken, spare ones among them. */
  readonly steps: readonly Step[];
  /** Acts of people that the trackers and the app took. */
  readonly edits: number;
  readonly trace: readonly string[];
}

/** Fewer human edits than that prove nothing. */
const MIN_EDITS = 30;

/** Runs one script. Never throws: a failure of the run is what is broken. */
export async function live(options: LifeOptions): Promise<Life> {
  const { script, tally = new Tally(), traces = false, spared = new Set() } = options;
  const { seed } = script;
  const choice = chooseWorld(seed);
  const fortune = new Fortune(seed, choice.trouble, tally, spared);
  let fate: Fate | undefined;
  const world = createWorld({ seed, choice, tally, traces, getFate: () => fate });
  const restore = replaceRandom(seed);
  const watch = new Watch(world);
  const calls = new Calls(world, fortune, watch, tally);
  fate = { onCall: calls.onCall, bells: new Bells(fortune) };
  const life = new LifeOfOne(world, fortune, calls, watch, new Time(world));
  let broken: readonly string[];
  try {
    broken = [...(await life.run(script)), ...watch.findings];
  } catch (error) {
    broken = [`the world ended: ${error instanceof Error ? error.stack : String(error)}`];
  }
  world.host.stop();
  restore();
  return {
    seed,
    broken: [...broken, ...world.caught],
    strokes: fortune.strokes,
    steps: life.taken,
    edits: world.book.edits,
    trace: world.trace ?? [],
  };
}

/** Trackers tell whole seconds: what is older than the mapping is so by more. */
const OLDER_MS = 5_000;

class LifeOfOne {
  readonly taken: Step[] = [];
  private readonly configurations: Configurations;
  private readonly parts: PageParts;

  constructor(
    private readonly world: World,
    private readonly fortune: Fortune,
    private readonly calls: Calls,
    private readonly watch: Watch,
    private readonly time: Time,
  ) {
    this.configurations = new Configurations(world.choice.mapping, world.nowMs());
    this.parts = {
      world,
      configurations: this.configurations,
      apiKey: REDMINE_KEY,
      quietly: (work) => this.quietly(work),
    };
  }

  async run({ steps, spares }: Script): Promise<readonly string[]> {
    const { world, fortune, calls } = this;
    for (const family of familiesOf(world.choice)) family.prepare?.(world);
    if (world.book.all.length > 0) await this.time.advance(OLDER_MS);
    const document = writeDocument(world.choice.mapping, world.choice, REDMINE_KEY);
    const imported = await callAdmin(world, 'importConfiguration', { document });
    if (!imported.ok || !(imported.value as { imported: boolean }).imported) {
      throw new Error(`import: ${JSON.stringify(imported)}`);
    }
    fortune.active = true;
    for (const step of steps) await this.take(step);
    for (const step of spares) if (world.book.edits < MIN_EDITS) await this.take(step);
    fortune.active = false;
    calls.disarm();
    calls.setOutage('jira', 0);
    calls.setOutage('redmine', 0);
    await calmDown(world, this.time);
    const scene = await readScene(world, this.configurations);
    return [
      ...findBroken(scene),
      ...(await findBrokenTrail(world)),
      ...(await findNoise(world, this.time)),
      ...(await findCostlyEcho(scene, this.time, this.watch)),
    ];
  }

  private async take(step: Step): Promise<void> {
    const { world, fortune, calls, time } = this;
    const { id, act } = step;
    this.taken.push(step);
    fortune.beginStep(id);
    switch (act.do) {
      case 'pass':
        await time.pass(act.ms, act.withVerify);
        return;
      case 'outage':
        calls.setOutage(act.target, act.ms);
        return;
      case 'search-lag':
        world.jira.setSearchLagSeconds(act.seconds);
        return;
      case 'between':
        calls.arm(id, act);
        return;
      case 'unlink':
      case 'relink':
      case 'sync-now':
      case 'decide':
      case 'first-sync':
      case 'pause':
      case 'resume':
      case 'remap':
        await actOnPage(this.parts, id, act);
        return;
      default:
        actInTracker(world, id, act);
    }
  }

  private async quietly<T>(work: () => Promise<T>): Promise<T> {
    const { fortune } = this;
    fortune.active = false;
    try {
      return await work();
    } finally {
      fortune.active = true;
    }
  }
}

/** Nonces and pauses between tries are the app's only chance: with these a world can be played again. */
function replaceRandom(seed: number): () => void {
  const chance = createChanceAt(seed, 6);
  const { random } = Math;
  const { randomBytes } = crypto;
  Math.random = chance.next;
  const bytes = (size: number) =>
    Buffer.from(Array.from({ length: size }, () => chance.between(0, 255)));
  Object.assign(crypto, { randomBytes: bytes });
  return () => {
    Math.random = random;
    Object.assign(crypto, { randomBytes });
  };
}
