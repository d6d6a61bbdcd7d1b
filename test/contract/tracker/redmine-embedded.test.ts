import { createEmbeddedRedmine } from '../../../dev/redmine/embedded';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import { openRedmineWorld, type RedmineServer } from './redmine-world';
import { describeTrackerContract } from './tracker-contract';

function startEmbedded(): RedmineServer {
  const clock = createVirtualClock(Date.parse('2026-11-21T12:00:00.250Z'));
  const url = 'http://127.0.0.1:3999';
  const redmine = createEmbeddedRedmine({ store: createMemoryStore(), clock, baseUrl: url });
  return {
    url,
    adminKey: ADMIN_API_KEY,
    fetch: (request) => redmine.fetch(request),
    nowMs: clock.nowMs,
    settleSeconds: 3,
    async waitSeconds(seconds) {
      clock.moveTo(clock.nowMs() + seconds * 1000);
    },
    async close() {},
  };
}

describeTrackerContract('the embedded Redmine, with an admin’s key', () =>
  openRedmineWorld(startEmbedded(), 'admin'),
);
describeTrackerContract('the embedded Redmine, with a key without admin rights', () =>
  openRedmineWorld(startEmbedded(), 'manager'),
);
