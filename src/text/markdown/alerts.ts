/**
 * GitHub's alerts, `> [!NOTE]`, which Redmine 7 renders too, and ADF's panels: a table that both
 * reader and writer use, paired by colour.
 *
 * @see https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
 */
import { type PanelType, panel } from '../adf/builders';
import type { AdfNode } from '../adf/nodes';
import type { Block } from './block/block';
import type { ReadState } from './read-inline';

export type AlertName = 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION';

const PANEL_OF_ALERT: Readonly<Record<AlertName, PanelType>> = {
  NOTE: 'info',
  TIP: 'tip',
  IMPORTANT: 'note',
  WARNING: 'warning',
  CAUTION: 'error',
};

export const ALERT_OF_PANEL: Readonly<Record<PanelType, AlertName>> = {
  info: 'NOTE',
  custom: 'NOTE',
  tip: 'TIP',
  success: 'TIP',
  note: 'IMPORTANT',
  warning: 'WARNING',
  error: 'CAUTION',
};

const ALERT = /^\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i;

/** The panel that a quote of these blocks is, or undefined when it is just a quote. */
export function readAlert(blocks: readonly Block[], state: ReadState): AdfNode | undefined {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return undefined;
  const match = ALERT.exec(first.text);
  if (match === null) return undefined;
  const name = (match[1] as string).toUpperCase() as AlertName;
  const text = first.text.slice(match[0].length);
  const remaining: readonly Block[] = text.trim() === '' ? rest : [{ ...first, text }, ...rest];
  return panel(PANEL_OF_ALERT[name], state.readBlocks(remaining, state));
}
