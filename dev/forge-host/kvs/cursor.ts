import { z } from 'zod';
import { badRequest } from './kvs-error';

const cursorSchema = z.object({
  key: z.string(),
  /** The last value of the index that the page was ordered by. */
  range: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

/** The last item of a page. */
export type CursorPosition = z.infer<typeof cursorSchema>;

export function encodeCursor(position: CursorPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws {KvsError} for what this storage never gave out */
export function decodeCursor(cursor: string): CursorPosition {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badRequest('Invalid cursor');
  }
}
