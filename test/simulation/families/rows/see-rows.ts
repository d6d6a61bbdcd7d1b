/** What a world's further fields showed, in the words that both sides have in common. */
import type { Author, Change } from '../../check/seen';
import type { Side } from '../../script/steps';
import { commonWord } from './common-word';
import type { Row, Shown } from './row-spec';

/** One item of a history: a value that went and one that came, or of a list one of the two. */
export interface PastItem extends Author {
  /** Items of one entry are one change. */
  readonly entry: string;
  readonly atMs: number;
  readonly from: Shown;
  readonly to: Shown;
}

/** @param items oldest first */
export function tellChanges(
  row: Row,
  side: Side,
  now: Shown,
  items: readonly PastItem[],
): readonly Change[] {
  const words = (shown: Shown) => commonWord(row.spec, side, shown);
  const steps = row.spec[side].isItemized ? joinItems(now, items) : items;
  return steps.map(({ entry: _entry, from, to, ...step }) => ({
    ...step,
    field: row.field,
    from: words(from),
    to: words(to),
  }));
}

/** The whole list before and after each entry, told from what it is now. */
function joinItems(now: Shown, items: readonly PastItem[]): readonly PastItem[] {
  const members = new Set(now.split(',').filter((member) => member !== ''));
  const told = () => [...members].sort().join(',');
  const entries = [...new Set(items.map(({ entry }) => entry))];
  return entries
    .reverse()
    .flatMap((entry) => {
      const ofOne = items.filter((item) => item.entry === entry);
      const to = told();
      for (const item of ofOne) if (item.to !== '') members.delete(item.to);
      for (const item of ofOne) if (item.from !== '') members.add(item.from);
      return ofOne.slice(0, 1).map((item) => ({ ...item, from: told(), to }));
    })
    .reverse();
}
