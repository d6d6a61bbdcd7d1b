/** The content of an open `<pre>`, with or without `<code>` in it. */
import { codeBlock } from '../../adf/builders';
import type { AdfNode } from '../../adf/nodes';
import { GUARDED_CLOSING } from '../code-guard';

export class CodeBlockBuilder {
  private content = '';
  private language: string | undefined;

  append(text: string): void {
    this.content += text;
  }

  /** Starts `<code class="language">`. Redmine drops one white space after such a tag. */
  appendCode(text: string, language: string | undefined): void {
    if (language === undefined) {
      this.content += text;
      return;
    }
    if (this.content.trim() === '') this.language = language;
    this.content += /^[ \n]/.test(text) ? text.slice(1) : text;
  }

  /** The lines between the tags: without the line end after the first, and that before the last. */
  build(): AdfNode {
    const code = this.content.replace(/^\n/, '').replace(/\n$/, '');
    // Redmine puts a space after a quote that ends a line, even in code.
    const lines = code.replace(/" (?=\n|$)/g, '"');
    return codeBlock(lines.replace(GUARDED_CLOSING, '$1$2'), this.language);
  }
}
