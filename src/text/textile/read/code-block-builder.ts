/** The content of an open `<pre>`, with or without `<code>` in it. */
import { codeBlock } from '../../adf/builders';
import type { AdfNode } from '../../adf/nodes';
import { GUARD, GUARDED_CLOSING } from '../code-guard';
import { dropOwnSpaces } from './clean-white-space';

export class CodeBlockBuilder {
  private content: string;
  private language: string | undefined;
  private isEndKept = false;
  /** Where `</code>` stood. */
  private codeEnd: number | undefined;

  /** @param text right after `<pre>`, where HTML drops a line end. */
  constructor(text: string) {
    this.content = text.startsWith('\n') ? text.slice(1) : text;
  }

  append(text: string): void {
    this.content += text;
    this.isEndKept = false;
  }

  /** To be called when a tag follows that means nothing here, but after which no end is stripped. */
  keepEnd(): void {
    this.isEndKept = true;
  }

  /** Starts `<code class="language">`. Redmine drops one white space after such a tag. */
  appendCode(text: string, language: string | undefined): void {
    if (language !== undefined && this.content.trim() === '') this.language = language;
    const isTrimmed = language !== undefined && /^[ \n]/.test(text);
    this.content += isTrimmed ? text.slice(1) : text;
  }

  endCode(): void {
    this.codeEnd ??= this.content.length;
  }

  /**
   * White space after `</code>` is none of the code's, nor the line end before a closing tag.
   *
   * @param isTextEnd true when no closing tag came.
   */
  build(isTextEnd: boolean): AdfNode {
    const after = this.codeEnd === undefined ? '' : this.content.slice(this.codeEnd);
    const code = after.trim() === '' ? this.content.slice(0, this.codeEnd) : this.content;
    const lines = dropOwnSpaces(
      isTextEnd && !this.isEndKept ? code.trimEnd() : code.replace(/\n$/, ''),
    );
    const unguarded = lines.includes(GUARD) ? lines.replace(GUARDED_CLOSING, '$1$2') : lines;
    return codeBlock(unguarded, this.language);
  }
}
