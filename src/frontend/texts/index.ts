/**
 * Every text that the pages show, a folder for each language. Values that vary come in as
 * arguments, so that no sentence is put together elsewhere.
 */
import { english } from './en';

/** The same tree of texts in any language. */
type Translated<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Translated<T[K]> };

export type Texts = Translated<typeof english>;

/** The texts of the language that `speak` chose; English until then. */
export const texts: Texts = fill({}, english) as Texts;

/**
 * Chooses the language of the page, once, before it first draws: the texts are replaced in place,
 * so that a module may hold on to its part of them.
 */
export function speak(language: Texts): void {
  fill(texts, language);
}

/** A field's name as people know it; fields of the site's own keep the name they are mapped by. */
export function nameField(field: string): string {
  return texts.fields[field] ?? field;
}

/** What set something off, in words; people by their account. */
export function nameCause(cause: string): string {
  return texts.admin.audit.causes[cause] ?? texts.admin.audit.person(cause);
}

interface Tree {
  [name: string]: unknown;
}

function fill(into: object, from: object): object {
  const target = into as Tree;
  for (const [name, text] of Object.entries(from)) {
    const isTree = typeof text === 'object' && text !== null && !Array.isArray(text);
    target[name] = isTree ? fill(target[name] ?? {}, text) : text;
  }
  return target;
}
