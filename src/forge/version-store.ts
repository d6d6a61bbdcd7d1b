/**
 * Earlier configurations, to go back to. People are left out: the table of people is kept once, so
 * that whoever is erased is gone; going back keeps the people of today.
 */
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import type { Configuration } from '../core/configuration/configuration';
import { compress, decompress } from './compress';
import { VERSIONS_KEY, versionKey } from './keys';
import { readAgain } from './read-again';
import type { Transaction } from './run-transaction';
import { versioned } from './stored/versioned';

/** The oldest goes when one more comes. */
const MAX_KEPT = 30;

const listSchema = z.object({
  v: z.literal(1),
  versions: z.array(z.object({ version: z.number(), atMs: z.number(), changes: z.number() })),
});

export interface KeptVersion {
  readonly version: number;
  readonly atMs: number;
  /** How many changes it brought. */
  readonly changes: number;
}

/** Oldest first. */
export async function listVersions(): Promise<readonly KeptVersion[]> {
  const stored = await readAgain(() => kvs.get(VERSIONS_KEY));
  return stored === undefined ? [] : listSchema.parse(stored).versions;
}

/** `null` where it is not kept, or not any more. */
export async function findVersion(version: number): Promise<Omit<Configuration, 'users'> | null> {
  const stored = await readAgain(() => kvs.get(versionKey(version)));
  return stored === undefined ? null : (decompress(stored) as Omit<Configuration, 'users'>);
}

/** Puts one more into the transaction that makes it the present one. */
export function addVersion(
  transaction: Transaction,
  kept: readonly KeptVersion[],
  { users: _users, ...document }: Configuration,
  made: Omit<KeptVersion, 'version'>,
): void {
  const version = (kept.at(-1)?.version ?? 0) + 1;
  const versions = [...kept, { version, ...made }];
  const gone = versions.slice(0, Math.max(0, versions.length - MAX_KEPT));
  transaction.set(versionKey(version), compress(document));
  transaction.set(VERSIONS_KEY, versioned({ versions: versions.slice(gone.length) }));
  for (const old of gone) transaction.delete(versionKey(old.version));
}
