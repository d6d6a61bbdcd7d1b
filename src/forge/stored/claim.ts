import * as z from 'zod';
import type { Claim } from '../../core/twins/claim';
import { side } from './terms';

export const claimSchema: z.ZodType<Claim> = z.object({
  connectionId: z.string(),
  mappingId: z.string(),
  side,
  issueId: z.string(),
  nonce: z.string(),
  atMs: z.number(),
  retries: z.number().exactOptional(),
  watermark: z.string(),
});

/** Who tries a claim's create once more, and since when. */
export const claimRetrySchema = z.object({ atMs: z.number() });
