/** What forbids a link to run at all: nothing may be written to an issue that is not the one meant. */
import type { AuditEntry } from './audit/audit';
import { includesProblem } from './includes-problem';
import { isSameIssue, type Link, type Problem } from './link';
import type { Mapping } from './mapping';
import { otherSide, SIDES, type Side, type SidesRead, type Snapshot } from './model';
import { findSideThatLeft, hasLeft, type Waiting } from './scope';
import { isSentDeletion } from './sent-writes';

export interface Obstacle {
  readonly problem: Problem;
  /** The link with the problem on it; paused where only a person can go on. */
  readonly link: Link;
  /** The pair is to be parted. */
  readonly unlinks: boolean;
  /** False where the link says so already. */
  readonly isNews: boolean;
  readonly audit: AuditEntry;
}

const OBSTACLES: ReadonlySet<Problem['kind']> = new Set([
  'out-of-scope',
  'issue-missing',
  'issue-hidden',
  'issue-restricted',
  'another-issue',
]);

/** Whether something forbids the link to run, as far as it knows. */
export function isBlocked({ problems }: Link): boolean {
  return problems.some(({ kind }) => OBSTACLES.has(kind));
}

/**
 * The first obstacle, or `null` where the link may run.
 * @param waiting where another mapping covers the issue that left, and its twin could not follow
 */
export function findObstacle(
  mapping: Mapping,
  link: Link,
  read: SidesRead,
  nowMs: number,
  waiting: Waiting | null = null,
): Obstacle | null {
  const found =
    read.kind === 'missing'
      ? missing(mapping, link, read.side, read.how)
      : (SIDES.map((side) => wrongIssue(mapping, link, side, read.snapshots[side])).find(Boolean) ??
        outOfScope(mapping, link, read.snapshots, waiting) ??
        restricted(mapping, read.snapshots));
  if (!found) return null;
  const { value = null, ...what } = found.problem;
  const problem: Problem = { ...what, field: null, value, foundAtMs: nowMs };
  const kept = link.problems.filter((known) => !isReplaced(known, problem));
  const isKnown =
    kept.length === link.problems.length - 1 && includesProblem(link.problems, problem);
  return {
    problem,
    link: {
      ...link,
      paused: link.paused || found.pauses,
      problems: isKnown ? link.problems : [...kept, problem],
    },
    unlinks: found.unlinks === true,
    isNews: !isKnown,
    audit: {
      atMs: nowMs,
      kind: 'problem-found',
      linkId: link.id,
      mappingId: mapping.id,
      side: problem.side,
      field: null,
      from: null,
      to: problem.kind,
      cause: 'read',
    },
  };
}

const UNSEEN: ReadonlySet<Problem['kind']> = new Set(['issue-missing', 'issue-hidden']);

/**
 * A link has one reason not to run at a time: what is known to be deleted is no longer hidden. Only
 * that it had left the scope before is kept, since nobody can look that up while it is not seen.
 */
function isReplaced(known: Problem, by: Problem): boolean {
  const isKept = UNSEEN.has(by.kind) && hasLeft({ problems: [known] }, by.side);
  return OBSTACLES.has(known.kind) && !isKept;
}

interface Found {
  readonly problem: Pick<Problem, 'kind' | 'side' | 'message'> & Partial<Pick<Problem, 'value'>>;
  /** Only a person can tell how to go on. */
  readonly pauses: boolean;
  readonly unlinks?: boolean;
}

function missing(mapping: Mapping, link: Link, side: Side, how: 'gone' | 'hidden'): Found {
  const name = `${mapping.siteName[side]} issue ${link.sides[side].key}`;
  const hasRule = mapping.deleting?.[otherSide(side)] !== undefined && !isSentDeletion(link, side);
  const onItsTwin = hasLeft(link, side)
    ? 'It was not covered any more, so its twin stays as it is, and the next sync of the pair parts the two.'
    : 'What the mapping says of its twin is done with the next sync of the pair.';
  return how === 'gone'
    ? {
        problem: {
          kind: 'issue-missing',
          side,
          message: hasRule
            ? `${name} was deleted. ${onItsTwin}`
            : `${name} was deleted. Unlink the pair, or restore the issue.`,
        },
        pauses: !hasRule,
      }
    : {
        problem: {
          kind: 'issue-hidden',
          side,
          message: `${name} can no longer be seen by the app. Give it access again, or unlink the pair.`,
        },
        pauses: false,
      };
}

function wrongIssue(mapping: Mapping, link: Link, side: Side, snapshot: Snapshot): Found | null {
  const base = link.sides[side];
  const name = `${mapping.siteName[side]} issue ${snapshot.key}`;
  const { createdAtMs, author } = snapshot;
  if (!isSameIssue(base, { createdAtMs, authorId: author.id })) {
    return {
      problem: {
        kind: 'another-issue',
        side,
        message: `${name} is not the issue that was linked: it was created at another time or by somebody else. Unlink the pair.`,
      },
      pauses: true,
    };
  }
  return null;
}

function outOfScope(
  mapping: Mapping,
  link: Link,
  snapshots: Readonly<Record<Side, Snapshot>>,
  waiting: Waiting | null,
): Found | null {
  const left = findSideThatLeft(mapping, link, snapshots);
  const rule = mapping.scope?.leaving ?? 'pause';
  if (!left || rule === 'keep') return null;
  const { side, how } = left;
  if (waiting && rule === 'pause') {
    const value = waiting.isRefused ? waiting.mappingId : null;
    const { message } = waiting;
    return { problem: { kind: 'out-of-scope', side, value, message }, pauses: false };
  }
  const name = `${mapping.siteName[side]} issue ${snapshots[side].key}`;
  const what =
    how === 'moved'
      ? `was moved out of the project that mapping "${mapping.id}" covers`
      : `is no longer in the scope of mapping "${mapping.id}"`;
  const then =
    rule === 'unlink' ? 'the pair was parted' : 'the pair waits until it is back, or is unlinked';
  return {
    problem: { kind: 'out-of-scope', side, message: `${name} ${what}; ${then}.` },
    pauses: false,
    unlinks: rule === 'unlink',
  };
}

function restricted(mapping: Mapping, snapshots: Readonly<Record<Side, Snapshot>>): Found | null {
  const side = SIDES.find(
    (candidate) => snapshots[candidate].restricted && !snapshots[otherSide(candidate)].restricted,
  );
  if (!side) return null;
  return {
    problem: {
      kind: 'issue-restricted',
      side,
      message: `${mapping.siteName[side]} issue ${snapshots[side].key} is private there and its twin is not, so nothing crosses.`,
    },
    pauses: false,
  };
}
