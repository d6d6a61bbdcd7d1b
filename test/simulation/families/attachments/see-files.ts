/** The files of an issue as people see them. */
import type { Side } from '../../script/steps';
import { isDone } from '../../world/ask';
import { SYNC_NAME } from '../../world/redmine-seed';
import type { World } from '../../world/world';

export interface SeenFile {
  readonly id: string;
  readonly name: string;
  readonly isByApp: boolean;
  /** Its author wrote a private note in that second: nobody can tell whether it came with that. */
  readonly isBesidePrivateNote: boolean;
}

interface JiraFile {
  readonly id: string;
  readonly filename: string;
  readonly author: { readonly accountId: string };
}

interface Journal {
  readonly user: { readonly name: string };
  readonly created_on: string;
  readonly private_notes: boolean;
  readonly details: readonly { readonly property: string; readonly name: string }[];
}

interface RedmineFile {
  readonly id: number;
  readonly filename: string;
  readonly description?: string | null;
  readonly author: { readonly name: string };
}

/** None where the issue is gone. */
export function seeFiles(world: World, side: Side, issueId: string): readonly SeenFile[] {
  return side === 'jira' ? inJira(world, issueId) : inRedmine(world, issueId);
}

function inJira(world: World, issueId: string): readonly SeenFile[] {
  const reply = world.askJira('admin', 'GET', `/issue/${issueId}?fields=attachment`);
  if (!isDone(reply)) return [];
  return (reply.body.fields.attachment as JiraFile[]).map(({ id, filename, author }) => ({
    id,
    name: filename,
    isByApp: author.accountId === world.jira.accounts.app,
    isBesidePrivateNote: false,
  }));
}

/** The key's owner attaches files as well, and writes no descriptions. */
function inRedmine(world: World, issueId: string): readonly SeenFile[] {
  const reply = world.askRedmine(
    'admin',
    'GET',
    `/issues/${issueId}.json?include=attachments,journals`,
  );
  if (!isDone(reply)) return [];
  const journals = reply.body.issue.journals as Journal[];
  const secret = new Set(journals.filter((one) => one.private_notes).map(secondOf));
  return (reply.body.issue.attachments as RedmineFile[]).map((file) => ({
    id: String(file.id),
    name: file.filename,
    isByApp: file.author.name === SYNC_NAME && Boolean(file.description),
    isBesidePrivateNote: journals.some(
      (journal) =>
        secret.has(secondOf(journal)) &&
        journal.details.some(
          ({ property, name }) => property === 'attachment' && name === String(file.id),
        ),
    ),
  }));
}

function secondOf({ user, created_on: second }: Journal): string {
  return `${user.name} ${second}`;
}

/** What a file says. */
export function openFile(world: World, side: Side, id: string): string {
  const reply =
    side === 'jira'
      ? world.askJira('admin', 'GET', `/attachment/content/${id}?redirect=false`)
      : world.askRedmine('admin', 'GET', `/attachments/download/${id}`);
  return isDone(reply) ? String(reply.body) : '';
}
