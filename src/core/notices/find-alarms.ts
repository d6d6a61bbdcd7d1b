/** What is broken now, from what is kept of it anyway. Pure. */
import type { Circuits } from '../failing/circuit';
import { remoteTrackerId } from '../failing/circuit';
import type { Link } from '../link';
import type { Mapping } from '../mapping';
import type { Alarm } from './alarm';

export interface AlarmSources {
  readonly circuits: Circuits;
  /** By connection. */
  readonly connectionNames: ReadonlyMap<string, string>;
  readonly mappings: readonly Mapping[];
  readonly letters: readonly {
    readonly mappingId: string;
    readonly failedAtMs: number;
    readonly message: string;
  }[];
  /** Links that have a problem. */
  readonly links: readonly Link[];
  /** There are more than these, so that they cannot be counted. */
  readonly isCut: { readonly letters: boolean; readonly links: boolean };
  /** `null`: it does not stand still, or there is none. */
  readonly collectorFailure: { readonly message: string; readonly sinceMs: number } | null;
}

export function findAlarms(sources: AlarmSources): readonly Alarm[] {
  return [
    ...alarmsOfTrackers(sources),
    ...sources.mappings.flatMap((mapping) => alarmsOfMapping(sources, mapping)),
    ...alarmsOfCollector(sources),
  ];
}

function alarmsOfTrackers({ circuits, connectionNames }: AlarmSources): readonly Alarm[] {
  const trackers = [
    { id: 'jira', name: 'Jira' },
    ...[...connectionNames].map(([id, name]) => ({ id: remoteTrackerId(id), name })),
  ];
  return trackers.flatMap(({ id, name }): Alarm[] => {
    const circuit = circuits[id];
    if (circuit?.kind !== 'open') return [];
    const { cause, openedAtMs: sinceMs, message: words } = circuit;
    const kind = cause === 'access' ? 'access-refused' : 'tracker-down';
    return [{ id: `${kind}:${id}`, kind, what: name, sinceMs, count: null, words }];
  });
}

/** A problem's message may quote what not everybody may read, so that its words stay on the page. */
function alarmsOfMapping(
  { letters, links, isCut }: AlarmSources,
  mapping: Mapping,
): readonly Alarm[] {
  const what = `${mapping.jira.projectKey} ↔ ${mapping.remote.projectKey}`;
  const failed = letters.filter(({ mappingId }) => mappingId === mapping.id);
  const problems = links
    .filter(({ mappingId }) => mappingId === mapping.id)
    .flatMap((link) => (link.problems.length > 0 ? [link.problems] : []));
  const alarm = (kind: Alarm['kind'], rest: Pick<Alarm, 'sinceMs' | 'count' | 'words'>): Alarm => ({
    id: `${kind}:${mapping.id}`,
    kind,
    what,
    ...rest,
  });
  return [
    ...(mapping.paused && mapping.pausedFor !== undefined
      ? [alarm('mapping-paused', { sinceMs: 0, count: null, words: mapping.pausedFor })]
      : []),
    ...(failed.length > 0
      ? [
          alarm('changes-failed', {
            sinceMs: Math.min(...failed.map(({ failedAtMs }) => failedAtMs)),
            count: isCut.letters ? null : failed.length,
            words: failed.toSorted((a, b) => b.failedAtMs - a.failedAtMs)[0]?.message ?? null,
          }),
        ]
      : []),
    ...(problems.length > 0
      ? [
          alarm('pairs-with-problems', {
            sinceMs: Math.min(...problems.flat().map(({ foundAtMs }) => foundAtMs)),
            count: isCut.links ? null : problems.length,
            words: null,
          }),
        ]
      : []),
  ];
}

function alarmsOfCollector({ collectorFailure }: AlarmSources): readonly Alarm[] {
  if (!collectorFailure) return [];
  const { message: words, sinceMs } = collectorFailure;
  const kind = 'collector-stands';
  return [{ id: kind, kind, what: '', sinceMs, count: null, words }];
}
