/**
 * What neither a person's REST call nor the app's doors can show. Each says what to do and what to
 * look for; the report leaves a box for the answer.
 */
import { type Check, open } from '../finding';

const asApp = (call: string, expected: string) =>
  `as the app (docs/unverified.md), ${call}: ${expected}`;
const inLog = (deed: string, expected: string) =>
  `log the event in src/entry/jira-event.ts, ${deed}, read forge logs: ${expected}`;

const STEPS: Readonly<Record<string, string>> = {
  W3: asApp('GET mypermissions with the five permissions', 'all but ADMINISTER_PROJECTS'),
  W12: asApp('POST a comment for a role it is not in', '400'),
  W19: 'clone an issue that has the property `smoke`: the clone has it too',
  W20: 'not worth a site: ask Atlassian whether the caps answer 413',
  W22: asApp(
    'api.asUser(accountId).requestJira to POST a comment',
    'the comment has that author; without approval it is refused',
  ),
  W25: asApp(
    'POST issue/WEB-1/notify to two people, one of whom may not see it',
    '204, and the other one has the mail',
  ),
  E1: inLog('edit a comment', 'commented:issue once more, and updated:issue'),
  E2: inLog('write a comment', 'its updated:issue has no changelog'),
  E3: inLog('press Sync now in the panel', 'no event of what the app wrote'),
  E4: inLog('delete an issue with comments, files and links', 'one deleted:issue, nothing else'),
  E5: inLog('delete an issue with a sub-task', 'one deleted:issue for each'),
  E6: inLog('edit a summary', 'changelog.id is the id that /changelog shows'),
  E7: inLog('edit a summary', 'ids and keys are strings, timestamp is milliseconds as text'),
  E8: asApp(
    'PUT a summary with X-Atlassian-Webhook-Trace: smoke',
    'webhookTraceValue of its event',
  ),
  E9: 'cannot be shown to be false',
  E10: inLog('add a watcher, set a property', 'no event'),
  L2: asApp('120 reads at once', 'some 429 with RateLimit-Reason: jira-burst-based'),
  L3: asApp('read X-RateLimit-Remaining around a read, a search and a write', '1, 1 per issue, 1'),
  P2: asApp('GET user/email', '403 without read:email-address:jira'),
  P5: asApp(
    'report an account that changed its name yesterday as of last week, then as of now',
    '`updated`, then nothing',
  ),
  A1: 'pin the panel on the admin page, open an issue nobody clicked on: the panel shows',
  A2: 'POST /field, then create an issue with it: 400 until it is put on a screen',
  A3: 'disable an option of a select list: createmeta leaves it out, and setting it answers 400',
  A5: asApp(
    'attach a file of 20 MB by a mapping with files',
    'it arrives, memory stays below 512 MB',
  ),
  A6: asApp(
    'use the `nextCursor` of a storage query a day later',
    'the next page, nothing skipped',
  ),
};

export const BY_HAND: readonly Check[] = Object.entries(STEPS).map(([id, steps]) => ({
  id,
  run: async () => open(steps),
}));
