/** From a seed to a script: what people do, when time passes, and what the world does to them. */
import { hasActs, oldBirthsOf, pickAct } from '../families';
import { leavingOf } from '../families/scope/coverage';
import { type Chance, createChanceAt } from '../random';
import { chooseWorld, type WorldChoice } from './configuration';
import {
  type Act,
  type Birth,
  FIELDS,
  type PageAct,
  type Policy,
  type Remap,
  type Script,
  SIDES,
  type Side,
  type Step,
  type TrackerAct,
  type Who,
  type WorldAct,
} from './steps';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const MIN_ACTS = 34;
const MAX_ACTS = 46;
/** Where an early deletion or a hidden issue left people little to do. */
const SPARE_ACTS = 120;
/** More would make every check slower and find no more: things happen where issues are few. */
const MAX_BIRTHS = 7;

export function writeScript(seed: number): Script {
  const { steps, spares } = new Writer(createChanceAt(seed, 1), chooseWorld(seed)).write();
  return { seed, steps, spares };
}

class Writer {
  private readonly steps: Step[] = [];
  private readonly births: number[] = [];
  private readonly comments: number[] = [];
  private readonly unlinked: number[] = [];
  private isPaused = false;

  constructor(
    private readonly chance: Chance,
    private readonly choice: WorldChoice,
  ) {}

  write(): Pick<Script, 'steps' | 'spares'> {
    this.births.push(...oldBirthsOf(this.choice));
    this.writeActs(this.chance.between(MIN_ACTS, MAX_ACTS));
    const length = this.steps.length;
    this.births.splice(
      0,
      this.births.length,
      ...SIDES.map((side) => this.add(this.creation(side))),
    );
    this.writeActs(SPARE_ACTS);
    return { steps: this.steps.slice(0, length), spares: this.steps.slice(length) };
  }

  private writeActs(acts: number): void {
    for (let act = 0; act < acts; act += 1) {
      this.writeHumanAct();
      this.writePause();
      if (this.chance.happens(0.015)) this.add(this.outage());
      if (this.chance.happens(0.02)) {
        this.add({ do: 'search-lag', seconds: this.chance.pick([0, 5, 60, 400]) });
      }
    }
  }

  private add(act: Act): number {
    const id = this.steps.length;
    this.steps.push({ id, act });
    return id;
  }

  private writeHumanAct(): void {
    const { chance } = this;
    if (this.births.length < 2) {
      this.births.push(this.add(this.creation(this.chance.pick(SIDES))));
      return;
    }
    const write = chance.pickWeighted<() => void>([
      [46, () => this.add(this.edit(this.birth()))],
      [14, () => this.comments.push(this.add(this.comment(this.birth())))],
      [10, () => this.writeCommentChange()],
      [this.deletesMore ? 14 : 5, () => this.writeBirth()],
      [this.hasFamilies ? 24 : 0, () => this.add(this.more(this.birth()))],
      [12, () => this.add(this.between())],
      [2, () => this.add({ do: 'foreign', side: chance.pick(SIDES) })],
      [2.5, () => this.add(this.restriction())],
      [
        this.deletesMore ? 6 : 1,
        () => this.add({ do: 'delete', birth: this.birth(), side: chance.pick(SIDES) }),
      ],
      [0.3, () => this.writePurge()],
      [this.keepsWhatLeft ? 0 : 2, () => this.writeMove()],
      [5, () => this.writePageAct()],
      [this.hasFirstSync ? 16 : 0, () => this.add({ do: 'first-sync', choice: chance.next() })],
    ]);
    write();
  }

  private birth(): number {
    // Two thirds of all happens to the same three issues, so that it collides.
    return this.chance.happens(0.66)
      ? this.chance.pick(this.births.slice(0, 3))
      : this.chance.pick(this.births);
  }

  private creation(side: Side): TrackerAct {
    const { chance } = this;
    return {
      do: 'create',
      side,
      who: this.who(side),
      type: chance.pick(['Bug', 'Task']),
      isPrivate: chance.happens(this.choice.families.includes('privacy') ? 0.25 : 0.08),
    };
  }

  private writeBirth(): void {
    if (this.births.length >= MAX_BIRTHS * (this.deletesMore ? 2 : 1)) {
      this.add(this.edit(this.birth()));
      return;
    }
    const copies = this.chance.happens(0.25);
    const act: TrackerAct = copies
      ? { do: 'copy', birth: this.birth(), side: this.chance.pick(SIDES) }
      : this.creation(this.chance.pick(SIDES));
    this.births.push(this.add(act));
  }

  /** Enough pairs for the brake, time in which they become pairs, and then all go at once. */
  private writePurge(): void {
    while (this.births.length < MAX_BIRTHS) {
      this.births.push(this.add(this.creation(this.chance.pick(SIDES))));
    }
    this.add({ do: 'pass', ms: 12 * MINUTE_MS, withVerify: false });
    this.add({ do: 'purge', side: this.chance.pick(SIDES) });
    this.births.splice(0);
  }

  private who(side: Side): Who {
    const { chance } = this;
    return side === 'redmine' && chance.happens(0.2)
      ? 'key-owner'
      : chance.pick<Who>(['ada', 'grace']);
  }

  private edit(birth: Birth): TrackerAct {
    const { chance } = this;
    const side = chance.pick(SIDES);
    return {
      do: 'edit',
      birth,
      side,
      who: this.who(side),
      field: chance.pick(FIELDS.filter((field) => field !== 'issuetype' || chance.happens(0.4))),
      choice: chance.next(),
    };
  }

  private get deletesMore(): boolean {
    return this.choice.families.includes('deleting');
  }

  /** What is moved away is then kept in step as well, and meets the rules of another project. */
  private get keepsWhatLeft(): boolean {
    return leavingOf(this.choice) === 'keep';
  }

  private get hasScope(): boolean {
    return this.choice.families.includes('scope');
  }

  private get hasFirstSync(): boolean {
    return this.choice.families.includes('first sync');
  }

  private get hasFamilies(): boolean {
    return this.choice.families.some((name) => hasActs(this.choice, name));
  }

  private more(birth: Birth): TrackerAct {
    const { chance } = this;
    const side = chance.pick(SIDES);
    return {
      do: 'more',
      ...pickAct(chance, this.choice),
      birth,
      side,
      who: this.who(side),
      choice: chance.next(),
    };
  }

  private comment(birth: Birth): TrackerAct {
    const { chance } = this;
    const side = chance.pick(SIDES);
    return {
      do: 'comment',
      birth,
      side,
      who: this.who(side),
      isPrivate: chance.happens(0.2),
      withChange: chance.happens(0.2),
    };
  }

  private writeCommentChange(): void {
    if (this.comments.length > 0) this.add(this.commentChange());
    else this.comments.push(this.add(this.comment(this.birth())));
  }

  private commentChange(): TrackerAct {
    const how = this.chance.pickWeighted<'edit' | 'delete' | 'restrict' | 'publish'>([
      [5, 'edit'],
      [3, 'delete'],
      [2, 'restrict'],
      [2, 'publish'],
    ]);
    return { do: 'change-comment', comment: this.chance.pick(this.comments), how };
  }

  private restriction(): TrackerAct {
    const { chance } = this;
    return {
      do: 'restrict',
      birth: this.birth(),
      side: chance.pick(SIDES),
      access: chance.pick(['open', 'open', 'private', 'hidden']),
    };
  }

  /** What leaves comes back in most cases: two steps that lie apart. */
  private writeMove(): void {
    const { chance } = this;
    const birth = this.birth();
    const side = chance.pick(SIDES);
    this.add({ do: 'move', birth, side, where: 'out' });
    if (chance.happens(0.7)) {
      this.writePause();
      this.add({ do: 'move', birth, side, where: 'back' });
    }
  }

  private between(): WorldAct {
    const { chance } = this;
    const birth = chance.happens(0.8) ? 'here' : this.birth();
    const act = chance.pickWeighted<TrackerAct>([
      [8, this.edit(birth)],
      [2, this.comment(birth)],
      ...(this.hasFamilies ? [[4, this.more(birth)] as const] : []),
      ...(this.comments.length > 0 ? [[1, this.commentChange()] as const] : []),
    ]);
    return {
      do: 'between',
      target: chance.pick(SIDES),
      kind: chance.pickWeighted<'read' | 'write'>([
        [2, 'write'],
        [1, 'read'],
      ]),
      skip: chance.pickWeighted([
        [6, 0],
        [2, 1],
        [1, 3],
      ]),
      act,
    };
  }

  private writePageAct(): void {
    const { chance } = this;
    if (this.isPaused) {
      this.isPaused = false;
      this.add({ do: 'resume' });
      return;
    }
    const [parted] = this.unlinked;
    const act = chance.pickWeighted<PageAct>([
      [3, { do: 'sync-now', birth: this.birth() }],
      [4, { do: 'decide', choice: chance.next(), keep: chance.pick(SIDES) }],
      // Who runs a plan asks for the twins of unlinked issues as well; what is linked again needs both.
      [this.hasFirstSync || this.hasScope ? 0 : 1.5, { do: 'unlink', birth: this.birth() }],
      [2, { do: 'remap', change: this.remap() }],
      [1, { do: 'pause' }],
      ...(parted === undefined
        ? []
        : [
            [
              4,
              { do: 'relink', birth: parted, seed: chance.pick<Side | 'ask'>([...SIDES, 'ask']) },
            ] as const,
          ]),
    ]);
    if (act.do === 'unlink') this.unlinked.push(act.birth);
    if (act.do === 'relink') this.unlinked.shift();
    this.isPaused = act.do === 'pause';
    this.add(act);
  }

  private remap(): Remap {
    const { chance } = this;
    return chance.pick<Remap>([
      { what: 'policy', policy: chance.pick<Policy>(['manual', 'jira', 'redmine', 'newest']) },
      {
        what: 'direction',
        field: chance.pick(['summary', 'duedate', 'assignee']),
        direction: chance.pick(['both', 'toJira', 'toRedmine']),
      },
      { what: 'priority-row' },
    ]);
  }

  /** Between two acts: nothing, a moment, minutes, or hours. */
  private writePause(): void {
    const { chance } = this;
    const ms = chance.pickWeighted([
      [40, 0],
      [40, chance.between(1, 30) * SECOND_MS],
      [18, chance.between(1, 8) * MINUTE_MS],
      [2, chance.between(1, 8) * HOUR_MS],
    ]);
    if (ms > 0) this.add({ do: 'pass', ms, withVerify: chance.happens(0.05) });
  }

  /** Minutes in most cases; now and then longer than the queue remembers. */
  private outage(): WorldAct {
    const { chance } = this;
    const ms = chance.pickWeighted([
      [20, chance.between(1, 30) * MINUTE_MS],
      [3, chance.between(1, 6) * HOUR_MS],
      [0.4, chance.between(26, 40) * HOUR_MS],
      [0.1, chance.between(6, 8) * DAY_MS],
    ]);
    return { do: 'outage', target: chance.pick(SIDES), ms };
  }
}
