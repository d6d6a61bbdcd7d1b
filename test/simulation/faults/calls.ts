/** Every call of the app passes here: it is watched, somebody may act in its midst, it may go wrong. */
import type { CallEffect, HostCall } from '../../../dev/forge-host/faults';
import type { Watch } from '../check/watch';
import { actInTracker } from '../people/act-in-tracker';
import { listJournals } from '../people/as-key-owner';
import type { Side, TrackerAct, WorldAct } from '../script/steps';
import type { Tally } from '../tally';
import { callRoll } from '../world/roll-call';
import type { World } from '../world/world';
import { chooseEffect, nameOfEffect, rateOf } from './effects';
import type { Fortune } from './fortune';
import { noteKill } from './kill-places';
import { countCreations, issueIdOf, isTracker, kindOf, placeOf } from './place';

type Between = Extract<WorldAct, { do: 'between' }>;

interface Armed {
  readonly step: number;
  readonly between: Between;
  skip: number;
}

type CarryOutLate = Extract<CallEffect, { kind: 'carry-out-late' }>;

const RARE_TIMES = 2;
const RARITY = 5;

export class Calls {
  private readonly downUntilMs: Record<Side, number> = { jira: 0, redmine: 0 };
  private armed: Armed[] = [];
  private readonly seen = new Map<string, number>();
  /** Invocations. */
  private readonly killed = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly fortune: Fortune,
    private readonly watch: Watch,
    private readonly tally: Tally,
  ) {}

  readonly onCall = (call: HostCall): CallEffect | undefined => {
    this.watch.see(call);
    this.world.book.creationsSent += countCreations(call);
    this.note(call);
    if (!this.fortune.active) return undefined;
    this.actBetween(call);
    const place = placeOf(call);
    this.tally.add(`call: ${place}`);
    if (isTracker(call.target) && this.downUntilMs[call.target] > this.world.nowMs()) {
      this.tally.add(`fault: ${call.target} is down`);
      return { kind: 'answer', status: 503 };
    }
    const chance = this.fortune.strike(rateOf(call) * this.rarityOf(place), `stroke: ${place}`);
    if (!chance) return undefined;
    const effect = chooseEffect(chance, call);
    this.tell(call, effect, place);
    if (effect.kind === 'crash') this.killed.add(call.invocationId);
    return effect.kind === 'carry-out-late' ? this.watched(call, effect) : effect;
  };

  /** Notes the journals of a late write whose run was killed meanwhile: it could not be told of. */
  private watched(call: HostCall, effect: CarryOutLate): CarryOutLate {
    const id = call.target === 'redmine' ? issueIdOf(call) : undefined;
    if (id === undefined) return effect;
    return {
      ...effect,
      watch: async (carryOut) => {
        const before = new Set(listJournals(this.world, id));
        await carryOut();
        if (!this.killed.has(call.invocationId)) return;
        for (const journal of listJournals(this.world, id)) {
          if (!before.has(journal)) this.world.book.lateJournals.add(journal);
        }
      },
    };
  }

  /** A tracker is down for a while; without a time it is up again. */
  setOutage(target: Side, ms: number): void {
    this.downUntilMs[target] = ms > 0 ? this.world.nowMs() + ms : 0;
    if (ms > 0)
      this.tally.add(
        `outage: ${target}, ${ms > 24 * 3_600_000 ? 'days' : ms > 3_600_000 ? 'hours' : 'minutes'}`,
      );
  }

  arm(step: number, between: Between): void {
    this.armed.push({ step, between, skip: between.skip });
  }

  disarm(): void {
    this.armed = [];
  }

  /** What a world sees seldom goes wrong more often there: else hardly any run were killed at it. */
  private rarityOf(place: string): number {
    const times = (this.seen.get(place) ?? 0) + 1;
    this.seen.set(place, times);
    return times <= RARE_TIMES ? RARITY : 1;
  }

  /** What the app writes to a tracker stands in the trace. */
  private note(call: HostCall): void {
    const { trace } = this.world;
    if (!trace || !isTracker(call.target) || kindOf(call) === 'read') return;
    const time = new Date(this.world.nowMs()).toISOString();
    trace.push(
      `${time}   > ${call.functionKey} ${call.method} ${call.path} ${call.body.slice(0, 300)}`,
    );
  }

  private tell(call: HostCall, effect: CallEffect, place: string): void {
    this.tally.add(`fault: ${call.target} ${nameOfEffect(effect)}`);
    if (effect.kind === 'crash') {
      this.tally.add(`kill: ${place} ${effect.when}`);
      noteKill(this.tally, effect.when);
    }
    this.world.trace?.push(
      `${new Date(this.world.nowMs()).toISOString()}   ! ${call.functionKey} ${call.target} ${call.method} ${call.path.split('?', 1)[0]}: ${nameOfEffect(effect)}`,
    );
  }

  private actBetween(call: HostCall): void {
    if (this.armed.length === 0 || !isTracker(call.target)) return;
    const id = issueIdOf(call);
    if (id === undefined) return;
    const place = this.armed.findIndex(
      ({ between }) => between.target === call.target && between.kind === kindOf(call),
    );
    const found = this.armed[place];
    if (!found) return;
    if (found.skip > 0) {
      found.skip -= 1;
      return;
    }
    this.armed.splice(place, 1);
    callRoll(this.world);
    const here = this.world.book.find(call.target, id);
    const act: TrackerAct = found.between.act;
    if (actInTracker(this.world, found.step, act, here)) {
      this.tally.add(`between: ${call.target} ${found.between.kind}`);
      this.world.trace?.push(
        `    … before ${call.method} ${call.path.split('?', 1)[0]} is carried out`,
      );
    }
  }
}
