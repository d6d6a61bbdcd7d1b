/** Tells admins what is broken: one issue for each trouble. */
import type { Circuits } from '../../core/failing/circuit';
import type { Mapping } from '../../core/mapping';
import { type AlarmStep, planAlarms, type ToldAlarm } from '../../core/notices/alarm';
import { findAlarms } from '../../core/notices/find-alarms';
import { wordAlarm, wordReminder, wordWell } from '../../core/notices/words';
import type { NoticePlace, NoticeSettings } from '../../ports/notices';
import type { NoticePorts } from '../sync-ports';
import type { Attempt } from './attempt';

/** More are not counted: links are large, and whoever is told looks at the page. */
const LISTED = 25;

export interface AlarmRound {
  readonly place: NoticePlace;
  readonly settings: NoticeSettings;
  readonly told: readonly ToldAlarm[];
  readonly circuits: Circuits;
  readonly mappings: readonly Mapping[];
}

/** @returns what stands told afterwards */
export async function tellAlarms(
  ports: NoticePorts,
  attempt: Attempt,
  round: AlarmRound,
): Promise<readonly ToldAlarm[]> {
  const [connectionNames, letters, links, collect] = await Promise.all([
    ports.nameConnections(),
    ports.store.listDeadLetters(null, LISTED),
    ports.listLinksWithProblems(LISTED),
    ports.loadCollectState(),
  ]);
  const { circuits, mappings, told } = round;
  const alarms = findAlarms({
    circuits,
    connectionNames,
    mappings,
    letters: letters.letters,
    links: links.links,
    isCut: { letters: letters.cursor !== null, links: links.cursor !== null },
    collectorFailure: collect?.failure ?? null,
  });
  const steps = planAlarms(alarms, told, {
    nowMs: ports.clock.nowMs(),
    remindAfterMs: round.settings.remindAfterMs,
    unsure: new Set([
      ...(letters.cursor === null ? [] : (['changes-failed'] as const)),
      ...(links.cursor === null ? [] : (['pairs-with-problems'] as const)),
    ]),
  });
  const standing = new Map(told.map((one) => [one.id, one]));
  for (const step of steps) {
    const id = step.kind === 'tell' ? step.alarm.id : step.told.id;
    const result = await attempt.make(() => take(ports, attempt, round, step));
    if (result.kind !== 'done') continue;
    if (result.value) standing.set(id, result.value);
    else standing.delete(id);
  }
  return [...standing.values()];
}

/** @returns how the alarm stands told then; `null`: not any more */
async function take(
  { board, clock }: NoticePorts,
  attempt: Attempt,
  { place, settings: { language } }: AlarmRound,
  step: AlarmStep,
): Promise<ToldAlarm | null> {
  const nowMs = clock.nowMs();
  switch (step.kind) {
    case 'tell': {
      const { alarm } = step;
      const { id, kind, what } = alarm;
      const issue = await board.openIssue(place, labelOf(id), wordAlarm(alarm, language));
      attempt.tell(kind, issue.issueKey);
      const sinceMs = alarm.sinceMs > 0 ? alarm.sinceMs : nowMs;
      return { id, kind, what, sinceMs, ...issue, toldAtMs: nowMs, times: 1, goneAtMs: null };
    }
    case 'remind': {
      const { alarm, told } = step;
      const lines = wordReminder(alarm, told, language);
      // Whoever deleted the issue is told in a new one.
      const mark = `${told.sinceMs}.${told.times + 1}`;
      if ((await board.addComment(told.issueId, lines, mark)) === 'gone') return null;
      attempt.tell(told.kind, told.issueKey);
      return { ...told, toldAtMs: nowMs, times: told.times + 1 };
    }
    case 'note-gone':
      return { ...step.told, goneAtMs: nowMs };
    case 'note-back':
      return { ...step.told, goneAtMs: null };
    case 'close': {
      const { issueId, issueKey, kind, goneAtMs, sinceMs } = step.told;
      const lines = wordWell(goneAtMs ?? nowMs, language);
      const told = await board.addComment(issueId, lines, `${sinceMs}.well`);
      if (told === 'done') await board.closeIssue(issueId);
      attempt.tell(kind, issueKey);
      return null;
    }
    default:
      return step satisfies never;
  }
}

/** By which an issue that is open already is found: `redmine-sync.tracker-down.remote.main`. */
function labelOf(alarmId: string): string {
  return `redmine-sync.${alarmId.replaceAll(':', '.')}`;
}
