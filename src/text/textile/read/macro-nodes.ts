/** What a macro's call becomes: `collapse` an expand, `thumbnail` a picture, others their text. */
import { expand } from '../../adf/builders';
import type { AdfDocument, AdfNode } from '../../adf/nodes';
import type { CaughtMacro } from './catch-macros';

/** @param toDocument converts the text within the call. */
export function expandMacro(
  macro: CaughtMacro,
  toDocument: (source: string) => AdfDocument,
): AdfNode | undefined {
  if (macro.isEscaped || macro.name !== 'collapse' || macro.block === undefined) return undefined;
  const [title = ''] = macro.args.split(',', 1);
  return expand(title.trim(), toDocument(macro.block).content);
}

/** The file name in `{{thumbnail(name, size=…)}}`. */
export function thumbnailName(macro: CaughtMacro): string | undefined {
  if (macro.isEscaped || macro.name !== 'thumbnail') return undefined;
  return macro.args.split(',', 1)[0]?.trim();
}
