import { useEffect, useRef } from 'react';
import type { BackfillView } from '../../../shared/api';
import { callAdmin, type Loaded, useLoaded } from '../../use-api';

/**
 * Where a mapping's first sync stands: asked again every `pollMs` while it goes on by itself, an
 * answer that did not come too.
 */
export function useBackfill(
  mappingId: string,
  pollMs: number,
): {
  readonly loaded: Loaded<BackfillView | null>;
  readonly reload: () => Promise<void>;
} {
  const { loaded, reload } = useLoaded(() => callAdmin('getBackfill', { mappingId }));
  const latest = useRef<BackfillView | null>(null);
  if (loaded.kind === 'ready') latest.current = loaded.value;
  useEffect(() => {
    const waitMs = loaded.kind === 'loading' ? null : waitBeforeAsking(latest.current, pollMs);
    if (waitMs === null) return;
    const timer = setTimeout(() => void reload(), waitMs);
    return () => clearTimeout(timer);
  }, [loaded, reload, pollMs]);
  return { loaded, reload };
}

/** Nothing moves before a hold is over; the page looks now and then, in case somebody ended it. */
const HELD_POLL_MS = 60_000;

function waitBeforeAsking(view: BackfillView | null, pollMs: number): number | null {
  if (!view?.isWorking) return null;
  if (view.hold === null || !('untilMs' in view.hold)) return pollMs;
  return Math.max(pollMs, Math.min(HELD_POLL_MS, view.hold.untilMs - Date.now()));
}
