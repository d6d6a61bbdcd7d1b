import { Button, Inline, Link, LoadingButton, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { PanelView } from '../../shared/api';
import { Actions } from '../components/actions';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import { callPanel, useAction } from '../use-api';
import { LinkForm } from './link-form';
import { Notes } from './notes';
import { OpenConflicts } from './open-conflicts';
import { TwinFacts } from './twin-facts';
import { UnlinkDialog } from './unlink-dialog';

const APPEARANCES = {
  'in-sync': 'success',
  waiting: 'inprogress',
  conflict: 'removed',
  problem: 'removed',
  paused: 'moved',
  'not-linked': 'default',
  'not-mapped': 'default',
} as const satisfies Record<PanelView['state'], string>;

/** The panel once it is read: the state in one word, the twin, and what can be done. */
export function PanelContent({
  panel,
  onChanged,
}: {
  readonly panel: PanelView;
  readonly onChanged: (panel: PanelView) => void;
}) {
  const [open, setOpen] = useState<'unlink' | 'link' | null>(null);
  const { running, reason, run } = useAction();
  const syncNow = async () => {
    const answer = await run('sync', () => callPanel('syncNow'));
    if (answer.ok) onChanged(answer.value);
  };
  const show = (changed: PanelView) => {
    setOpen(null);
    onChanged(changed);
  };
  const { twin } = panel;
  const isMapped = panel.state !== 'not-mapped';

  return (
    <Stack space="space.200">
      <Inline space="space.100" alignBlock="center" shouldWrap={true}>
        <Lozenge appearance={APPEARANCES[panel.state]}>{texts.panel.states[panel.state]}</Lozenge>
        {twin && (
          <Text>
            <Link href={twin.url} openNewTab={true}>{`${twin.key} ${twin.title}`}</Link>
          </Text>
        )}
        {!twin && <Text>{isMapped ? texts.panel.noTwinYet : texts.panel.notMapped}</Text>}
      </Inline>
      {panel.canDecide && <OpenConflicts conflicts={panel.conflicts} onChanged={onChanged} />}
      <Notes state={panel.state} notes={panel.notes} />
      {twin && <TwinFacts panel={panel} twin={twin} />}
      {reason !== null && <Failure reason={reason} />}
      {isMapped && !panel.canEdit && (
        <Text size="small" color="color.text.subtle">
          {texts.panel.readOnly}
        </Text>
      )}
      {isMapped && panel.canEdit && open !== 'link' && (
        <Actions label={texts.admin.tabs.label}>
          <LoadingButton
            isLoading={running !== null}
            isDisabled={panel.state === 'paused'}
            onClick={syncNow}
          >
            {twin ? texts.panel.syncNow : texts.panel.createTwin}
          </LoadingButton>
          {twin ? (
            <Button appearance="subtle" onClick={() => setOpen('unlink')}>
              {texts.panel.unlink}
            </Button>
          ) : (
            <Button appearance="subtle" onClick={() => setOpen('link')}>
              {texts.panel.linkExisting}
            </Button>
          )}
        </Actions>
      )}
      {open === 'link' && <LinkForm onLinked={show} onCancel={() => setOpen(null)} />}
      {twin && (
        <UnlinkDialog
          isOpen={open === 'unlink'}
          twinKey={twin.key}
          onClose={() => setOpen(null)}
          onUnlinked={show}
        />
      )}
    </Stack>
  );
}
