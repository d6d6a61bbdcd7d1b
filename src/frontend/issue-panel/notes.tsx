import { List, ListItem, SectionMessage, Stack, Text } from '@forge/react';
import type { PanelView } from '../../shared/api';
import { texts } from '../texts';

/** What stands in the way, in sentences; loud where somebody has to do something. */
export function Notes({ state, notes }: Pick<PanelView, 'state' | 'notes'>) {
  if (notes.length === 0) return null;
  if (state !== 'conflict' && state !== 'problem') return <Sentences notes={notes} />;
  return (
    <SectionMessage
      appearance={state === 'conflict' ? 'warning' : 'error'}
      title={texts.panel.notesTitle[state]}
    >
      <Sentences notes={notes} />
    </SectionMessage>
  );
}

function Sentences({ notes }: Pick<PanelView, 'notes'>) {
  if (notes.length === 1) return <Text>{notes[0]}</Text>;
  return (
    <Stack>
      <List type="unordered">
        {notes.map((note) => (
          <ListItem key={note}>{note}</ListItem>
        ))}
      </List>
    </Stack>
  );
}
