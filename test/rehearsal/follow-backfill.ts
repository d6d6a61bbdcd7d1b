/** A first sync as an admin sees it, by the admin page's calls. */
import { setTimeout as pause } from 'node:timers/promises';
import type { BackfillView } from '../../src/shared/backfill-api';
import type { AdminPage } from '../support/local-host/app-pages';
import type { HostControl } from '../support/local-host/control';

const POLL_MS = 500;
/** A machine that is busy with more may not answer a page within a function's time. */
const BREATH_MS = 5_000;
const MAX_UNANSWERED = 20;

export interface Followed {
  readonly admin: AdminPage;
  readonly control: HostControl;
  readonly mappingId: string;
  /** Called at every look, while it goes on; what it does may end the host. */
  readonly onProgress?: (view: BackfillView) => Promise<void>;
}

/** Until it waits for the admin. @throws Error where it cannot go on */
export async function waitForBackfill(followed: Followed): Promise<BackfillView> {
  const { admin, control, mappingId, onProgress } = followed;
  let unanswered = 0;
  for (;;) {
    const answer = await admin.ask('getBackfill', { mappingId }).catch((error: unknown) => {
      unanswered += 1;
      if (unanswered > MAX_UNANSWERED) throw error;
      return null;
    });
    if (answer === null) {
      await pause(BREATH_MS);
      continue;
    }
    unanswered = 0;
    if (!answer.ok) {
      // The page itself asks Jira whether an admin looks, and its hour's points may be used up.
      await control.skipAhead();
      await pause(POLL_MS);
      continue;
    }
    const view = answer.value;
    if (!view) throw new Error('there is no first sync');
    if (!view.isWorking && view.hold === null) return view;
    if (view.hold?.kind === 'failed' || view.hold?.kind === 'paused') {
      throw new Error(`${view.phase}: ${JSON.stringify(view.hold)}`);
    }
    // What it waits for is an hour of the clock, not of the person at this machine.
    if (view.hold !== null) await control.skipAhead();
    await onProgress?.(view);
    await pause(POLL_MS);
  }
}

/** All pages of a list. */
export async function readAll<T>(
  readPage: (
    cursor: string | undefined,
  ) => Promise<{ readonly rows: readonly T[]; readonly cursor: string | null }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    all.push(...page.rows);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
