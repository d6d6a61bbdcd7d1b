/**
 * Looks at every call of the app as it is sent. What must never be written where it may be seen by
 * more people (I6), or to what no mapping covers (I7), is caught in the act: in the end it may be
 * gone again.
 */
import type { HostCall } from '../../../dev/forge-host/faults';
import { familiesOf, noteIssue } from '../families';
import { issuesInQuestion, leavingOf } from '../families/scope/coverage';
import { isReadOfMany, issueIdOf, isTracker, kindOf } from '../faults/place';
import { acrossFrom, type Side } from '../script/steps';
import { type BookIssue, isComment, type Moment, type Source, wordsOf } from '../world/book';
import { callRoll } from '../world/roll-call';
import type { World } from '../world/world';
import { Copies } from './copies';
import { linkIdOf } from './scene';
import { listAudit, listPairs } from './stored';
import { findWrittenIssue } from './written-issue';

/** The read with which a run begins: the mapping, and the link where there is one. */
const LOADS_MAPPING = /"key":"mapping:/;

/** The path of an issue itself. */
const WHOLE_ISSUE = /\/(issue\/\d+|issues\/\d+\.json)(\?|$)/;

/** What a run of a function knew last. */
interface Run {
  readonly read: Record<Side, Moment>;
  /** When it asked whether the rules of scope cover an issue, `jira 10001`, or all of a side: `jira`. */
  readonly covered: Map<string, Moment>;
  /** By the side that is written to: the other's read that these writes go by, until they are read back. */
  readonly basis: Partial<Record<Side, Moment>>;
  stored: Moment;
  /** Of the issues that it calls for, `jira 10001`. */
  readonly issues: Set<string>;
  readonly calls: Record<Side, number>;
}

const NEVER: Moment = -1;
/** Runs that are over are forgotten some time later. */
const KEPT_RUNS = 200;

export class Watch {
  private readonly found: string[] = [];
  private readonly copies: Copies;
  private readonly runs = new Map<string, Run>();

  constructor(private readonly world: World) {
    this.copies = new Copies(world);
  }

  get findings(): readonly string[] {
    return [...this.found, ...this.copies.findings];
  }

  see(call: HostCall): void {
    this.copies.see(call);
    const run = this.runOf(call.invocationId);
    const { now } = this.world.book;
    if (call.target === 'kvs' && LOADS_MAPPING.test(call.body)) run.stored = now;
    if (!isTracker(call.target)) return;
    run.calls[call.target] += 1;
    const id = issueIdOf(call);
    this.noteIssuesOf(call.target, id);
    if (id !== undefined) run.issues.add(`${call.target} ${id}`);
    if (kindOf(call) === 'write') {
      run.basis[call.target] ??= run.read[acrossFrom(call.target)];
      this.seeWrite(call, call.target, run);
    } else if (askedForCoverage(call) !== undefined) {
      run.covered.set(`jira ${askedForCoverage(call)}`, now);
    } else if (isReadOfIssue(call, id) || isReadOfMany(call)) {
      // Redmine's issue shows it; what was written is only read back.
      if (call.target === 'redmine' && run.basis.redmine === undefined) {
        run.covered.set(id === undefined ? 'redmine' : `redmine ${id}`, now);
      }
      run.read[call.target] = now;
      for (const issue of this.world.book.all) {
        if (issue.side === call.target && (id === undefined || issue.id === id))
          issue.reads.push(now);
      }
      delete run.basis[call.target];
    }
  }

  /** What the app has done to it is seen before it is gone by. */
  private noteIssuesOf(side: Side, id: string | undefined): void {
    if (!familiesOf(this.world.choice).some(({ note }) => note)) return;
    if (id !== undefined && !this.world.book.find(side, id)) callRoll(this.world);
    for (const issue of this.world.book.all) {
      if (issue.side === side && (id === undefined || issue.id === id))
        noteIssue(this.world, issue);
    }
  }

  /** Forgets what runs did so far. */
  reset(): void {
    this.runs.clear();
  }

  /** Calls of the runs since then that had to do with these issues. */
  countCalls(issues: readonly string[]): Readonly<Record<Side, number>> {
    const runs = [...this.runs.values()].filter((run) => issues.some((it) => run.issues.has(it)));
    const sum = (side: Side) => runs.reduce((total, { calls }) => total + calls[side], 0);
    return { jira: sum('jira'), redmine: sum('redmine') };
  }

  private runOf(id: string): Run {
    const known = this.runs.get(id);
    if (known) return known;
    const [oldest] = this.runs.keys();
    if (this.runs.size >= KEPT_RUNS && oldest !== undefined) this.runs.delete(oldest);
    const run: Run = {
      read: { jira: NEVER, redmine: NEVER },
      covered: new Map(),
      basis: {},
      stored: NEVER,
      issues: new Set(),
      calls: { jira: 0, redmine: 0 },
    };
    this.runs.set(id, run);
    return run;
  }

  private seeWrite(call: HostCall, side: Side, run: Run): void {
    const { book } = this.world;
    const id = issueIdOf(call);
    const issue = id === undefined ? undefined : book.find(side, id);
    for (const word of isUpload(call) ? [] : wordsOf(`${call.path} ${call.body}`)) {
      const sources = book.whereTyped(word);
      const into = () => findWrittenIssue(this.world, side, call);
      if (sources.length > 0 && sources.every((source) => leaks(source, side, run, into))) {
        this.report(call, `I6 private: "${word}" is private where it was typed, and was written`);
      }
    }
    if (id !== undefined && book.foreign[side].includes(id)) {
      this.report(call, `I7 in scope: ${side} ${id} is in a project that no mapping covers`);
    }
    if (issue && !this.isMark(call)) this.seeScope(call, issue, side, run);
    if (book.pausedAt !== null && book.pausedAt <= run.stored && !this.isMark(call)) {
      this.report(call, 'I7 in scope: the mapping is paused');
    }
  }

  private seeScope(call: HostCall, issue: BookIssue, side: Side, run: Run): void {
    if (issue.isOut && issue.movedAt <= run.read[side]) {
      this.report(call, `I7 in scope: ${side} ${issue.id} was moved out of its mapped project`);
    }
    if (!this.isUndo(call, issue)) this.seeCoverage(call, issue, run);
    const parted = this.world.book.parted.get(issue.birth);
    if (parted !== undefined && parted <= run.stored) {
      this.report(call, `I7 in scope: ${side} ${issue.id} is of a pair that a person parted`);
    }
  }

  /** An undo of a first sync deletes what was made, wherever its original is by then. */
  private isUndo({ method, path }: HostCall, { isTwin }: BookIssue): boolean {
    const mayBeUndone = isTwin && this.world.choice.families.includes('first sync');
    return mayBeUndone && method === 'DELETE' && WHOLE_ISSUE.test(path);
  }

  /** A pair that left the scope before the run asked is left alone. */
  private seeCoverage(call: HostCall, issue: BookIssue, run: Run): void {
    const leaving = leavingOf(this.world.choice);
    if (leaving === null || leaving === 'keep') return;
    const linked = listPairs(this.world).find(({ jiraId, redmineId }) => {
      return issue.id === (issue.side === 'jira' ? jiraId : redmineId);
    });
    if (!linked) return;
    const pair = [
      this.world.book.find('jira', linked.jiraId),
      this.world.book.find('redmine', linked.redmineId),
    ].flatMap((one) => one ?? []);
    const out = issuesInQuestion(pair, false).find(
      ({ isUncovered, coverageChangedAt, side, id }) =>
        isUncovered &&
        [side, `${side} ${id}`].some(
          (asked) => coverageChangedAt <= (run.covered.get(asked) ?? NEVER),
        ),
    );
    // Of an issue that is deleted no run sees that it had left: it is known where one noted it before.
    if (out?.isDeleted && !this.wasNoted(out, linkIdOf(linked.redmineId))) return;
    if (out) this.report(call, `I7 in scope: ${out.side} ${out.id} left the scope`);
  }

  /** Whether the app has told that the issue left the scope. */
  private wasNoted({ coverageChangedAtMs }: BookIssue, linkId: string): boolean {
    return listAudit(this.world).some(
      (line) =>
        line.linkId === linkId && line.to === 'out-of-scope' && line.atMs >= coverageChangedAtMs,
    );
  }

  /**
   * Who links two issues in the panel, or parts them, has that kept with the issue; and so does the
   * app where its rule parts them.
   */
  private isMark({ functionKey, path }: HostCall): boolean {
    const parts = functionKey === 'panel-resolver' || leavingOf(this.world.choice) === 'unlink';
    return parts && path.includes('/properties/');
  }

  private report(call: HostCall, what: string): void {
    this.found.push(`${what}: ${call.functionKey} ${call.method} ${call.path.split('?', 1)[0]}`);
  }
}

/** Private before the run read it, and not to be seen by fewer where it is written. */
function leaks(
  source: Source,
  to: Side,
  run: Run,
  findTarget: () => BookIssue | undefined,
): boolean {
  const issue = isComment(source) ? source.issue : source;
  if (issue.side === to) return false;
  const read = run.basis[to] ?? NEVER;
  if (isComment(source) && source.isPrivate && source.privacyChangedAt <= read) return true;
  if (issue.access === 'open' || issue.accessChangedAt > read) return false;
  const target = findTarget();
  return !target || (target.access === 'open' && target.accessChangedAt <= run.read[to]);
}

/** A write to Jira asks before for the way through the statuses, which tells nothing of the issue's words. */
function isReadOfIssue({ target, path }: HostCall, id: string | undefined): boolean {
  return (
    id !== undefined &&
    (target === 'redmine' || /\?fields=.*\bcomment\b/.test(decodeURIComponent(path)))
  );
}

/** Jira is asked by a search for the one issue. */
function askedForCoverage({ target, path, body }: HostCall): string | undefined {
  const isSearch = target === 'jira' && path.includes('/search/jql');
  return isSearch ? /"id = (\d+) AND /.exec(body)?.[1] : undefined;
}

/** Nobody but who sent it sees a file before an issue has it; the write that attaches it names it, too. */
function isUpload({ path }: HostCall): boolean {
  return path.startsWith('/uploads.json');
}
