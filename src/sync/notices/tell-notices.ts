/**
 * Tells people what is broken and what waits for them. Called with the sweep, from what is kept
 * anyway: a sync costs nothing for it, and a sweep with nothing to tell writes nothing.
 */
import type { TellingRecord } from '../../core/notices/news';
import type { NoticePorts } from '../sync-ports';
import { Attempt } from './attempt';
import { tellAlarms } from './tell-alarms';

/** @param records what was saved since the last time, oldest first */
export async function tellNotices(
  ports: NoticePorts,
  records: readonly TellingRecord[],
): Promise<void> {
  const { settings, state } = await ports.notices.loadNotices();
  if (!settings) return;
  const start = await ports.store.loadSweep();
  const mappings = start.mappings.map(({ mapping }) => mapping);
  const attempt = new Attempt(ports);
  const alarms = settings.place
    ? await tellAlarms(ports, attempt, {
        place: settings.place,
        settings,
        told: state.alarms,
        circuits: start.circuits,
        mappings,
      })
    : [];
  // It alone needs the text languages, which a sweep with nobody to tell does not load.
  const { tellNews } = await import('./tell-news');
  const untold = await tellNews(ports, attempt, {
    settings,
    mappings,
    records,
    before: state.untold,
  });
  const next = { alarms, untold, failure: attempt.failureAfter(state.failure) };
  if (attempt.audit.length === 0 && JSON.stringify(next) === JSON.stringify(state)) return;
  await ports.notices.saveNotices(next, attempt.audit);
}
