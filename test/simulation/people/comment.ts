/** People comment, and change their minds about it. */
import type { TrackerAct } from '../script/steps';
import { isDone } from '../world/ask';
import { type BookComment, type BookIssue, isReadSince } from '../world/book';
import type { World } from '../world/world';
import { asKeyOwner } from './as-key-owner';
import { phraseOf, toDocument, wordOf } from './write-text';

type CommentAct = Extract<TrackerAct, { do: 'comment' }>;
type ChangeAct = Extract<TrackerAct, { do: 'change-comment' }>;

/** Ada and Grace are in it, and so is the app. */
const DEVELOPERS = { type: 'role', value: 'Developers' } as const;

/** @returns whether the tracker took it */
export function comment(world: World, step: number, act: CommentAct, issue: BookIssue): boolean {
  const made =
    issue.side === 'jira' ? inJira(world, step, act, issue) : inRedmine(world, step, act, issue);
  if (!made) return false;
  const known: BookComment = {
    step,
    issue,
    ...made,
    word: wordOf(step, 'c'),
    privacyChangedAt: world.book.now,
    isDeleted: false,
    isDeletedApart: false,
  };
  world.book.comments.set(step, known);
  world.book.typed(phraseOf(step, 'c'), known);
  return true;
}

type Made = Pick<BookComment, 'id' | 'isPrivate'> | null;

function inJira(world: World, step: number, act: CommentAct, issue: BookIssue): Made {
  const reply = world.askJira(act.who, 'POST', `/issue/${issue.id}/comment`, {
    body: toDocument(phraseOf(step, 'c')),
    ...(act.isPrivate ? { visibility: DEVELOPERS } : {}),
  });
  return isDone(reply) ? { id: reply.body.id, isPrivate: act.isPrivate } : null;
}

/** Redmine answers with nothing, and may post publicly what was to be private: it is read back. */
function inRedmine(world: World, step: number, act: CommentAct, issue: BookIssue): Made {
  const notes = phraseOf(step, 'c');
  const change = act.withChange ? { subject: phraseOf(step, 'd') } : {};
  world.book.typed(phraseOf(step, 'd'), issue);
  const path = `/issues/${issue.id}.json`;
  const isTaken = asKeyOwner(world, act.who, () =>
    isDone(
      world.askRedmine(act.who, 'PUT', path, {
        issue: { notes, private_notes: act.isPrivate, ...change },
      }),
    ),
  );
  if (!isTaken) return null;
  const reply = world.askRedmine('admin', 'GET', `${path}?include=journals`);
  if (!isDone(reply)) return null;
  const journals = reply.body.issue.journals as {
    id: number;
    notes?: string;
    private_notes?: boolean;
  }[];
  const journal = journals.findLast((candidate) => candidate.notes === notes);
  return journal ? { id: String(journal.id), isPrivate: journal.private_notes === true } : null;
}

/** @returns whether the tracker took it */
export function changeComment(world: World, step: number, act: ChangeAct): boolean {
  const known = world.book.comments.get(act.comment);
  if (!known || known.isDeleted || known.issue.isDeleted) return false;
  const isTaken =
    known.issue.side === 'jira'
      ? changeInJira(world, step, act, known)
      : changeInRedmine(world, step, act, known);
  if (!isTaken) return false;
  // Redmine's issue does not show it.
  if (known.issue.side === 'jira') known.issue.touchedAt = world.book.now;
  if (act.how === 'edit') {
    known.word = wordOf(step, 'c');
    world.book.typed(phraseOf(step, 'c'), known);
  }
  if (act.how === 'delete') {
    known.isDeleted = true;
    // Restricted before the app looked, it is only gone for it, and under `halt` its copy waits.
    if (!isReadSince(known.issue, known.privacyChangedAt)) known.isPrivate = false;
    known.isDeletedApart = world.book.parted.has(known.issue.birth);
  }
  if (act.how === 'restrict' || act.how === 'publish') {
    known.isPrivate = act.how === 'restrict';
    known.privacyChangedAt = world.book.now;
  }
  return true;
}

function changeInJira(world: World, step: number, act: ChangeAct, known: BookComment): boolean {
  const path = `/issue/${known.issue.id}/comment/${known.id}`;
  const author = authorOf(world, known);
  if (act.how === 'delete') return isDone(world.askJira(author, 'DELETE', path));
  const change = {
    edit: { body: toDocument(phraseOf(step, 'c')) },
    restrict: { visibility: DEVELOPERS },
    publish: { visibility: null },
  }[act.how];
  return isDone(world.askJira(author, 'PUT', path, change));
}

/** Whoever may: the author, who sees it whatever it is restricted to. */
function authorOf(world: World, known: BookComment): 'ada' | 'grace' {
  const path = `/issue/${known.issue.id}/comment/${known.id}`;
  const reply = world.askJira('ada', 'GET', path);
  return isDone(reply) && reply.body.author.accountId === world.jira.accounts.grace
    ? 'grace'
    : 'ada';
}

function changeInRedmine(world: World, step: number, act: ChangeAct, known: BookComment): boolean {
  const change = {
    edit: { notes: phraseOf(step, 'c') },
    delete: { notes: '' },
    restrict: { private_notes: true },
    publish: { private_notes: false },
  }[act.how];
  const path = `/journals/${known.id}.json`;
  return isDone(world.askRedmine('admin', 'PUT', path, { journal: change }));
}
