/** The frames of the app that wait for a call. */
import { relative } from 'node:path';

/** Deep enough for the packages between a call and the app's own code. */
const FRAMES = 60;

/**
 * Where the app's frames stand in the source, as `src/sync/ring.ts:38:5`. To be called in the turn in
 * which the app made the call, where they are still there.
 */
export function listAppFrames(): readonly string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const stack = String(new Error('here').stack);
  Error.stackTraceLimit = stackTraceLimit;
  return stack.split('\n').flatMap((line) => {
    const file = /\(?([^\s()]+:\d+:\d+)\)?$/.exec(line)?.[1];
    const place = file && relative(process.cwd(), file.replace(/^file:\/\//, ''));
    return place?.startsWith('src/') ? [place] : [];
  });
}
