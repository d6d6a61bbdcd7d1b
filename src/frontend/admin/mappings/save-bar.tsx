import { Button, SectionMessage, Stack, Text } from '@forge/react';
import { Actions } from '../../components/actions';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { texts } from '../../texts';
import type { DraftCheck } from './use-draft';

const t = texts.admin.configuration.mappingEditor.save;

/** How the draft stands, and the way to save it. */
export function SaveBar({
  check,
  onReview,
  onDiscard,
}: {
  readonly check: DraftCheck;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
}) {
  if (check.kind === 'unchanged') return <Text color="color.text.subtle">{t.unchanged}</Text>;
  return (
    <Stack space="space.100">
      <State check={check} />
      <Actions label={t.review}>
        <Button
          appearance="primary"
          isDisabled={check.kind !== 'valid' || countChanges(check) === 0}
          onClick={onReview}
        >
          {t.review}
        </Button>
        <Button appearance="subtle" onClick={onDiscard}>
          {t.discard}
        </Button>
      </Actions>
    </Stack>
  );
}

function State({ check }: { readonly check: Exclude<DraftCheck, { readonly kind: 'unchanged' }> }) {
  switch (check.kind) {
    case 'checking':
      return <Loading label={t.checking} />;
    case 'failed':
      return <Failure reason={check.reason} />;
    case 'valid':
      return <Text>{countChanges(check) === 0 ? t.same : t.ready(countChanges(check))}</Text>;
    case 'mistakes':
      return (
        <SectionMessage appearance="warning" title={t.mistakes(check.mistakes.length)}>
          <Stack>
            {check.mistakes.map(({ path, message }) => (
              <Text key={`${path} ${message}`}>{message}</Text>
            ))}
          </Stack>
        </SectionMessage>
      );
  }
}

function countChanges({ preview }: Extract<DraftCheck, { readonly kind: 'valid' }>): number {
  return preview.changes.length + preview.moreChanges;
}
