import { Inline, Link, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { Answer, PanelView } from '../../shared/api';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import { useAction } from '../use-api';
import { LinkForm } from './link-form';
import { Notes } from './notes';
import { OpenConflicts } from './open-conflicts';
import { PairHistory } from './pair-history';
import { PanelActions } from './panel-actions';
import { TwinFacts } from './twin-facts';
import { UnlinkDialog } from './unlink-dialog';

const t = texts.panel;

const APPEARANCES = {
  'in-sync': 'success',
  syncing: 'inprogress',
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
  const act = async (name: string, action: () => Promise<Answer<PanelView>>) => {
    const answer = await run(name, action);
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
        <Lozenge appearance={APPEARANCES[panel.state]}>{t.states[panel.state]}</Lozenge>
        {twin ? (
          <Text>
            <Link href={twin.url} openNewTab={true}>
              {nameTwin(twin)}
            </Link>
          </Text>
        ) : (
          <Text>{tellNoTwin(panel.state)}</Text>
        )}
      </Inline>
      <OpenConflicts panel={panel} onChanged={onChanged} />
      <Notes panel={panel} />
      {twin && <TwinFacts panel={panel} twin={twin} />}
      {reason !== null && <Failure reason={reason} />}
      {isMapped && !panel.canEdit && (
        <Text size="small" color="color.text.subtle">
          {t.readOnly}
        </Text>
      )}
      {isMapped && panel.canEdit && open !== 'link' && (
        <PanelActions panel={panel} running={running} run={act} onOpen={setOpen} />
      )}
      {open === 'link' && <LinkForm onLinked={show} onCancel={() => setOpen(null)} />}
      {twin && <PairHistory revision={panel} />}
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

function nameTwin({ key, title, shown }: NonNullable<PanelView['twin']>): string {
  if (shown === 'private') return t.privateTwin(key);
  return shown === 'whole' ? `${key} ${title}` : key;
}

function tellNoTwin(state: PanelView['state']): string {
  if (state === 'not-mapped') return t.notMapped;
  return state === 'syncing' ? t.twinOnItsWay : t.noTwinYet;
}
