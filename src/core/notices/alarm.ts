/**
 * What is broken and told to admins: one issue in Jira for each trouble, however many events it
 * brings; told again only where it stays, ever more rarely; closed once it is well. Pure.
 */

export const ALARM_KINDS = [
  /** A tracker gives no answer. */
  'tracker-down',
  /** A tracker takes the key or the app no longer. */
  'access-refused',
  /** The app itself paused a mapping. */
  'mapping-paused',
  /** Changes were given up. */
  'changes-failed',
  /** Pairs have problems that a person has to mend. */
  'pairs-with-problems',
  /** The log collector does not take the audit. */
  'collector-stands',
] as const;

export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Something that is broken now. */
export interface Alarm {
  /** The same as long as it is the same trouble: its kind, and what it befell. */
  readonly id: string;
  readonly kind: AlarmKind;
  /** What it befell, as people call it. */
  readonly what: string;
  readonly sinceMs: number;
  /** How many; `null` where that is no question. */
  readonly count: number | null;
  /** The tracker's own words; `null`: none that everybody may read. */
  readonly words: string | null;
}

/** An alarm that was told, and where. */
export interface ToldAlarm {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly what: string;
  readonly sinceMs: number;
  readonly issueId: string;
  readonly issueKey: string;
  readonly toldAtMs: number;
  /** How often, the first time included. */
  readonly times: number;
  /** When it was first not there any more; `null`: it stands. */
  readonly goneAtMs: number | null;
}

export type AlarmStep =
  | { readonly kind: 'tell'; readonly alarm: Alarm }
  | { readonly kind: 'remind'; readonly alarm: Alarm; readonly told: ToldAlarm }
  /** It went, perhaps for a moment only. */
  | { readonly kind: 'note-gone'; readonly told: ToldAlarm }
  | { readonly kind: 'note-back'; readonly told: ToldAlarm }
  | { readonly kind: 'close'; readonly told: ToldAlarm };

const MINUTE_MS = 60_000;

/** A restart is no news. */
const PATIENCE_MS: Readonly<Record<AlarmKind, number>> = {
  'tracker-down': 15 * MINUTE_MS,
  'access-refused': 0,
  'mapping-paused': 0,
  'changes-failed': 0,
  'pairs-with-problems': 0,
  'collector-stands': 15 * MINUTE_MS,
};

/** What comes and goes is one trouble. */
const WELL_FOR_MS = 15 * MINUTE_MS;

/**
 * What is to be told now, given what was told.
 * @param unsure kinds of which not all could be read: what was not seen of them may stand all the same
 */
export function planAlarms(
  alarms: readonly Alarm[],
  told: readonly ToldAlarm[],
  {
    nowMs,
    remindAfterMs,
    unsure,
  }: {
    readonly nowMs: number;
    readonly remindAfterMs: number;
    readonly unsure: ReadonlySet<AlarmKind>;
  },
): readonly AlarmStep[] {
  const fresh = alarms.flatMap((alarm): AlarmStep[] => {
    const isKnown = told.some(({ id }) => id === alarm.id);
    const isDue = nowMs - alarm.sinceMs >= PATIENCE_MS[alarm.kind];
    return isKnown || !isDue ? [] : [{ kind: 'tell', alarm }];
  });
  const known = told.flatMap((one): AlarmStep[] => {
    const alarm = alarms.find(({ id }) => id === one.id);
    if (alarm) return [...stepOfStanding(alarm, one, nowMs, remindAfterMs)];
    if (unsure.has(one.kind)) return [];
    if (one.goneAtMs === null) return [{ kind: 'note-gone', told: one }];
    return nowMs - one.goneAtMs >= WELL_FOR_MS ? [{ kind: 'close', told: one }] : [];
  });
  return [...known, ...fresh];
}

function stepOfStanding(
  alarm: Alarm,
  told: ToldAlarm,
  nowMs: number,
  remindAfterMs: number,
): readonly AlarmStep[] {
  if (told.goneAtMs !== null) return [{ kind: 'note-back', told }];
  const waitMs = remindAfterMs * 2 ** (told.times - 1);
  return nowMs - told.toldAtMs >= waitMs ? [{ kind: 'remind', alarm, told }] : [];
}
