/**
 * One run for one link: read both sides, plan, apply, read back, save. Safe to repeat after being
 * cut off anywhere: the base is saved last, and copies say whose copies they are.
 */

import { agreedTexts } from '../core/agreed-texts';
import type { AuditEntry } from '../core/audit';
import { auditPlan } from '../core/audit-plan';
import { findObstacle } from '../core/find-obstacle';
import { hasMoved, sameComments } from '../core/has-moved';
import type { CommentPair, Link } from '../core/link';
import type { Mapping } from '../core/mapping';
import type { Side, Snapshot } from '../core/model';
import { findChangedTexts, type Plan, planLink } from '../core/plan';
import { intentsOf } from '../core/plan-comments';
import { settleWrites } from '../core/settle';
import { RetryLaterError, type StoredLink, type Trackers } from '../ports';
import { applyPlan } from './apply-plan';
import { LostRaceError } from './lost-race';
import type { Outcome } from './outcome';
import { readSides } from './read-sides';
import { REQUEST_TIMEOUT_MS, type SyncPorts } from './sync-ports';

/** A person may edit while we write; more rounds than this wait for the next bell. */
const MAX_ROUNDS = 3;

export interface LinkRun {
  readonly mapping: Mapping;
  readonly trackers: Trackers;
  readonly stored: StoredLink;
  readonly cause: string;
  /** The bell names a field's change, so the comments need not be read to the first. */
  readonly newestCommentsOnly?: boolean;
  /** Read already, by whoever made the link. */
  readonly snapshots?: Readonly<Record<Side, Snapshot>>;
  /** What was done before this run and is not saved yet. */
  readonly audit?: readonly AuditEntry[];
}

/**
 * Brings one link in step and saves it.
 * @throws PermanentError, RetryLaterError as the trackers do; RetryLaterError where another run
 * saved the link first
 */
export async function syncLink(ports: SyncPorts, run: LinkRun): Promise<Outcome> {
  const read = run.snapshots
    ? ({ kind: 'both', snapshots: run.snapshots } as const)
    : await readSides(run.trackers, run.stored.link, readOptionsOf(run));
  const obstacle = findObstacle(run.mapping, run.stored.link, read, ports.clock.nowMs());
  if (obstacle) return saveObstacle(ports, run, obstacle);
  if (read.kind !== 'both') throw new Error('a side that cannot be read is an obstacle');

  const session = new LinkSession(ports, run, read.snapshots);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const plan = await session.plan();
    if (plan.fieldWrites.length === 0 && plan.commentWrites.length === 0) {
      return session.finish(plan);
    }
    await session.carryOut(plan);
  }
  return session.finish(await session.plan());
}

/** A copy that may be on its way is looked for among all comments. */
function readOptionsOf({ newestCommentsOnly, stored }: LinkRun) {
  const mayStop = newestCommentsOnly && stored.link.commentIntents.length === 0;
  return mayStop ? ({ newestCommentsOnly: true } as const) : {};
}

async function saveObstacle(
  ports: SyncPorts,
  run: LinkRun,
  obstacle: NonNullable<ReturnType<typeof findObstacle>>,
): Promise<Outcome> {
  if (obstacle.isNews) {
    const saved = await ports.store.saveLink({
      link: obstacle.link,
      audit: [...(run.audit ?? []), obstacle.audit],
    });
    if (!saved) throw new LostRaceError(run.stored.link.id);
  }
  return { kind: 'skipped', reason: obstacle.problem.message };
}

/** The state of one run between its rounds. */
class LinkSession {
  private link: Link;
  private comments: readonly CommentPair[];
  private readonly audit: AuditEntry[];
  private readonly agreed = new Set<string>();

  constructor(
    private readonly ports: SyncPorts,
    private readonly run: LinkRun,
    private snapshots: Readonly<Record<Side, Snapshot>>,
  ) {
    this.link = run.stored.link;
    this.comments = run.stored.comments;
    this.audit = [...(run.audit ?? [])];
  }

  async plan(): Promise<Plan> {
    const { mapping } = this.run;
    const changedTexts = findChangedTexts(mapping, this.link, this.snapshots);
    const texts =
      changedTexts.length > 0 && this.link.version > 0
        ? await this.ports.store.loadTexts(this.link.id, changedTexts)
        : {};
    return planLink({
      mapping,
      link: this.link,
      comments: this.comments,
      snapshots: this.snapshots,
      texts,
      authorship: this.authorship(),
      nowMs: this.ports.clock.nowMs(),
    });
  }

  async carryOut(plan: Plan): Promise<void> {
    await this.announceCopies(plan);
    const announced = {
      ...plan,
      link: { ...plan.link, version: this.link.version, commentIntents: this.link.commentIntents },
    };
    const before = this.snapshots;
    const applied = await applyPlan(this.run.trackers, this.run.mapping, announced, before);
    this.audit.push(...auditPlan(announced, this.run.cause, this.ports.clock.nowMs()));
    const settled = settleWrites({
      mapping: this.run.mapping,
      plan: announced,
      before,
      after: applied.after,
      refused: applied.refused,
      goneCopies: applied.goneCopies,
      authorship: this.authorship(),
      nowMs: this.ports.clock.nowMs(),
      cause: this.run.cause,
    });
    this.link = settled.link;
    this.comments = settled.comments;
    this.snapshots = applied.after;
    this.audit.push(...settled.audit);
    for (const field of [...plan.settledTexts, ...settled.settledTexts]) this.agreed.add(field);
  }

  async finish(plan: Plan): Promise<Outcome> {
    for (const field of plan.settledTexts) this.agreed.add(field);
    this.audit.push(...auditPlan(plan, this.run.cause, this.ports.clock.nowMs()));
    const pending = plan.fieldWrites.length + plan.commentWrites.length > 0;
    const link = pending ? this.link : plan.link;
    const comments = pending ? this.comments : plan.comments;
    if (this.audit.length === 0 && !hasMoved(this.run.stored, { link, comments })) {
      return { kind: 'unchanged' };
    }
    const saved = await this.ports.store.saveLink({
      link,
      ...(sameComments(this.run.stored.comments, comments) ? {} : { comments }),
      texts: agreedTexts(this.run.mapping, [...this.agreed], this.snapshots),
      audit: this.audit,
    });
    if (!saved) throw new LostRaceError(link.id);
    if (pending) {
      throw new RetryLaterError(`link ${link.id} was edited while it was written`, 1, 'not-done');
    }
    if (link.conflicts.length > 0) return { kind: 'conflict' };
    return this.audit.length > 0 ? { kind: 'synced' } : { kind: 'unchanged' };
  }

  /**
   * Saved before a copy is posted, so that a run after a kill looks before it posts again; and
   * since the save is conditional, no second run posts the same copy at the same time.
   */
  private async announceCopies(plan: Plan): Promise<void> {
    const nowMs = this.ports.clock.nowMs();
    const intents = intentsOf(plan.commentWrites, nowMs);
    if (intents.length === 0) return;
    const standing = this.link.commentIntents.filter((known) =>
      intents.some(
        (intent) => intent.origin === known.origin && intent.commentId === known.commentId,
      ),
    );
    const waitMs = Math.max(
      ...standing.map((intent) => intent.atMs + REQUEST_TIMEOUT_MS - nowMs),
      0,
    );
    if (waitMs > 0) {
      throw new RetryLaterError(
        `a copy of a comment of link ${this.link.id} may still be on its way`,
        Math.ceil(waitMs / 1000),
        'not-done',
      );
    }
    const saved = await this.ports.store.saveLink({
      link: { ...this.link, commentIntents: intents },
      audit: [],
    });
    if (!saved) throw new LostRaceError(this.link.id);
    this.link = saved;
  }

  private authorship() {
    const { jira, remote } = this.run.trackers;
    return {
      jira: (personId: string) => jira.authorship(personId),
      remote: (personId: string) => remote.authorship(personId),
    };
  }
}
