/** Finds the issues that the app made since the last look, by the marker that each carries. */
import { noteAccessAtBirth } from '../families/privacy/access';
import { acrossFrom, SIDES, type Side } from '../script/steps';
import { isDone } from './ask';
import type { World } from './world';

/** Ids are handed out in order; so many in a row that are missing are the end. */
const GAP = 12;
const FIRST_ID: Readonly<Record<Side, number>> = { jira: 10_000, redmine: 1 };

const seenUpTo = new WeakMap<World, Record<Side, number>>();

/** Nobody is asked while every issue that the app ever sent for is known. */
function isComplete({ book }: World): boolean {
  return book.all.filter(({ isTwin }) => isTwin).length >= book.creationsSent;
}

/** Where the other side's issue is not known, the twin's birth is -1. */
export function callRoll(world: World): void {
  if (isComplete(world)) return;
  const seen = seenUpTo.get(world) ?? { jira: FIRST_ID.jira - 1, redmine: FIRST_ID.redmine - 1 };
  seenUpTo.set(world, seen);
  for (const side of SIDES) {
    for (let id = seen[side] + 1; id <= seen[side] + GAP; id += 1) {
      const found = look(world, side, String(id));
      if (!found) continue;
      seen[side] = id;
      const isKnown =
        world.book.find(side, String(id)) ?? world.book.foreign[side].includes(String(id));
      if (isKnown) continue;
      const original = world.book.find(acrossFrom(side), found.sourceId ?? '');
      const twin = world.book.addIssue({
        side,
        id: String(id),
        birth: original?.birth ?? -1,
        isTwin: true,
        ...(original ? { twinOf: original } : {}),
        bornAtMs: world.nowMs(),
      });
      noteAccessAtBirth(world, twin);
    }
  }
}

function look(world: World, side: Side, id: string): { readonly sourceId?: string } | null {
  const reply =
    side === 'jira'
      ? world.askJira('admin', 'GET', `/issue/${id}?fields=project&properties=redmine-sync`)
      : world.askRedmine('admin', 'GET', `/issues/${id}.json`);
  if (!isDone(reply)) return null;
  const marker: unknown =
    side === 'jira'
      ? reply.body.properties?.['redmine-sync']?.marker
      : [...String(reply.body.issue.description).matchAll(/#sync-([\w.-]+)/g)].at(-1)?.[1];
  const sourceId = /^(\d+)\./.exec(String(marker))?.[1];
  return sourceId === undefined ? {} : { sourceId };
}
