/** I8: the trail is whole: the app's own proof of it, as an admin asks for it. */
import { callAdmin } from '../world/pages';
import type { World } from '../world/world';
import { listAudit } from './stored';

interface Verified {
  readonly entries: number;
  readonly broken: readonly object[];
  readonly cursor: string | null;
}

/** @throws {Error} where the app does not answer */
export async function findBrokenTrail(world: World): Promise<readonly string[]> {
  const broken: string[] = [];
  let entries = 0;
  let cursor: string | null = null;
  do {
    const answer = await callAdmin(world, 'verifyAudit', cursor === null ? {} : { cursor });
    if (!answer.ok) throw new Error(`verifyAudit: ${answer.reason}`);
    const page = answer.value as Verified;
    broken.push(...page.broken.map((stream) => `I8 told: the trail ${JSON.stringify(stream)}`));
    entries += page.entries;
    cursor = page.cursor;
  } while (cursor !== null);
  const stored = listAudit(world).length;
  if (entries !== stored) broken.push(`I8 told: ${entries} of ${stored} lines are in the trail`);
  return broken;
}
