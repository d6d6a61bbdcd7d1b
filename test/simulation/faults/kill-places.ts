/** At which awaits of the app a run was killed: the places of its frames in the bundle. */
import type { Tally } from '../tally';

/** Deep enough for the packages between a call and the app's own code. */
const FRAMES = 60;

/**
 * Notes every frame of the bundle, by line and column; the report finds the awaits in them. Called
 * in the turn in which the app made the call, so that its frames are still there.
 */
export function noteKill(tally: Tally, when: 'before' | 'after'): void {
  for (const frame of listFrames()) {
    if (frame.getFileName() !== __filename) continue;
    tally.add(`killed at ${when} ${frame.getLineNumber()}:${frame.getColumnNumber()}`);
  }
}

/** Frames with their places in the bundle, whatever source maps would make of them. */
function listFrames(): readonly NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  let frames: readonly NodeJS.CallSite[] = [];
  Error.stackTraceLimit = FRAMES;
  Error.prepareStackTrace = (_error, sites) => {
    frames = sites;
    return '';
  };
  // Read, since V8 collects frames only for who looks at them.
  void new Error('killed here').stack;
  Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  return frames;
}
