/** What of a text is new and what is gone, word by word, for people's eyes. */
import { alignEqual } from '../../text';

export interface Passage {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Passages in order: those that are not `removed` make up `text`, those not `added` `before`. */
export function markChanges(before: string, text: string): readonly Passage[] {
  const [old, fresh] = [wordsOf(before), wordsOf(text)];
  const passages: Passage[] = [];
  const add = (kind: Passage['kind'], words: readonly string[]) => {
    if (words.length === 0) return;
    const last = passages.at(-1);
    if (last?.kind === kind)
      passages[passages.length - 1] = { kind, text: last.text + words.join('') };
    else passages.push({ kind, text: words.join('') });
  };
  let [left, right] = [0, 0];
  for (const [l, r] of [...alignEqual(old, fresh), [old.length, fresh.length] as const]) {
    add('removed', old.slice(left, l));
    add('added', fresh.slice(right, r));
    add('same', fresh.slice(r, r + 1));
    [left, right] = [l + 1, r + 1];
  }
  return passages;
}

/** Words with the space after them, so that nothing is lost between them; one letter where a script has no spaces. */
function wordsOf(text: string): readonly string[] {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu,
    ) ?? []
  );
}
