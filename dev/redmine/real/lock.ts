import { mkdir, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const STALE_AFTER_MS = 10 * 60_000;

/** Runs `work` while no other process holds the lock, a directory. One left over by a kill is taken after a while. */
export async function withLock<R>(path: string, work: () => Promise<R>): Promise<R> {
  for (;;) {
    try {
      await mkdir(path);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const held = await stat(path).catch(() => undefined); // given back meanwhile
      if (held !== undefined && Date.now() - held.mtimeMs > STALE_AFTER_MS) {
        await rm(path, { recursive: true, force: true });
      }
      await sleep(250);
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
