/**
 * Every `await` of the pipeline, and how often a run was killed while it waited there: the frames of
 * each kill, mapped back to the source, name the awaits that were under way. The source is what was
 * bundled, since the files may have changed meanwhile.
 */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import {
  type Await,
  findAwaitAt,
  findAwaits,
  isInPipeline,
  placeOf,
} from '../../support/killed/find-awaits';
import type { Tally } from '../tally';

export interface AwaitReport {
  /** `src/sync/ring.ts:38:5`: line and column from 1. */
  readonly place: string;
  /** What is waited for, shortened. */
  readonly code: string;
  readonly kills: number;
}

/** @param bundle as `buildWorker` made it, its source map beside it */
export function listAwaits(bundle: string, tally: Tally): readonly AwaitReport[] {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
  const sources = readSources(bundle, map);
  const awaits = [...sources.values()].flatMap(findAwaits);
  const kills = new Map<Await, number>();
  for (const [file, offset, count] of mapKills(map, sources, tally)) {
    const inner = findAwaitAt(awaits, file, offset);
    if (inner) kills.set(inner, (kills.get(inner) ?? 0) + count);
  }
  return awaits.map((place) => ({
    place: placeOf(place),
    code: place.code,
    kills: kills.get(place) ?? 0,
  }));
}

/** The pipeline's files as they were bundled, by what the map calls them. */
function readSources(bundle: string, map: SourceMap): ReadonlyMap<string, ts.SourceFile> {
  const { sources, sourcesContent } = map.payload;
  return new Map(
    sources.flatMap((source, at) => {
      const file = relative(process.cwd(), resolve(dirname(bundle), source));
      if (!isInPipeline(file)) return [];
      const text = sourcesContent[at] ?? '';
      return [[source, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)] as const];
    }),
  );
}

/** Places of frames at kills, as offsets in the source files. */
function mapKills(
  map: SourceMap,
  sources: ReadonlyMap<string, ts.SourceFile>,
  tally: Tally,
): readonly (readonly [string, number, number])[] {
  return tally.under('killed at ').flatMap(([what, count]) => {
    const [, line = '', column = ''] = /^\w+ (\d+):(\d+)$/.exec(what) ?? [];
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    const source = 'originalSource' in entry ? sources.get(entry.originalSource) : undefined;
    if (!source || !('originalSource' in entry)) return [];
    const offset = source.getPositionOfLineAndCharacter(entry.originalLine, entry.originalColumn);
    return [[source.fileName, offset, count] as const];
  });
}
