import { Button, Inline, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ConflictView, PanelView } from '../../shared/api';
import { nameField, texts } from '../texts';
import { ConflictDialog } from './conflict-dialog';

/** The fields that wait for a decision, for somebody who may take it. */
export function OpenConflicts({
  conflicts,
  onChanged,
}: {
  readonly conflicts: readonly ConflictView[];
  readonly onChanged: (panel: PanelView) => void;
}) {
  const [deciding, setDeciding] = useState<ConflictView | null>(null);
  const open = conflicts.filter(({ isDecided }) => !isDecided);
  if (open.length === 0) return null;
  return (
    <>
      <SectionMessage appearance="warning" title={texts.panel.notesTitle.conflict}>
        <Stack space="space.100">
          <Text>{texts.panel.changedOnBoth(open.map(({ field }) => nameField(field)))}</Text>
          <Inline space="space.100" shouldWrap={true}>
            {open.map((conflict, index) => (
              <Button
                key={conflict.field}
                appearance={index === 0 ? 'primary' : 'default'}
                onClick={() => setDeciding(conflict)}
              >
                {texts.panel.decide(nameField(conflict.field))}
              </Button>
            ))}
          </Inline>
        </Stack>
      </SectionMessage>
      <ConflictDialog
        conflict={deciding}
        onClose={() => setDeciding(null)}
        onDecided={(panel) => {
          setDeciding(null);
          onChanged(panel);
        }}
      />
    </>
  );
}
