import { Button, LoadingButton } from '@forge/react';
import type { Answer, PanelView } from '../../shared/api';
import { Actions } from '../components/actions';
import { texts } from '../texts';
import { callPanel } from '../use-api';

const t = texts.panel;

type Call = 'syncNow' | 'pausePair' | 'resumePair';

/** What can be done with the pair, or with an issue that has no twin. */
export function PanelActions({
  panel: { state, paused, twin },
  running,
  run,
  onOpen,
}: {
  readonly panel: PanelView;
  readonly running: string | null;
  readonly run: (name: Call, action: () => Promise<Answer<PanelView>>) => Promise<void>;
  readonly onOpen: (what: 'unlink' | 'link') => void;
}) {
  const button = (call: Call, label: string, isSubtle: boolean) => (
    <LoadingButton
      appearance={isSubtle ? 'subtle' : 'default'}
      isLoading={running === call}
      isDisabled={running !== null && running !== call}
      onClick={() => run(call, () => callPanel(call))}
    >
      {label}
    </LoadingButton>
  );
  if (!twin) {
    return (
      <Actions label={t.actions}>
        <LoadingButton
          isLoading={running === 'syncNow'}
          isDisabled={paused !== null || state === 'syncing'}
          onClick={() => run('syncNow', () => callPanel('syncNow'))}
        >
          {t.createTwin}
        </LoadingButton>
        <Button appearance="subtle" onClick={() => onOpen('link')}>
          {t.linkExisting}
        </Button>
      </Actions>
    );
  }
  return (
    <Actions label={t.actions}>
      {paused === null && button('syncNow', t.syncNow, false)}
      {paused === 'pair' && button('resumePair', t.resume, false)}
      {paused === null && button('pausePair', t.pause, true)}
      <Button appearance="subtle" onClick={() => onOpen('unlink')}>
        {t.unlink}
      </Button>
    </Actions>
  );
}
