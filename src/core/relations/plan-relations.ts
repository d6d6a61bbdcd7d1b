/**
 * What becomes of the relations: two issues that are related on one side are related on the other,
 * as long as both have twins. Relations have no author and no original: who removes one on either
 * side removes it. A relation is seen from both of its issues; only the link of the older one
 * answers for it, so that two runs never disagree.
 */
import type { Problem, RelationPair } from '../link';
import { flowsTo, type Mapping, type RelationRow, type RelationRules } from '../mapping';
import { otherSide, type Relation, SIDES, type Side, type Snapshot } from '../model';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/** The twin of an issue across; `null`: it has none; `undefined`: nobody looked. */
export type FindTwin = (side: Side, issueId: string) => string | null | undefined;

export type RelationWrite =
  | {
      readonly kind: 'add';
      readonly side: Side;
      readonly relation: Omit<Relation, 'id'>;
      readonly pair: RelationPair;
    }
  | {
      readonly kind: 'remove';
      readonly side: Side;
      readonly relationId: string;
      readonly pair: RelationPair;
    };

export interface RelationPlan {
  /** Those that are written say so. */
  readonly pairs: readonly RelationPair[];
  readonly writes: readonly RelationWrite[];
  /** What a run before sent and did not live to tell, as far as it was carried out. */
  readonly done: readonly RelationPair[];
  /** Remote issues whose links answer for a relation that only one side has. */
  readonly toRing: readonly string[];
}

/**
 * Compares the relations of both sides with those known so far.
 * @param away names of pairs that are not to be added now, since their other issue is out of reach
 */
export function planRelations(
  mapping: Mapping,
  known: readonly RelationPair[],
  snapshots: Snapshots,
  findTwin: FindTwin,
  away: ReadonlySet<string> = new Set(),
): RelationPlan {
  const rules = mapping.relations;
  if (!rules) return { pairs: known, writes: [], done: [], toRing: [] };
  const done = known.filter((pair) => isCarriedOut(rules, pair, snapshots));
  const kept = known
    .filter(
      (pair) =>
        SIDES.some((side) => findRelation(rules, snapshots[side], pair) !== undefined) &&
        !(pair.sent?.kind === 'remove' && done.includes(pair)) &&
        !isWithFormerTwin(pair, findTwin),
    )
    .map((pair) => (isSettled(rules, pair, snapshots) ? toShared(pair) : pair))
    .map((pair) =>
      pair.sent?.kind === 'add' && away.has(nameOfPair(pair)) ? toAlone(pair) : pair,
    );
  const removals = kept.flatMap((pair) => planRemoval(rules, pair, snapshots));
  const anew = kept.flatMap((pair) => planAnew(rules, pair, snapshots));
  const fresh = SIDES.flatMap((side) =>
    listUnknown(rules, kept, snapshots[side]).flatMap(({ relation, row }) => {
      const twin = findTwin(side, relation.otherIssueId);
      return twin === undefined ? [] : [toPair(side, relation, row, twin, snapshots)];
    }),
  );
  const names = fresh.map(nameOfPair);
  const found = fresh
    .filter((pair, at) => names.indexOf(nameOfPair(pair)) === at)
    .map((pair) => (away.has(nameOfPair(pair)) ? toAlone(pair) : pair));
  const additions = [...anew, ...found.flatMap((pair) => planAddition(rules, pair, snapshots))];
  const added = new Set(additions.map(({ pair }) => pair));
  const writes = [...removals, ...additions].map(announce);
  const toWrite = new Map(writes.map(({ write, before }) => [before, write.pair]));
  // What may not flow across is no relation that both sides have.
  const settled = found.map((pair) =>
    pair.is !== 'shared' || added.has(pair) || isOnBoth(rules, pair, snapshots)
      ? pair
      : ({ ...pair, is: 'alone' } as const),
  );
  return {
    pairs: [...kept, ...settled].map((pair) => toWrite.get(pair) ?? pair),
    writes: writes.map(({ write }) => write),
    done,
    toRing: settled.flatMap((pair) =>
      pair.is === 'theirs' && !isOnBoth(rules, pair, snapshots) ? [pair.remote] : [],
    ),
  };
}

/** Whether what was announced is seen to be carried out. */
function isCarriedOut(rules: RelationRules, pair: RelationPair, snapshots: Snapshots): boolean {
  if (!pair.sent) return false;
  const isThere = findRelation(rules, snapshots[pair.sent.side], pair) !== undefined;
  return isThere === (pair.sent.kind === 'add');
}

/** What was sent is done, or what was refused is on both sides after all. */
function isSettled(rules: RelationRules, pair: RelationPair, snapshots: Snapshots): boolean {
  const isDone = isCarriedOut(rules, pair, snapshots);
  return isDone || (pair.is === 'refused' && isOnBoth(rules, pair, snapshots));
}

function toShared({ sent: _, ...pair }: RelationPair): RelationPair {
  return { ...pair, is: 'shared' };
}

function toAlone({ sent: _, ...pair }: RelationPair): RelationPair {
  return { ...pair, is: 'alone' };
}

function announce(write: RelationWrite): { write: RelationWrite; before: RelationPair } {
  const { kind, side, pair } = write;
  return { write: { ...write, pair: { ...pair, sent: { kind, side } } }, before: pair };
}

/**
 * The issues across whose twins a plan needs: one storage read each, so none that is known.
 * @param looksAgain whether an issue that had a twin may have another one by now
 */
export function listIssuesToFind(
  rules: RelationRules,
  known: readonly RelationPair[],
  snapshots: Snapshots,
  looksAgain = false,
): readonly { readonly side: Side; readonly issueId: string }[] {
  const unknown = SIDES.flatMap((side) =>
    listUnknown(rules, known, snapshots[side]).map(({ relation }) => ({
      side,
      issueId: relation.otherIssueId,
    })),
  );
  const inDoubt = known.flatMap((pair) =>
    SIDES.filter(
      (side) =>
        pair.is !== 'alone' &&
        findRelation(rules, snapshots[side], pair) !== undefined &&
        (looksAgain || !isOnBoth(rules, pair, snapshots)),
    ).map((side) => ({ side, issueId: pair[side] })),
  );
  return [...unknown, ...inDoubt];
}

/**
 * The other issue has another twin now: nobody removed the relation, it went with the former one, or
 * stays with it.
 */
function isWithFormerTwin(pair: RelationPair, findTwin: FindTwin): boolean {
  if (pair.is === 'alone') return false;
  return SIDES.some((side) => {
    const twin = findTwin(side, pair[side]);
    return typeof twin === 'string' && twin !== pair[otherSide(side)];
  });
}

/** Relations of mapped types whose other issue nobody looked for yet. */
function listUnknown(
  rules: RelationRules,
  known: readonly RelationPair[],
  snapshot: Snapshot,
): readonly { readonly relation: Relation; readonly row: RelationRow }[] {
  return snapshot.relations.flatMap((relation) => {
    const row = rules.types.find((type) => type[snapshot.side] === relation.type);
    const isKnown = known.some((pair) => findRelation(rules, snapshot, pair) === relation);
    return row && !isKnown ? [{ relation, row }] : [];
  });
}

function toPair(
  side: Side,
  relation: Relation,
  row: RelationRow,
  twin: string | null,
  snapshots: Snapshots,
): RelationPair {
  const { otherIssueId } = relation;
  const [jira, remote] = side === 'jira' ? [otherIssueId, twin ?? ''] : [twin ?? '', otherIssueId];
  const isOwn = Number(snapshots.remote.issueId) < Number(remote);
  return {
    type: row.jira,
    isSource: row.isSymmetric || relation.isSource,
    jira,
    remote,
    is: twin === null ? 'alone' : isOwn ? 'shared' : 'theirs',
  };
}

/** The relation of a side that a pair is about. */
function findRelation(
  rules: RelationRules,
  snapshot: Snapshot,
  pair: RelationPair,
): Relation | undefined {
  const row = rules.types.find((type) => type.jira === pair.type);
  if (!row) return undefined;
  return snapshot.relations.find(
    (relation) =>
      relation.type === row[snapshot.side] &&
      relation.otherIssueId === pair[snapshot.side] &&
      (row.isSymmetric || relation.isSource === pair.isSource),
  );
}

function isOnBoth(rules: RelationRules, pair: RelationPair, snapshots: Snapshots): boolean {
  return SIDES.every((side) => findRelation(rules, snapshots[side], pair) !== undefined);
}

/** What was on both sides and is on one: it goes there too, if the mapping lets that flow. */
function planRemoval(
  rules: RelationRules,
  pair: RelationPair,
  snapshots: Snapshots,
): RelationWrite[] {
  if (pair.is !== 'shared' || isOnBoth(rules, pair, snapshots)) return [];
  // Of what was announced it is not known that it was ever there.
  if (pair.sent?.kind === 'add') return [];
  return SIDES.flatMap((side): RelationWrite[] => {
    const relation = findRelation(rules, snapshots[side], pair);
    if (!relation || !flowsTo(rules.direction, side)) return [];
    return [{ kind: 'remove', side, relationId: relation.id, pair }];
  });
}

/** What was announced and is not there is sent once more. */
function planAnew(rules: RelationRules, pair: RelationPair, snapshots: Snapshots): RelationWrite[] {
  return pair.sent?.kind === 'add' ? planAddition(rules, pair, snapshots) : [];
}

function planAddition(
  rules: RelationRules,
  pair: RelationPair,
  snapshots: Snapshots,
): RelationWrite[] {
  const row = rules.types.find((type) => type.jira === pair.type);
  if (pair.is !== 'shared' || !row) return [];
  return SIDES.flatMap((side): RelationWrite[] => {
    if (findRelation(rules, snapshots[side], pair) || !flowsTo(rules.direction, side)) return [];
    const relation = { type: row[side], isSource: pair.isSource, otherIssueId: pair[side] };
    return [{ kind: 'add', side, relation, pair }];
  });
}

/** Whether a refusal's relation is gone, or is to be tried again. */
export function isRelationProblemOver(problem: Problem, pairs: readonly RelationPair[]): boolean {
  return (
    problem.kind === 'relation-refused' &&
    !pairs.some((pair) => pair.is === 'refused' && nameOfPair(pair) === problem.value)
  );
}

/** How a problem names the relation that it is about. */
export function nameOfPair({ type, isSource, jira, remote }: RelationPair): string {
  return `${type} ${isSource ? '>' : '<'} ${jira} ${remote}`;
}
