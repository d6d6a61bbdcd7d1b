/** The last bells of each connection. */
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import { BELL_REFUSALS, BELL_SCHEMES, type Bells, NO_BELLS } from '../core/bells';
import { bellsKey } from './keys';
import { readAgain } from './read-again';
import { versioned } from './stored/versioned';

const bellsSchema: z.ZodType<Bells> = z.object({
  heard: z
    .object({ atMs: z.number(), scheme: z.enum(BELL_SCHEMES), isFormerSecret: z.boolean() })
    .nullable(),
  refused: z.object({ atMs: z.number(), why: z.enum(BELL_REFUSALS) }).nullable(),
});

export async function loadBells(connectionId: string): Promise<Bells> {
  const stored = await readAgain(() => kvs.get(bellsKey(connectionId)));
  return stored === undefined ? NO_BELLS : bellsSchema.parse(stored);
}

export async function saveBells(connectionId: string, bells: Bells): Promise<void> {
  await kvs.set(bellsKey(connectionId), versioned(bells));
}
