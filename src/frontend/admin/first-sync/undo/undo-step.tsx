import { Button, Inline, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import { Actions } from '../../../components/actions';
import { Choice } from '../../../components/choice';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import { Failure } from '../../../components/failure';
import { Section } from '../../../components/section';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';
import type { StepProps } from '../step-props';
import { UndoList } from './undo-list';

const t = texts.admin.firstSync.undo;
const KINDS = ['delete', 'part', 'left'] as const;
type Kind = (typeof KINDS)[number];

/** What undoing would delete, give back and leave alone; then does exactly that. */
export function UndoStep({ view, reload }: StepProps) {
  const { mappingId } = view;
  const counts = view.undo ?? { delete: 0, part: 0, left: 0 };
  const [kind, setKind] = useState<Kind | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const { running, reason, run } = useAction();
  const undo = async () => {
    const answer = await run('undo', () => callAdmin('runUndo', { mappingId }));
    if (!answer.ok) return;
    setIsAsking(false);
    await reload();
  };
  const leave = async () => {
    const answer = await run('leave', () => callAdmin('leaveUndo', { mappingId }));
    if (answer.ok) await reload();
  };
  const canUndo = counts.delete + counts.part > 0;
  const sentences = [
    ...(counts.delete > 0 ? [t.deletes(counts.delete)] : []),
    ...(counts.part > 0 ? [t.parts(counts.part)] : []),
    ...(counts.left > 0 ? [t.left(counts.left)] : []),
  ];
  return (
    <Stack space="space.300">
      <Section heading={t.heading} lead={canUndo ? t.lead : t.nothing}>
        {sentences.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
        {reason !== null && <Failure reason={reason} />}
        <Actions label={t.heading}>
          {canUndo && (
            <Button appearance="primary" onClick={() => setIsAsking(true)}>
              {t.run}
            </Button>
          )}
          <LoadingButton isLoading={running === 'leave'} onClick={leave}>
            {t.leave}
          </LoadingButton>
        </Actions>
      </Section>
      <Inline>
        <Choice
          id="undo-kind"
          label={t.show}
          options={[
            { value: null, label: t.all },
            ...KINDS.map((value) => ({ value, label: t.counted(t.kinds[value], counts[value]) })),
          ]}
          chosen={kind}
          onChange={setKind}
        />
      </Inline>
      <UndoList key={kind} mappingId={mappingId} kind={kind} />
      <ConfirmDialog
        isOpen={isAsking}
        title={t.title}
        confirmLabel={t.confirm}
        isRunning={running === 'undo'}
        failure={reason}
        onConfirm={undo}
        onClose={() => setIsAsking(false)}
      >
        {sentences.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </ConfirmDialog>
    </Stack>
  );
}
