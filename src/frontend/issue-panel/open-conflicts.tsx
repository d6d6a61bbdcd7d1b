import { Button, Inline, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { PanelView } from '../../shared/api';
import { nameField, texts } from '../texts';
import { ConflictDialog } from './conflict-dialog';

const t = texts.panel;

/** The fields that wait for a decision, and who takes it; buttons for somebody who may. */
export function OpenConflicts({
  panel: { conflicts, canDecide, decidedBy },
  onChanged,
}: {
  readonly panel: PanelView;
  readonly onChanged: (panel: PanelView) => void;
}) {
  const [deciding, setDeciding] = useState<string | null>(null);
  const open = conflicts.filter(({ isDecided }) => !isDecided).map(({ field }) => field);
  if (open.length === 0) return null;
  return (
    <>
      <SectionMessage appearance="warning" title={t.notesTitle.conflict}>
        <Stack space="space.100">
          <Text>{t.changedOnBoth(open.map(nameField))}</Text>
          {canDecide ? (
            <Inline space="space.100" shouldWrap={true}>
              {open.map((field, index) => (
                <Button
                  key={field}
                  appearance={index === 0 ? 'primary' : 'default'}
                  onClick={() => setDeciding(field)}
                >
                  {t.decide(nameField(field))}
                </Button>
              ))}
            </Inline>
          ) : (
            <Text>{tellDeciders(decidedBy)}</Text>
          )}
        </Stack>
      </SectionMessage>
      <ConflictDialog
        field={deciding}
        onClose={() => setDeciding(null)}
        onDecided={(panel) => {
          setDeciding(null);
          onChanged(panel);
        }}
      />
    </>
  );
}

function tellDeciders(decidedBy: PanelView['decidedBy']): string {
  return typeof decidedBy === 'object' ? t.decidedBy.role(decidedBy.role) : t.decidedBy[decidedBy];
}
