/** The issue that a write changes, also where its address names a note or spent time only. */
import type { HostCall } from '../../../dev/forge-host/faults';
import { issueIdOf } from '../faults/place';
import type { Side } from '../script/steps';
import { isDone } from '../world/ask';
import type { BookIssue } from '../world/book';
import type { World } from '../world/world';

/** `undefined` where it is not made yet, or nobody knows of it. */
export function findWrittenIssue(world: World, side: Side, call: HostCall): BookIssue | undefined {
  const id = issueIdOf(call) ?? issueOfTime(world, call.path);
  if (id !== undefined) return world.book.find(side, id);
  const journal = /^\/journals\/(\d+)\.json/.exec(call.path)?.[1];
  return journal === undefined ? undefined : findIssueOfJournal(world, Number(journal));
}

function issueOfTime(world: World, path: string): string | undefined {
  if (!/^\/time_entries\/\d+\.json/.test(path)) return undefined;
  const reply = world.askRedmine('admin', 'GET', path);
  return isDone(reply) ? String(reply.body.time_entry.issue.id) : undefined;
}

/** Redmine shows journals with their issues only. */
function findIssueOfJournal(world: World, journal: number): BookIssue | undefined {
  return world.book.all.find((issue) => {
    if (issue.side !== 'redmine') return false;
    const reply = world.askRedmine('admin', 'GET', `/issues/${issue.id}.json?include=journals`);
    const journals: { id: number }[] = isDone(reply) ? reply.body.issue.journals : [];
    return journals.some(({ id }) => id === journal);
  });
}
