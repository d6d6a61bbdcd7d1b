import { Text, Tooltip } from '@forge/react';
import { formatAgo, formatMoment } from '../format-time';

/** How long ago, with the exact moment on hover. */
export function Ago({ atMs }: { readonly atMs: number }) {
  return (
    <Tooltip content={formatMoment(atMs)}>
      <Text as="span">{formatAgo(atMs, Date.now())}</Text>
    </Tooltip>
  );
}
