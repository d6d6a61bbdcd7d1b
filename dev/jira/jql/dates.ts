/** JQL's dates: absolute ones in the searcher's own time zone, and spans relative to now. */
import { refusal } from '../http/jira-error';
import { wallTimeMs, zoneOffsetMs } from '../site/zoned-time';
import type { Operand } from './ast';

const ABSOLUTE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?$/;
const SPAN = /^([+-]?)((?:\d+\s*[wdhm]\s*)+)$/i;
const UNIT_MS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
};

export interface DateContext {
  readonly nowMs: number;
  /** The searcher's zone. */
  readonly zone: string;
}

/**
 * The moment that the operand names; minutes are the finest it can say.
 * @throws JiraError 400 in Jira's words
 */
export function readMoment(operand: Operand, field: string, context: DateContext): number {
  switch (operand.kind) {
    case 'literal':
      return readLiteral(operand.text, field, context);
    case 'function':
      return readFunction(operand.name, operand.args, field, context);
    default:
      throw refusal(400, `The field '${field}' needs a date.`);
  }
}

function readLiteral(text: string, field: string, { nowMs, zone }: DateContext): number {
  const parts = ABSOLUTE.exec(text);
  if (parts !== null) {
    const [year, month, day, hour, minute] = parts.slice(1).map((part) => Number(part ?? 0));
    return wallTimeMs(zone, year ?? 0, month ?? 1, day ?? 1, hour || 0, minute || 0);
  }
  const span = readSpanMs(text);
  if (span !== undefined) return nowMs + span;
  if (/^-?\d{6,}$/.test(text)) return Number(text);
  throw refusal(
    400,
    `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

function readSpanMs(text: string): number | undefined {
  const parts = SPAN.exec(text.trim());
  if (parts === null) return undefined;
  let total = 0;
  for (const [, count, unit] of (parts[2] ?? '').matchAll(/(\d+)\s*([wdhm])/gi)) {
    total += Number(count) * (UNIT_MS[(unit ?? '').toLowerCase()] ?? 0);
  }
  return parts[1] === '-' ? -total : total;
}

function readFunction(
  name: string,
  args: readonly string[],
  field: string,
  { nowMs, zone }: DateContext,
): number {
  if (name === 'now') return nowMs;
  const match = /^(startof|endof)day$/.exec(name);
  if (match === null) {
    throw refusal(
      400,
      `Unable to find JQL function '${name}(${args.join(', ')})'. Field '${field}'.`,
    );
  }
  const localMs = nowMs + zoneOffsetMs(zone, nowMs) + (readSpanMs(args[0] ?? '0d') ?? 0);
  const day = new Date(localMs);
  const start = wallTimeMs(zone, day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  return match[1] === 'startof' ? start : start + 86_400_000 - 1;
}

/** `2026-10-03` of that moment in the searcher's zone: due dates are days. */
export function dayOf(timeMs: number, zone: string): string {
  return new Date(timeMs + zoneOffsetMs(zone, timeMs)).toISOString().slice(0, 10);
}
