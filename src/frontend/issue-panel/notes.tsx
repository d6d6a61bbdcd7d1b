import { List, ListItem, SectionMessage, Stack, Text } from '@forge/react';
import type { PanelView } from '../../shared/api';
import { texts } from '../texts';

const t = texts.panel;

/** What stands in the way, in sentences; loud where somebody has to do something. */
export function Notes({ panel }: { readonly panel: PanelView }) {
  const notes = listNotes(panel);
  if (notes.length === 0) return null;
  if (panel.state !== 'problem') return <Sentences notes={notes} />;
  return (
    <SectionMessage appearance="error" title={t.notesTitle.problem}>
      <Sentences notes={notes} />
    </SectionMessage>
  );
}

function listNotes({ state, paused, twin, notes }: PanelView): readonly string[] {
  return [
    ...(paused === 'mapping' ? [t.pausedMapping] : []),
    ...(paused === 'pair' && state === 'paused' ? [t.pausedPair] : []),
    ...(state === 'waiting' ? [t.waiting] : []),
    ...(twin?.shown === 'unreadable' && state !== 'waiting' ? [t.unreadable(twin.key)] : []),
    ...notes,
  ];
}

function Sentences({ notes }: { readonly notes: readonly string[] }) {
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
