import { isBlank, type Param, textOf } from '../http/params';

/**
 * Hours as Redmine reads them: numbers, `1.5`, `1,5`, `1:30`, `1h30`, `30m`.
 * @returns `null` for nothing, `undefined` for what it cannot read.
 */
export function parseHours(value: Param): number | null | undefined {
  if (typeof value === 'number') return value;
  if (isBlank(value)) return null;
  const text = textOf(value).trim();
  const plain = /^(-?\d+(?:[.,]\d+)?)h?$/.exec(text)?.[1];
  if (plain !== undefined) return Number(plain.replace(',', '.'));
  const clock = /^(\d+):(\d+)$/.exec(text);
  if (clock !== null) return Number(clock[1]) + Number(clock[2]) / 60;
  const words = /^(?:(\d+)\s*(?:h|hours?))?\s*(?:(\d+)\s*(?:m|min)?)?$/i.exec(text);
  if (words !== null && (words[1] ?? words[2]) !== undefined) {
    return Number(words[1] ?? 0) + Number(words[2] ?? 0) / 60;
  }
  return undefined;
}
