/**
 * Attachments: each is across once (I1, I3) and whole, what is private is not (I6), an original is as
 * its author left it (I2), and the trail tells of every copy (I8).
 */
import { linkIdsOf, type Pair, type Scene } from '../../check/scene';
import { acrossFrom, SIDES, type Side } from '../../script/steps';
import { flowsTo } from '../../world/configurations';
import { fileRulesOf } from './attachments';
import { type BookFile, filesOf } from './files';
import { openFile, type SeenFile, seeFiles } from './see-files';

interface OpenFile extends SeenFile {
  readonly text: string;
}

export function findWrongFiles(scene: Scene): readonly string[] {
  return scene.pairs.flatMap((pair) => {
    const files = filesOf(scene.world).filter(({ issue }) => pair.issues[issue.side] === issue);
    if (files.length === 0) return [];
    const seen = {
      jira: openAll(scene, pair, 'jira'),
      redmine: openAll(scene, pair, 'redmine'),
    };
    return [
      ...files.flatMap((file) => compare(scene, pair, seen, files, file)),
      ...SIDES.flatMap((side) => findUntold(scene, pair, side, seen[side])),
    ];
  });
}

function openAll({ world }: Scene, pair: Pair, side: Side): readonly OpenFile[] {
  return seeFiles(world, side, pair.issues[side].id).map((file) => ({
    ...file,
    text: openFile(world, side, file.id),
  }));
}

function compare(
  scene: Scene,
  pair: Pair,
  seen: Readonly<Record<Side, readonly OpenFile[]>>,
  files: readonly BookFile[],
  file: BookFile,
): readonly string[] {
  const { side } = file.issue;
  const across = acrossFrom(side);
  const what = `file ${file.id} "${file.name}" (${file.text}) of ${pair.name} in ${side}`;
  const original = seen[side].find(({ id }) => id === file.id);
  const broken: string[] = [];
  if (!file.isDeleted && (original?.name !== file.name || original.text !== file.text)) {
    broken.push(`I2 nothing lost: ${what} is not as its author left it`);
  }
  const alike = files.filter((other) => other.text === file.text);
  const copies = seen[across].filter(({ isByApp, text }) => isByApp && text === file.text);
  const originals = alike.filter((other) => other.issue.side === side);
  const { direction, renames, deletions } = fileRulesOf(scene.world.choice);
  // A name that does not follow leaves a copy of each name that it had when it crossed.
  const names = new Set(
    originals.flatMap(({ name, formerNames }) => (renames ? [name] : [name, ...formerNames])),
  );
  if (copies.length > Math.max(names.size, 1)) {
    broken.push(`I3 once: ${what} was copied ${copies.length} times`);
  }
  if (seen[side].some(({ isByApp, text }) => isByApp && text === file.text)) {
    const isTheirs = alike.some((other) => other.issue.side === across);
    if (!isTheirs) broken.push(`I3 once: ${what} came back to where it was attached`);
  }
  if (alike.every(({ isPrivate }) => isPrivate) && copies.length > 0) {
    broken.push(`I6 private: ${what} is across`);
  }
  if (pair.isHalted || file.isPrivate || original?.isBesidePrivateNote || file.isLeftAlone) {
    return broken;
  }
  if (!flowsTo(direction, across)) {
    if (copies.length > 0) broken.push(`I1 converge: ${what} should have no copy`);
    return broken;
  }
  // Two originals of one content count as one, whatever people call either: neither is ours to touch.
  const isTheirOwn = copies.length === 0 && alike.some((other) => other.issue.side === across);
  const isAcross = seen[across].some(
    ({ name, text }) => text === file.text && (name === file.name || !renames || isTheirOwn),
  );
  // So where one of them is deleted, the other gets no copy there: somebody did not want it.
  const isUnwanted = alike.some((other) => other.issue.side === across && other.isDeleted);
  if (!file.isDeleted && !isAcross && !isUnwanted) broken.push(`I1 converge: ${what} has no copy`);
  const isGone = alike.every((other) => other.isDeleted && !other.isLeftAlone);
  if (isGone && deletions && copies.length > 0) {
    broken.push(`I1 converge: ${what} should have no copy any more`);
  }
  return broken;
}

/**
 * Each copy that stands was told of when it was made. One of a lost run is known by its content, which
 * nobody looks at while the whole pair waits.
 */
function findUntold(
  scene: Scene,
  pair: Pair,
  side: Side,
  seen: readonly OpenFile[],
): readonly string[] {
  const copies = seen.filter(({ isByApp }) => isByApp).length;
  const linkIds = linkIdsOf(scene, pair);
  const lines = scene.audit.filter(
    (line) =>
      line.kind === 'attachment-copied' &&
      linkIds.has(line.linkId) &&
      line.side === (side === 'jira' ? 'jira' : 'remote'),
  ).length;
  return pair.isHalted || lines >= copies
    ? []
    : [
        `I8 told: ${copies} copies of files of ${pair.name} are in ${side}, and the trail has ${lines}`,
      ];
}
