/** Who the app is in Redmine. */
import * as z from 'zod';
import type { Person } from '../core/model';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';

const accountSchema = z.object({
  user: z.object({
    id: z.number().int().positive(),
    firstname: z.string(),
    lastname: z.string(),
    admin: z.boolean().optional(),
  }),
});

export interface RedmineAccount extends Person {
  readonly isAdmin: boolean;
}

/** The owner of the key; ask once and keep it. It may be a person who edits, too. */
export async function findRedmineAccount(client: RedmineClient): Promise<RedmineAccount> {
  const answer = await client.send({ method: 'GET', path: '/users/current.json' });
  const { user } = parseAnswer(answer, accountSchema);
  const name = `${user.firstname} ${user.lastname}`.trim();
  return { id: String(user.id), name, isAdmin: user.admin === true };
}
