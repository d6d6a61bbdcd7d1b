import { showFlag } from '@forge/bridge';
import { DynamicTable, Inline, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { PairsPreview } from '../../../shared/api';
import { Choice } from '../../components/choice';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { Failure } from '../../components/failure';
import { nameField, texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';

const t = texts.admin.configuration.existing;
const SIDES = ['jira', 'remote'] as const;

const NOTHING: PairsPreview = { pairs: [], looked: 0, cursor: null };

/** What rules that came later would write to the pairs that exist; written once it was looked at. */
export function ExistingPart({ mappingId }: { readonly mappingId: string }) {
  const [seed, setSeed] = useState<(typeof SIDES)[number]>('jira');
  const [seen, setSeen] = useState<PairsPreview | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const { running, reason, run } = useAction();
  const look = async (before: PairsPreview) => {
    const { cursor } = before;
    const request = { mappingId, seed, ...(cursor === null ? {} : { cursor }) };
    const answer = await run('look', () => callAdmin('previewPairs', request));
    if (!answer.ok) return;
    const { pairs, looked } = answer.value;
    setSeen({
      pairs: [...before.pairs, ...pairs],
      looked: before.looked + looked,
      cursor: answer.value.cursor,
    });
  };
  const write = async () => {
    const answer = await run('write', () => callAdmin('applyToPairs', { mappingId, seed }));
    if (!answer.ok) return;
    setIsAsking(false);
    setSeen(null);
    showFlag({
      id: `pairs-${mappingId}`,
      type: 'success',
      title: t.startedFlag,
      description: t.startedFlagBody,
      isAutoDismiss: true,
    });
  };
  return (
    <Stack space="space.200">
      <Text color="color.text.subtle">{t.lead}</Text>
      <Inline space="space.200" alignBlock="end">
        <Choice
          id="existing-seed"
          label={t.seed}
          options={SIDES.map((value) => ({ value, label: t.seeds[value] }))}
          onChange={(value) => {
            setSeed(value);
            setSeen(null);
          }}
        />
        <LoadingButton
          appearance={seen === null ? 'primary' : 'default'}
          isLoading={running === 'look'}
          onClick={() => look(NOTHING)}
        >
          {t.look}
        </LoadingButton>
      </Inline>
      {reason !== null && !isAsking && <Failure reason={reason} />}
      {seen && (
        <Stack space="space.150">
          <Text weight="medium">{t.summary(seen.looked, seen.pairs.length)}</Text>
          {seen.pairs.length > 0 && <Pairs pairs={seen.pairs} />}
          <Inline space="space.100">
            {seen.cursor !== null && (
              <LoadingButton isLoading={running === 'look'} onClick={() => look(seen)}>
                {t.lookOn}
              </LoadingButton>
            )}
            {seen.pairs.some(({ writes }) => writes.length > 0) && (
              <LoadingButton
                appearance="primary"
                isLoading={running === 'write'}
                onClick={() => setIsAsking(true)}
              >
                {t.write}
              </LoadingButton>
            )}
          </Inline>
        </Stack>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t.confirmTitle}
        confirmLabel={t.confirm}
        isRunning={running === 'write'}
        failure={reason}
        onConfirm={write}
        onClose={() => setIsAsking(false)}
      >
        <Text>{t.confirmBody(t.seeds[seed])}</Text>
      </ConfirmDialog>
    </Stack>
  );
}

function Pairs({ pairs }: Pick<PairsPreview, 'pairs'>) {
  return (
    <DynamicTable
      label={t.what}
      head={{
        cells: [
          { key: 'pair', content: t.pair, width: 20 },
          { key: 'field', content: t.field, width: 20 },
          { key: 'before', content: t.before, width: 30 },
          { key: 'after', content: t.after },
        ],
      }}
      rows={pairs.flatMap(({ linkId, jiraKey, remoteKey, obstacle, writes }) => {
        const pair = { key: 'pair', content: <Text>{`${jiraKey} ↔ ${remoteKey}`}</Text> };
        if (obstacle !== null) {
          return [
            { key: linkId, cells: [pair, { key: 'field', content: <Text>{obstacle}</Text> }] },
          ];
        }
        return writes.map(({ field, side, from, to }) => ({
          key: `${linkId} ${side} ${field}`,
          cells: [
            pair,
            { key: 'field', content: <Text>{t.onSide[side](nameField(field))}</Text> },
            { key: 'before', content: <Text maxLines={4}>{from ?? t.empty}</Text> },
            { key: 'after', content: <Text maxLines={4}>{to ?? t.empty}</Text> },
          ],
        }));
      })}
    />
  );
}
