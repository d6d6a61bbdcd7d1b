import { Text, Tooltip } from '@forge/react';
import { formatAgo, formatMoment } from '../format-time';

/** How long ago, with the exact moment on hover. */
export function Ago({
  atMs,
  phrase = (ago) => ago,
  isSubtle = false,
}: {
  readonly atMs: number;
  /** Makes a sentence of it: `Found 3 minutes ago`. */
  readonly phrase?: (ago: string) => string;
  readonly isSubtle?: boolean;
}) {
  return (
    <Tooltip content={formatMoment(atMs)}>
      <Text as="span" {...(isSubtle ? { color: 'color.text.subtle' } : {})}>
        {phrase(formatAgo(atMs, Date.now()))}
      </Text>
    </Tooltip>
  );
}
