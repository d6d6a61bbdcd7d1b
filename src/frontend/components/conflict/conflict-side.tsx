import { Box, Inline, LoadingButton, Stack, Text, xcss } from '@forge/react';
import type { ConflictDetail } from '../../../shared/api';
import { formatMoment } from '../../format-time';
import { texts } from '../../texts';
import { MarkedText } from './marked-text';

const t = texts.conflict;

const columnStyle = xcss({
  backgroundColor: 'color.background.neutral',
  borderRadius: 'radius.small',
  padding: 'space.150',
  width: '100%',
});

/** What both sides had before. */
export function BaseColumn({ base }: { readonly base: string | null }) {
  return (
    <Box xcss={columnStyle}>
      <Stack space="space.100">
        <Text size="small" color="color.text.subtle">
          {t.before}
        </Text>
        {base === null ? (
          <Text color="color.text.subtle">{t.neverAgreed}</Text>
        ) : (
          <MarkedText passages={[{ kind: 'same', text: base }]} />
        )}
      </Stack>
    </Box>
  );
}

/** What one side holds now, who changed it and when, and the button that keeps it. */
export function SideColumn({
  side,
  detail,
  running,
  onKeep,
}: {
  readonly side: 'jira' | 'remote';
  readonly detail: ConflictDetail;
  readonly running: string | null;
  readonly onKeep: (keep: 'jira' | 'remote') => Promise<void>;
}) {
  const { by, atMs, passages } = detail.sides[side];
  const moment = atMs === null ? null : formatMoment(atMs);
  const who = [...(by === null ? [] : [by]), ...(moment === null ? [] : [moment])].join(', ');
  return (
    <Box xcss={columnStyle}>
      <Stack space="space.100" grow="fill" spread="space-between">
        <Stack space="space.100">
          <Text size="small" color="color.text.subtle">
            {who === '' ? t.sides[side] : `${t.sides[side]}: ${who}`}
          </Text>
          <MarkedText passages={passages} />
        </Stack>
        <Inline>
          <LoadingButton
            isLoading={running === side}
            isDisabled={running !== null && running !== side}
            onClick={() => onKeep(side)}
          >
            {t.keep[side]}
          </LoadingButton>
        </Inline>
      </Stack>
    </Box>
  );
}
