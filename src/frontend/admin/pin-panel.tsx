import { showFlag } from '@forge/bridge';
import { LoadingButton } from '@forge/react';
import type { Answer, MappingView } from '../../shared/api';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';

const t = texts.admin.pin;

/** Shows the panel on every issue of a project, for people who would never look for it. */
export function PinPanel({ mapping }: { readonly mapping: MappingView }) {
  const { running, run } = useAction();
  return (
    <LoadingButton
      appearance="subtle"
      spacing="compact"
      isLoading={running !== null}
      onClick={() => run('pin', () => pinPanel(mapping.id, mapping.jiraProject))}
    >
      {t.pin}
    </LoadingButton>
  );
}

/** Pins the panel and tells how that went. */
export async function pinPanel(mappingId: string, jiraProject: string): Promise<Answer<unknown>> {
  const answer = await callAdmin('pinPanel', { mappingId });
  showFlag({
    id: `pin-${mappingId}`,
    isAutoDismiss: answer.ok,
    ...(answer.ok
      ? {
          type: 'success',
          title: t.pinned(jiraProject),
          description: t.pinnedBody[answer.value.state],
        }
      : {
          type: 'error',
          title: t.notPinned(jiraProject),
          description: t.notPinnedBody(answer.reason),
        }),
  });
  return answer;
}
