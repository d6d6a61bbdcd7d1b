import { List, ListItem, Stack, Text } from '@forge/react';
import type { AdminAnswers, MappingChoices } from '../../../shared/api';
import { texts } from '../../texts';
import { describeChange, describeNote } from './describe-change';

const t = texts.admin.configuration.mappingEditor.save;

/** More than this is not read before saying yes. */
const MAX_LISTED = 30;

/** What an import would change, and what that means for pairs that exist. */
export function ChangesList({
  preview: { changes, moreChanges, existing },
  choices = null,
}: {
  readonly preview: Extract<AdminAnswers['previewImport'], { readonly valid: true }>;
  /** By which fields are named, where one mapping is edited. */
  readonly choices?: MappingChoices | null;
}) {
  const rest = Math.max(0, changes.length - MAX_LISTED) + moreChanges;
  const sentences = changes.slice(0, MAX_LISTED).map((change) => describeChange(change, choices));
  const notes = existing.flatMap((mapping) =>
    mapping.notes.map((note) => describeNote(note, choices)),
  );
  return (
    <Stack space="space.150">
      <Stack space="space.050">
        <List type="unordered">
          {sentences.map((sentence) => (
            <ListItem key={sentence}>{sentence}</ListItem>
          ))}
        </List>
        {rest > 0 && <Text>{t.more(rest)}</Text>}
      </Stack>
      {notes.length > 0 && (
        <Stack space="space.050">
          <Text weight="bold">{t.existing}</Text>
          <List type="unordered">
            {notes.map((note) => (
              <ListItem key={note}>{note}</ListItem>
            ))}
          </List>
        </Stack>
      )}
    </Stack>
  );
}
