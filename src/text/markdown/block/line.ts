/** A line being read: how far it is consumed, with tabs counted as CommonMark counts them. */
const TAB_STOP = 4;

export class Line {
  offset = 0;
  column = 0;
  /** A tab of which only some columns are consumed. */
  private isInTab = false;
  /** Position and column of the first character that is no space, as of the last `measure`. */
  next = 0;
  indent = 0;
  isBlank = false;
  private nextColumn = 0;

  text = '';

  /** Goes on with the next line of the text. */
  read(text: string): void {
    this.text = text;
    this.offset = 0;
    this.column = 0;
    this.isInTab = false;
    this.measure();
  }

  get isIndented(): boolean {
    return this.indent >= 4;
  }

  measure(): void {
    const { text } = this;
    const { length } = text;
    let index = this.offset;
    let column = this.column;
    // To ask beyond the end would make this slow for good.
    while (index < length) {
      const code = text.charCodeAt(index);
      if (code === 0x20) column++;
      else if (code === 0x09) column += TAB_STOP - (column % TAB_STOP);
      else break;
      index++;
    }
    this.next = index;
    this.nextColumn = column;
    this.indent = column - this.column;
    this.isBlank = index >= length;
  }

  /** Consumes white space up to the next character. */
  skipSpace(): void {
    this.offset = this.next;
    this.column = this.nextColumn;
    this.isInTab = false;
    this.indent = 0;
  }

  /** Consumes characters. */
  advance(count: number): void {
    for (let left = count; left > 0 && this.offset < this.text.length; left--) {
      this.column += this.text[this.offset] === '\t' ? TAB_STOP - (this.column % TAB_STOP) : 1;
      this.offset++;
      this.isInTab = false;
    }
    this.measure();
  }

  /** Consumes columns of white space; a tab may be left partly consumed. */
  advanceColumns(count: number): void {
    let left = count;
    while (left > 0 && this.offset < this.text.length) {
      if (this.text[this.offset] !== '\t') {
        this.offset++;
        this.column++;
        left--;
        continue;
      }
      const width = TAB_STOP - (this.column % TAB_STOP);
      this.isInTab = width > left;
      const used = Math.min(width, left);
      this.column += used;
      left -= used;
      if (!this.isInTab) this.offset++;
    }
    // What comes after the white space is where it was.
    if (this.offset > this.next) this.measure();
    else this.indent = this.nextColumn - this.column;
  }

  /** The character after the white space. */
  get first(): string | undefined {
    return this.text[this.next];
  }

  isSpaceAt(position: number): boolean {
    const code = this.text.charCodeAt(position);
    return code === 0x20 || code === 0x09;
  }

  /** What is not consumed; the rest of a tab as spaces. */
  get rest(): string {
    if (!this.isInTab) return this.text.slice(this.offset);
    const width = TAB_STOP - (this.column % TAB_STOP);
    return ' '.repeat(width) + this.text.slice(this.offset + 1);
  }
}
