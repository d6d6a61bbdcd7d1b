import { SectionMessage, Stack, Text } from '@forge/react';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';
import type { StepProps } from '../step-props';
import type { Kind } from './kinds-table';

const t = texts.admin.firstSync;

/** Says what is created where, and who gets mail, before anything is written. */
export function RunDialog({
  view,
  mapping,
  reload,
  isOpen,
  onClose,
}: StepProps & { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { running, reason, run } = useAction();
  const { mappingId, phase } = view;
  const start = async () => {
    const answer = await run('run', () => callAdmin('runBackfill', { mappingId }));
    if (!answer.ok) return;
    onClose();
    await reload();
  };
  const sentences = phase === 'done' ? describeRest(view) : describePlan(view, mapping);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={phase === 'done' ? t.run.againTitle : t.run.title}
      confirmLabel={t.run.confirm}
      width="medium"
      isRunning={running !== null}
      failure={reason}
      onConfirm={start}
      onClose={onClose}
    >
      {sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      <SectionMessage appearance="information" title={t.run.quiet}>
        <Stack space="space.100">
          <Text>{t.run.quietJira}</Text>
          <Text>{t.run.quietRedmine}</Text>
        </Stack>
      </SectionMessage>
    </ConfirmDialog>
  );
}

function describePlan(
  { totals, offKinds, offRows }: StepProps['view'],
  { jiraProject, redmineProject }: StepProps['mapping'],
): readonly string[] {
  const count = (kind: Kind) => (offKinds.includes(kind) ? 0 : (totals?.byKind[kind] ?? 0));
  const kinds = (Object.keys(t.kinds) as Kind[]).filter((kind) => offKinds.includes(kind));
  return [
    t.run.creates(count('create-in-jira'), count('create-in-remote'), jiraProject, redmineProject),
    t.run.links(count('pair'), count('change')),
    ...(kinds.length === 0 && offRows === 0
      ? []
      : [
          t.run.leftOut(
            kinds.map((kind) => t.kinds[kind]),
            offRows,
          ),
        ]),
  ];
}

function describeRest({ progress }: StepProps['view']): readonly string[] {
  const { failed, replanned } = progress;
  return [failed + replanned === 0 ? t.run.againNothing : t.run.again(failed, replanned)];
}
