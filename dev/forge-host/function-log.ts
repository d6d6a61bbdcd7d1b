/**
 * What functions print.
 * @see https://developer.atlassian.com/platform/forge/limits-invocation/ (lines and size)
 */
import type { ConsoleMethod } from './globals';
import type { Invocation } from './invocation';
import type { Ledger } from './ledger';
import { FORGE_LIMITS } from './limits';
import type { HostNotice } from './notice';

/** Keeps what the platform would keep: a line over the limits is dropped. */
export function writeFunctionLog(
  invocation: Invocation,
  level: ConsoleMethod,
  text: string,
  ledger: Ledger,
  onNotice: (notice: HostNotice) => void,
): void {
  if (invocation.ended) return;
  const bytes = Buffer.byteLength(text);
  const maxLines = FORGE_LIMITS.logLinesPerMinute * invocation.runtimeMinutes;
  const isTooMuch =
    invocation.logLines >= maxLines ||
    invocation.logBytes + bytes > FORGE_LIMITS.logBytesPerInvocation;
  if (isTooMuch) return;
  invocation.logLines += 1;
  invocation.logBytes += bytes;
  ledger.countLog(bytes);
  onNotice({ kind: 'log', functionKey: invocation.options.functionKey, level, text });
}
