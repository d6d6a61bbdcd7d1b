/** The rich texts that both sides of a link agree on, each by itself: few differ in one run. */
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { Link } from '../core/link';
import { SIDES } from '../core/model';
import type { BaseText } from '../core/texts/convert-text';
import { compress, decompress } from './compress';
import { getAll } from './get-all';
import { LINK_ENTITY, textKey } from './keys';
import { runTransaction, type Transaction } from './run-transaction';
import { baseTextSchema } from './stored/link';

type Texts = Readonly<Record<string, BaseText>>;

/** A Forge transaction takes 25 operations, and a new link needs up to 13 besides its texts. */
const TEXTS_WITH_LINK = 12;
/** The link itself is checked with them. */
const TEXTS_AT_ONCE = 24;

export async function loadTexts(linkId: string, fields: readonly string[]): Promise<Texts> {
  const found = await getAll(fields.map((field) => ({ key: textKey(linkId, field) })));
  return Object.fromEntries(
    fields.flatMap((field) => {
      const stored = found.get(textKey(linkId, field));
      return stored === undefined ? [] : [[field, baseTextSchema.parse(decompress(stored))]];
    }),
  );
}

/**
 * Puts as many texts as fit into the transaction that saves their link.
 * @returns those that are left for `saveFurtherTexts`
 */
export function addTexts(transaction: Transaction, linkId: string, texts: Texts): Texts {
  const all = Object.entries(texts);
  setTexts(transaction, linkId, all.slice(0, TEXTS_WITH_LINK));
  return Object.fromEntries(all.slice(TEXTS_WITH_LINK));
}

/**
 * Saves the texts that did not fit, as long as nobody saved the link since. A run that is cut off in
 * between leaves former texts behind: the next edit is carried with them, or in full without any.
 */
export async function saveFurtherTexts(
  linkId: string,
  version: number,
  texts: Texts,
): Promise<void> {
  const all = Object.entries(texts);
  for (let at = 0; at < all.length; at += TEXTS_AT_ONCE) {
    const transaction = kvs.transact().check<{ version: number }>(linkId, {
      entityName: LINK_ENTITY,
      conditions: new Filter<{ version: number }>().and(
        'version',
        FilterConditions.equalTo(version),
      ),
    });
    setTexts(transaction, linkId, all.slice(at, at + TEXTS_AT_ONCE));
    await runTransaction(transaction);
  }
}

/**
 * Deletes the texts of a link with it, as many as fit into its transaction.
 * @returns the keys of what is left to be deleted: there may be a text
 */
export function dropTexts(transaction: Transaction, { id, sides }: Link): readonly string[] {
  const bases = SIDES.flatMap((side) => Object.entries(sides[side].fields));
  const isText = ([, base]: (typeof bases)[number]) => base?.startsWith('digest:') === true;
  // One that was emptied since is known by nothing.
  const mayBeText = ([, base]: (typeof bases)[number]) => base === null;
  const likeliest = [...bases.filter(isText), ...bases.filter(mayBeText)];
  const keys = [...new Set(likeliest.map(([field]) => textKey(id, field)))];
  for (const key of keys.slice(0, TEXTS_WITH_LINK)) transaction.delete(key);
  return keys.slice(TEXTS_WITH_LINK);
}

function setTexts(
  transaction: Transaction,
  linkId: string,
  texts: readonly (readonly [string, BaseText])[],
): void {
  for (const [field, text] of texts) transaction.set(textKey(linkId, field), compress(text));
}
