/** People attach files, attach one again, give it another name and delete it. */
import { asKeyOwner } from '../../people/as-key-owner';
import { phraseOf, wordOf } from '../../people/write-text';
import type { WorldChoice } from '../../script/configuration';
import { acrossFrom, type Direction, type Who } from '../../script/steps';
import { isDone, type TypedFile } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';
import { chanceOf } from '../chance';
import type { Family, MoreAct } from '../family';
import { findWrongFiles } from './check-files';
import { type BookFile, filesOf } from './files';
import { openFile, seeFiles } from './see-files';

export interface FileRules {
  readonly direction: Direction;
  readonly renames: boolean;
  readonly deletions: boolean;
}

export function fileRulesOf(choice: WorldChoice): FileRules {
  const chance = chanceOf(choice, 'attachments');
  return {
    direction: chance.pick<Direction>(['both', 'both', 'both', 'toJira', 'toRedmine']),
    renames: chance.happens(0.7),
    deletions: chance.happens(0.7),
  };
}

const ACTS = {
  upload: (world, step, act, issue) =>
    attach(world, act.who, issue, { name: `${wordOf(step, 'a')}.txt`, text: phraseOf(step, 'b') }),
  'upload with a private note': (world, step, act, issue) =>
    attach(
      world,
      act.who,
      issue,
      { name: `${wordOf(step, 'a')}.txt`, text: phraseOf(step, 'b') },
      true,
    ),
  'upload the same again': (world, _step, act, issue) => {
    const files = filesOf(world).filter((one) => one.issue.birth === issue.birth && !one.isPrivate);
    const file = pickAt(files, act.choice);
    return file !== undefined && attach(world, act.who, issue, file);
  },
  'upload another of that name': (world, step, act, issue) => {
    const files = filesOf(world).filter((one) => one.issue.birth === issue.birth && !one.isPrivate);
    const file = pickAt(files, act.choice);
    if (!file) return false;
    return attach(world, act.who, issue, { name: file.name, text: phraseOf(step, 'b') });
  },
  rename: (world, step, act, issue) => {
    const file = pickAt(own(world, issue), act.choice);
    if (!file || issue.side === 'jira') return false;
    const name = `${wordOf(step, 'a')}.txt`;
    const change = { attachment: { filename: name } };
    if (!isDone(world.askRedmine('admin', 'PUT', `/attachments/${file.id}.json`, change)))
      return false;
    file.formerNames.push(file.name);
    file.name = name;
    world.book.typed(name, issue);
    return true;
  },
  delete: (world, _step, act, issue) => {
    const file = pickAt(own(world, issue), act.choice);
    if (!file || !remove(world, issue, file.id)) return false;
    file.isDeleted = true;
    file.isLeftAlone ||= world.book.parted.has(issue.birth);
    return true;
  },
  'delete a copy': (world, _step, act, issue) => {
    const copies = seeFiles(world, issue.side, issue.id)
      .filter(({ isByApp }) => isByApp)
      .map((one) => ({ ...one, text: openFile(world, issue.side, one.id) }));
    const copy = pickAt(copies, act.choice);
    if (!copy || !remove(world, issue, copy.id)) return false;
    const others = copies.filter((other) => other !== copy);
    for (const file of filesOf(world)) {
      if (file.issue.birth === issue.birth && file.issue.side === acrossFrom(issue.side)) {
        file.isLeftAlone ||= isCopyOf(copy, file, others);
      }
    }
    return true;
  },
} as const satisfies Readonly<
  Record<string, (world: World, step: number, act: MoreAct, issue: BookIssue) => boolean>
>;

type What = keyof typeof ACTS;

const WEIGHTS: Readonly<Record<What, number>> = {
  upload: 8,
  'upload with a private note': 1,
  'upload the same again': 2,
  'upload another of that name': 1,
  rename: 2,
  delete: 3,
  'delete a copy': 1,
};

export const attachments: Family = {
  odds: 0.3,
  acts: () => Object.entries(WEIGHTS).map(([what, weight]) => [weight, what]),
  configure: (choice) => ({ attachments: fileRulesOf(choice) }),
  act: (world, step, act, issue) =>
    !issue.isOut && issue.access !== 'hidden' && ACTS[act.what as What](world, step, act, issue),
  check: findWrongFiles,
};

function pickAt<T>(choices: readonly T[], choice: number): T | undefined {
  return choices[Math.floor(choice * choices.length)];
}

/** Those that people attached here and that are still there. */
function own(world: World, issue: BookIssue): readonly BookFile[] {
  return filesOf(world).filter((file) => file.issue === issue && !file.isDeleted);
}

type CopySeen = Readonly<Pick<BookFile, 'name' | 'text'>>;

/** Whether it was the file's copy: it has its content, and a name that has not followed yet, or does not. */
function isCopyOf(copy: CopySeen, file: BookFile, others: readonly CopySeen[]): boolean {
  if (copy.text !== file.text) return false;
  if (copy.name === file.name) return true;
  const hasAnother = others.some(({ name, text }) => name === file.name && text === file.text);
  return file.formerNames.includes(copy.name) && !hasAnother;
}

function remove(world: World, issue: BookIssue, id: string): boolean {
  const reply =
    issue.side === 'jira'
      ? world.askJira('admin', 'DELETE', `/attachment/${id}`)
      : world.askRedmine('admin', 'DELETE', `/attachments/${id}.json`);
  return isDone(reply);
}

function attach(
  world: World,
  who: Who,
  issue: BookIssue,
  { name, text }: TypedFile,
  isPrivate = false,
): boolean {
  if (isPrivate && issue.side === 'jira') return false;
  world.book.typed(`${name} ${text}`, issue);
  const id =
    issue.side === 'jira'
      ? inJira(world, who, issue, { name, text })
      : inRedmine(world, who, issue, { name, text }, isPrivate);
  if (id === null) return false;
  filesOf(world).push({
    issue,
    id,
    name,
    formerNames: [],
    text,
    isPrivate,
    isDeleted: false,
    isLeftAlone: false,
  });
  return true;
}

function inJira(world: World, who: Who, issue: BookIssue, file: TypedFile): string | null {
  const reply = world.askJira(who, 'POST', `/issue/${issue.id}/attachments`, undefined, file);
  return isDone(reply) ? reply.body[0].id : null;
}

function inRedmine(
  world: World,
  who: Who,
  issue: BookIssue,
  file: TypedFile,
  isPrivate: boolean,
): string | null {
  const path = `/uploads.json?filename=${encodeURIComponent(file.name)}`;
  const uploaded = world.askRedmine(who, 'POST', path, undefined, file);
  if (!isDone(uploaded)) return null;
  const { id, token } = uploaded.body.upload;
  const change = {
    uploads: [{ token, filename: file.name }],
    ...(isPrivate ? { notes: 'for us alone', private_notes: true } : {}),
  };
  const attached = asKeyOwner(world, who, () =>
    world.askRedmine(who, 'PUT', `/issues/${issue.id}.json`, { issue: change }),
  );
  return isDone(attached) ? String(id) : null;
}
