/** Panels in Textile are quotes that start with a label in brackets: the label of each type. */
import type { PanelType } from '../adf/builders';

const LABELS: Readonly<Record<PanelType, string>> = {
  info: 'INFO',
  note: 'NOTE',
  tip: 'TIP',
  warning: 'WARNING',
  error: 'ERROR',
  success: 'SUCCESS',
  custom: 'PANEL',
};

const TYPES: ReadonlyMap<string, PanelType> = new Map(
  Object.entries(LABELS).map(([type, label]) => [`[!${label}]`, type as PanelType]),
);

/** @param panelType of the node; what is unknown counts as information. */
export function labelOfPanel(panelType: string | undefined): string {
  return Object.hasOwn(LABELS, panelType ?? '') ? LABELS[panelType as PanelType] : LABELS.info;
}

/** @param line the first line of a quote. */
export function findPanelType(line: string): PanelType | undefined {
  return TYPES.get(line.trim());
}
