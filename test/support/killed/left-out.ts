/** Awaits of the app at which nobody is killed, and why. */

export interface LeftOut {
  readonly file: string;
  /** How the code begins. */
  readonly codes: readonly string[];
  readonly why: string;
}

const BODY = 'What an answer holds comes with it: the call is killed one await before.';
const TIME = 'Time passes and no call is made: it is killed at the calls around.';
const MODULE = 'A part of the bundle is loaded.';
const SHARED = 'Somebody else asked already, and is killed there.';
const REUSED = 'Redmine gave an id a second time; no double is set back to a backup.';
const WORKFLOW = 'Somebody changed a workflow, or gave it a condition; the double has neither.';
const RARE = 'It waits only where several things meet that no scene brings together.';

/** No call can be under way there. */
export const NEVER_WAITING: readonly LeftOut[] = [
  {
    file: 'src/http/streamed.ts',
    codes: ['await new Response(stream)', 'await response.body?.cancel()'],
    why: BODY,
  },
  {
    file: 'src/jira/client.ts',
    codes: ['await bodyOf(file)', 'await response.text()', 'await discardBody(response)'],
    why: BODY,
  },
  {
    file: 'src/redmine/client.ts',
    codes: ['await bodyOf(file)', 'await response.text()'],
    why: BODY,
  },
  {
    file: 'src/redmine/doctor/issue-page.ts',
    codes: ['await readText(stream)', 'await reader.read()', 'await reader.cancel()'],
    why: BODY,
  },
  { file: 'src/entry/sync-consumer.ts', codes: ["await import('./other-job')"], why: MODULE },
  { file: 'src/sync/notices/tell-notices.ts', codes: ["await import('./tell-news')"], why: MODULE },
  { file: 'src/sync/failing/brake.ts', codes: ['await ports.sleep('], why: TIME },
  { file: 'src/sync/failing/call-watch.ts', codes: ['await this.ports.sleep('], why: TIME },
  { file: 'src/sync/failing/guard.ts', codes: ['await this.ports.sleep('], why: TIME },
  { file: 'src/sync/run-job.ts', codes: ['await guard.keepLane()'], why: TIME },
  { file: 'src/sync/backfill/run-backfill-job.ts', codes: ['await guard.keepLane()'], why: TIME },
  { file: 'src/redmine/metadata.ts', codes: ['await listProjects(client)'], why: SHARED },
  { file: 'src/redmine/people.ts', codes: ['await users', 'await projectIds'], why: SHARED },
  {
    file: 'src/sync/configuration/read-projects.ts',
    codes: ['await readers.remote.listProjectKeys()'],
    why: SHARED,
  },
  {
    file: 'src/sync/backfill/run-undo.ts',
    codes: ['await loseRace(step.ports, link)'],
    why: 'Nothing was written, so nothing is told before the error.',
  },
  {
    file: 'src/sync/trial/try-issue.ts',
    codes: ['await findRefusal(ports, asked, source)'],
    why: 'Who asks by hand is refused by what is known already.',
  },
];

/** A call can be under way there, and no world and no scene comes to it. */
export const NOT_REACHED: readonly LeftOut[] = [
  {
    file: 'src/sync/twins/save-new-link.ts',
    codes: ['await trackers.jira.markTwin(', 'await ports.store.unlink('],
    why: REUSED,
  },
  { file: 'src/sync/backfill/collect-marks.ts', codes: ['await jira.markTwin('], why: REUSED },
  {
    file: 'src/jira/transitions.ts',
    codes: ['await readWorkflow(', 'await readTransitions('],
    why: WORKFLOW,
  },
  {
    file: 'src/sync/audit/collect-audit.ts',
    codes: ["await ports.queue.push([{ v: 1, kind: 'collect' }], 'background', 1)"],
    why: 'A collector is told of more than five thousand saves at once.',
  },
  {
    file: 'src/sync/verify.ts',
    codes: ['await since.findWait()', 'await ports.store.saveVerification('],
    why: 'A check of many thousand pairs takes more than an hour, or its tracker goes and comes.',
  },
  {
    file: 'src/redmine/tracker.ts',
    codes: ['await readIssue(issueId, {', 'await findMarkerLine('],
    why: 'A description is written to an issue that the run did not read.',
  },
  {
    file: 'src/sync/link/find-home.ts',
    codes: ['await ports.openTrackers(', 'await readSides('],
    why: 'An issue moved and neither its bell nor the sweep of its new project told of it.',
  },
  { file: 'src/sync/link/deletion-story.ts', codes: ['await this.loseRace()'], why: RARE },
  { file: 'src/sync/link/link-session.ts', codes: ['await this.readUnread()'], why: RARE },
  {
    file: 'src/sync/link/sync-link.ts',
    codes: ['await session.plan()', 'await listUntold('],
    why: RARE,
  },
];
