/** Whose the key is, and in which roles. */
import * as z from 'zod';

export const accessSchema = z.object({
  user: z.object({
    firstname: z.string(),
    lastname: z.string(),
    admin: z.boolean().optional(),
    memberships: z
      .array(
        z.object({
          project: z.object({ id: z.number() }),
          roles: z.array(z.object({ id: z.number() })),
        }),
      )
      .default([]),
  }),
});

export type RedmineAccess = z.output<typeof accessSchema>['user'];
