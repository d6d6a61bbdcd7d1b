import type { Log } from '../ports';

/** Forge collects what functions print. */
export const forgeLog: Log = {
  // biome-ignore lint/suspicious/noConsole: the console is Forge's log
  info: (message) => console.info(message),
  // biome-ignore lint/suspicious/noConsole: the console is Forge's log
  warn: (message) => console.warn(message),
};
