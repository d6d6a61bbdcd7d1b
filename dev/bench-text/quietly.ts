/** Runs with the console muted: some of the packages that are measured talk a lot. */
export function quietly<T>(run: () => T): T {
  const { log, warn, error } = console;
  const mute = () => undefined;
  Object.assign(console, { log: mute, warn: mute, error: mute });
  try {
    return run();
  } finally {
    Object.assign(console, { log, warn, error });
  }
}
