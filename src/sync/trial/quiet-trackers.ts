/** Trackers that can be asked and not told anything: what a look may use. */
import type { Tracker, Trackers } from '../../ports';

const READS: ReadonlySet<string> = new Set<keyof Tracker>([
  'authorship',
  'findMediaIds',
  'readIssue',
]);

/** A call that would change something throws, so that a look which tries to is found. */
export function quietTrackers(trackers: Trackers): Trackers {
  return { jira: quietTracker(trackers.jira), remote: quietTracker(trackers.remote) };
}

function quietTracker(tracker: Tracker): Tracker {
  return new Proxy(tracker, {
    get(target, name) {
      if (name === 'side') return target.side;
      if (name === 'findValue') {
        // A value that is not there yet is not made by a look.
        return (field: string, value: string) => target.findValue(field, value, false);
      }
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || !READS.has(String(name))) {
        throw new Error(`a look may not call ${String(name)}`);
      }
      return (...given: unknown[]) => Reflect.apply(method, target, given);
    },
  });
}
