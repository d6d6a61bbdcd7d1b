/** The `await`s of a source file, and the one that a frame stands at. */
import ts from 'typescript';

export interface Await {
  /** `src/sync/ring.ts` */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What is waited for, shortened. */
  readonly code: string;
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
}

/** What runs in Forge, from the doors to the last call. The core waits for nothing. */
const PIPELINE = ['app', 'collector', 'entry', 'forge', 'http', 'jira', 'redmine', 'sync'];

/** @param file as `src/sync/ring.ts` */
export const isInPipeline = (file: string): boolean =>
  PIPELINE.some((folder) => file.startsWith(`src/${folder}/`));

/** As frames are noted: `src/sync/ring.ts:38:5`. */
export const placeOf = ({ file, line, column }: Await): string => `${file}:${line}:${column}`;

/** In their order. */
export function findAwaits(source: ts.SourceFile): readonly Await[] {
  const found: Await[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node)) {
      const start = node.getStart();
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      found.push({
        file: source.fileName,
        line: line + 1,
        column: character + 1,
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

/** The innermost: an await may stand in the callback of another's call. */
export function findAwaitAt(
  awaits: readonly Await[],
  file: string,
  offset: number,
): Await | undefined {
  return awaits
    .filter((place) => place.file === file && place.start <= offset && offset < place.end)
    .toSorted((left, right) => right.start - left.start)[0];
}
