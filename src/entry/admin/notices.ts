/** Whom the app tells of trouble: matched at the import, shown on the page. */
import { findNoticePlace, pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import type { Configuration, ConfigurationMistake } from '../../core/configuration/configuration';
import { unknownName } from '../../core/configuration/match-names';
import type { Mapping } from '../../core/mapping';
import type { NoticePlace, NoticeSettings } from '../../ports/notices';
import type { AdminAnswers } from '../../shared/api';

const HOUR_MS = 60 * 60 * 1000;
const DEFAULT_REMIND_HOURS = 24;

export type MatchedNotices =
  | { readonly kind: 'notices'; readonly settings: NoticeSettings | null }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] };

/** Nothing is stored here. */
export async function matchNotices(
  { notices }: Configuration,
  mappings: readonly Mapping[],
): Promise<MatchedNotices> {
  const tellsPeople = mappings.some((mapping) => mapping.notices !== undefined);
  const { language = 'en', remindAfterHours = DEFAULT_REMIND_HOURS } = notices ?? {};
  const matched = await matchPlace(notices, mappings);
  if (matched.kind === 'mistakes') return matched;
  const { place } = matched;
  const settings = { language, place, remindAfterMs: remindAfterHours * HOUR_MS, tellsPeople };
  return { kind: 'notices', settings: place || tellsPeople ? settings : null };
}

type MatchedPlace =
  | { readonly kind: 'place'; readonly place: NoticePlace | null }
  | Extract<MatchedNotices, { readonly kind: 'mistakes' }>;

async function matchPlace(
  notices: Configuration['notices'],
  mappings: readonly Mapping[],
): Promise<MatchedPlace> {
  if (notices?.project === undefined) return { kind: 'place', place: null };
  const found = await findNoticePlace(notices.project, notices.issueType);
  if (found.kind === 'unknown') {
    const wanted = found.what === 'project' ? notices.project : (notices.issueType ?? '');
    return mistake(found.what, unknownName(wanted, found.valid));
  }
  const { place } = found;
  if (mappings.some(({ jira }) => jira.projectId === place.projectId)) {
    const message = `Issues of "${notices.project}" are carried to Redmine, and so would be those about the app's own troubles. Valid: a project that no mapping names.`;
    return mistake('project', message);
  }
  return { kind: 'place', place };
}

function mistake(key: string, message: string): Extract<MatchedPlace, { kind: 'mistakes' }> {
  return { kind: 'mistakes', mistakes: [{ path: `notices.${key}`, message }] };
}

/** What is told now, and whom. */
export async function getNotices(): Promise<AdminAnswers['getNotices']> {
  const [{ settings, state }, mappings] = await Promise.all([
    pageStore.loadNotices(),
    syncPorts.store.listMappings(),
  ]);
  return {
    place: settings?.place
      ? {
          projectKey: settings.place.projectKey,
          remindAfterHours: settings.remindAfterMs / HOUR_MS,
        }
      : null,
    mappings: mappings.flatMap(({ id, jira, notices }) =>
      notices
        ? [
            {
              mappingId: id,
              jiraProject: jira.projectKey,
              conflicts: notices.conflicts.length,
              tellsAuthors: Object.keys(notices.authors).length > 0,
            },
          ]
        : [],
    ),
    standing: state.alarms.map(({ kind, what, issueKey, sinceMs, goneAtMs }) => ({
      kind,
      what,
      issueKey,
      sinceMs,
      isGone: goneAtMs !== null,
    })),
    waiting: state.untold.length,
    failure: state.failure,
  };
}
