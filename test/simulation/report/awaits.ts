/**
 * Every `await` of the pipeline, and how often a run was killed while it waited there: the frames of
 * each kill, mapped back to the source, name the awaits that were under way.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import type { Tally } from '../tally';

export interface AwaitReport {
  /** `src/sync/ring.ts:38` */
  readonly place: string;
  /** What is waited for, shortened. */
  readonly code: string;
  readonly kills: number;
}

/** What runs when something rings, from the door to the last call; pages' own reads are none of it. */
const PIPELINE = ['src/entry', 'src/sync', 'src/forge', 'src/jira', 'src/redmine', 'src/http'];

interface Await {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

export function listAwaits(bundle: string, tally: Tally): readonly AwaitReport[] {
  const awaits = PIPELINE.flatMap(listFiles).flatMap(findAwaits);
  const kills = new Map<Await, number>();
  for (const [file, offset, count] of mapKills(bundle, tally)) {
    const around = awaits.filter(
      (place) => place.file === file && place.start <= offset && offset < place.end,
    );
    // The innermost: an await may stand in the callback of another's call.
    const inner = around.toSorted((left, right) => right.start - left.start)[0];
    if (inner) kills.set(inner, (kills.get(inner) ?? 0) + count);
  }
  return awaits.map((place) => ({
    place: `${place.file}:${place.line}`,
    code: place.code,
    kills: kills.get(place) ?? 0,
  }));
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function findAwaits(file: string): readonly Await[] {
  const source = parse(file);
  const found: Await[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node)) {
      const start = node.getStart();
      found.push({
        file,
        line: source.getLineAndCharacterOfPosition(start).line + 1,
        code: node.getText().replace(/\s+/g, ' ').slice(0, 80),
        start,
        end: node.getEnd(),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Places of frames at kills, as offsets in the source files. */
function mapKills(bundle: string, tally: Tally): readonly (readonly [string, number, number])[] {
  const payload = JSON.parse(readFileSync(`${bundle}.map`, 'utf8'));
  const map = new SourceMap(payload);
  const sources = new Map<string, ts.SourceFile>();
  return tally.under('killed at ').flatMap(([what, count]) => {
    const [, line = '', column = ''] = /^\w+ (\d+):(\d+)$/.exec(what) ?? [];
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return [];
    const file = relative(process.cwd(), resolve(dirname(bundle), entry.originalSource));
    if (!file.startsWith('src/')) return [];
    const source = sources.get(file) ?? parse(file);
    sources.set(file, source);
    const offset = source.getPositionOfLineAndCharacter(entry.originalLine, entry.originalColumn);
    return [[file, offset, count] as const];
  });
}
