/**
 * A single line end becomes `<br />`, unless the next line starts what may be an item of a list, a
 * row of a table or a macro.
 */
const LINE_BREAK = /\n(?<=[^\n]\n)(?!\n|$| *(?:[{|]|[#*=]+(?:[ \t\n]|$)))/g;

export function rewriteLineBreaks(text: string): string {
  return text.replace(LINE_BREAK, '<br />');
}
