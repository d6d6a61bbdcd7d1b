/**
 * Notes, and private ones above all: Redmine posts `private_notes` of a user who may not set notes
 * private publicly, and says nothing.
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { Refused } from '../ports';
import type { RedmineClient } from './client';
import { unfoldNewlines } from './field-values';
import { issueAnswerSchema } from './wire';

const PERMISSION = 'set_notes_private';

const currentUserSchema = z.object({
  user: z.object({
    admin: z.boolean().optional(),
    memberships: z
      .array(
        z.object({
          project: z.object({ id: z.number() }),
          roles: z.array(z.object({ id: z.number() })),
        }),
      )
      .optional(),
  }),
});

const roleSchema = z.object({ role: z.object({ permissions: z.array(z.string()).optional() }) });

/** An empty note goes away, where nothing else was changed with it. */
export async function editNote(
  client: RedmineClient,
  journalId: string,
  journal: { readonly notes: string; readonly private_notes?: true },
): Promise<'done' | 'gone'> {
  const path = `/journals/${encodeURIComponent(journalId)}.json`;
  const answer = await client.send({ method: 'PUT', path, body: { journal }, accept: [404] });
  return answer.status === 404 ? 'gone' : 'done';
}

/** What Redmine says to one who may not be, or may not do it: then the note is written as ours. */
const NOT_AS_THEM = [403, 404, 412, 422] as const;

/**
 * A note as somebody else. Redmine says nothing where that person may not write notes, so it is looked
 * for afterwards.
 * @returns whether it is there
 */
export async function addNoteAs(
  client: RedmineClient,
  mapping: Mapping,
  issueId: string,
  notes: string,
  authorId: string,
): Promise<boolean> {
  const asLogin = mapping.people.find(({ remote }) => remote === authorId)?.remoteLogin;
  if (!asLogin) return false;
  const path = `/issues/${encodeURIComponent(issueId)}.json`;
  const body = { issue: { notes } };
  const accept = NOT_AS_THEM;
  const { status } = await client.send({ method: 'PUT', path, body, asLogin, accept });
  if (status >= 400) return false;
  const answer = await client.send({ method: 'GET', path, query: { include: 'journals' } });
  const { journals = [] } = parseAnswer(answer, issueAnswerSchema).issue;
  return journals.some((journal) => unfoldNewlines(journal.notes ?? '').trim() === notes.trim());
}

/** The permission is looked at before, and the note after: one that came out public is emptied. */
export async function addPrivateNote(
  client: RedmineClient,
  mapping: Mapping,
  issueId: string,
  notes: string,
  ownAuthorId: string,
): Promise<'done' | Refused> {
  const refused = {
    kind: 'refused',
    message: 'the key needs the permission to set notes as private',
  } as const;
  if (!(await maySetPrivate(client, mapping.remote.projectId))) return refused;
  const path = `/issues/${encodeURIComponent(issueId)}.json`;
  try {
    const body = { issue: { notes, private_notes: true } };
    await client.send({ method: 'PUT', path, body });
  } catch (error) {
    return toRefused(error);
  }
  const answer = await client.send({ method: 'GET', path, query: { include: 'journals' } });
  const { journals = [] } = parseAnswer(answer, issueAnswerSchema).issue;
  const published = journals.filter(
    (journal) =>
      journal.private_notes !== true &&
      String(journal.user?.id) === ownAuthorId &&
      unfoldNewlines(journal.notes ?? '').trim() === notes.trim(),
  );
  for (const { id } of published) await editNote(client, String(id), { notes: '' });
  return published.length > 0 ? refused : 'done';
}

/** An administrator may do anything; of others their roles in the project say what they may. */
async function maySetPrivate(client: RedmineClient, projectId: string): Promise<boolean> {
  const answer = await client.send({
    method: 'GET',
    path: '/users/current.json',
    query: { include: 'memberships' },
  });
  const { admin, memberships = [] } = parseAnswer(answer, currentUserSchema).user;
  if (admin) return true;
  const roles = memberships
    .filter(({ project }) => String(project.id) === projectId)
    .flatMap((membership) => membership.roles);
  for (const { id } of roles) {
    const shown = await client.send({
      method: 'GET',
      path: `/roles/${id}.json`,
      accept: [403, 404],
    });
    if (shown.status >= 400) continue;
    const { permissions = [] } = parseAnswer(shown, roleSchema).role;
    if (permissions.includes(PERMISSION)) return true;
  }
  return false;
}
