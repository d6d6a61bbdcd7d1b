import * as z from 'zod';
import { side } from './terms';

export const deadLetterSchema = z.object({
  v: z.literal(1),
  mappingId: z.string(),
  side,
  issueId: z.string(),
  cause: z.string(),
  message: z.string(),
  failedAtMs: z.number(),
});
