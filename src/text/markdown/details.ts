/**
 * `<details>` in Markdown, ADF's expand. The tags stand in HTML blocks of their own and what is
 * between them is Markdown, so the blocks are collected on a stack while the tags come by.
 */
import { expand, paragraph } from '../adf/builders';
import type { AdfNode } from '../adf/nodes';
import { decodeEntities } from '../entities/decode-entities';
import { plainInline } from '../guard';

// ADF has an expand within an expand and no more.
const MAX_DEPTH = 2;
const OPENING = /^<details(?:\s+open)?\s*>\s*(?:<summary>([^<]*)<\/summary>)?$/i;
const CLOSING = /^<\/details>$/i;
const WHOLE = /^(<details(?:\s+open)?\s*>\s*(?:<summary>[^<]*<\/summary>)?)\s*([^<]*)<\/details>$/i;

interface Frame {
  readonly tag: string;
  readonly title: string;
  readonly blocks: AdfNode[];
}

export class DetailsStack {
  private readonly frames: Frame[] = [{ tag: '', title: '', blocks: [] }];

  push(block: AdfNode): void {
    this.frames[this.frames.length - 1]?.blocks.push(block);
  }

  /** True when the HTML block is a tag of an expand; it is dealt with then. */
  readTag(html: string): boolean {
    const mayClose = html.includes('</');
    if (!mayClose && this.frames.length > MAX_DEPTH) return false;
    if (!/^<\/?details/i.test(html)) return false;
    const whole = mayClose ? WHOLE.exec(html) : null;
    if (whole !== null) {
      const title = titleOf(whole[1] as string);
      const body = (whole[2] as string).trim();
      this.push(expand(title, [paragraph(plainInline(decodeEntities(body)))]));
      return true;
    }
    if (this.frames.length <= MAX_DEPTH && OPENING.test(html)) {
      this.frames.push({ tag: html, title: titleOf(html), blocks: [] });
      return true;
    }
    if (this.frames.length === 1 || !CLOSING.test(html)) return false;
    const frame = this.frames.pop() as Frame;
    this.push(expand(frame.title, frame.blocks));
    return true;
  }

  /** All blocks; a tag that was never closed is text. */
  end(): readonly AdfNode[] {
    while (this.frames.length > 1) {
      const frame = this.frames.pop() as Frame;
      for (const block of [paragraph(plainInline(frame.tag)), ...frame.blocks]) this.push(block);
    }
    return (this.frames[0] as Frame).blocks;
  }
}

function titleOf(tag: string): string {
  const summary = /<summary>([^<]*)<\/summary>/i.exec(tag)?.[1];
  return summary === undefined ? '' : decodeEntities(summary.trim());
}
