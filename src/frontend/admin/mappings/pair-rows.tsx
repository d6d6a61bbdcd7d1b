import { Button, DynamicTable, ErrorMessage, Inline, Stack, Text } from '@forge/react';
import type { ConfiguredDirection } from '../../../core/configuration/configuration';
import type { SuggestedPair } from '../../../shared/api';
import { Actions } from '../../components/actions';
import { texts } from '../../texts';

const t = texts.admin.configuration.mappingEditor;

/** More names than this are counted. */
const MAX_NAMED = 12;

export interface ShownPair {
  /** As people read them. */
  readonly jira: string;
  readonly redmine: string;
  readonly direction: ConfiguredDirection;
  readonly notes: readonly string[];
  readonly mistakes: readonly string[];
}

/** Rows of two sides with an arrow between them, what is suggested, and what is left over. */
export function PairRows({
  label,
  pairs,
  suggested,
  left,
  onAdd,
  onEdit,
  onRemove,
  onTake,
}: {
  readonly label: string;
  readonly pairs: readonly ShownPair[];
  /** Not mapped yet, by the names that people read. */
  readonly suggested: readonly SuggestedPair[];
  readonly left: { readonly jira: readonly string[]; readonly redmine: readonly string[] };
  readonly onAdd: () => void;
  readonly onEdit: (index: number) => void;
  readonly onRemove: (index: number) => void;
  readonly onTake: () => void;
}) {
  const hasNotes = pairs.some(({ notes, mistakes }) => notes.length + mistakes.length > 0);
  return (
    <Stack space="space.100">
      {pairs.length === 0 ? (
        <Text color="color.text.subtle">{t.rows.none}</Text>
      ) : (
        <DynamicTable
          label={label}
          rowsPerPage={25}
          head={{
            cells: [
              { key: 'jira', content: t.inJira, width: 24 },
              { key: 'direction', content: t.direction, width: 8 },
              { key: 'redmine', content: t.inRedmine, width: 24 },
              { key: 'note', content: hasNotes ? t.note : '' },
              { key: 'actions', content: t.actions, width: 16 },
            ],
          }}
          rows={pairs.map((pair, index) => ({
            key: `${index}`,
            cells: [
              { key: 'jira', content: <Text>{pair.jira}</Text> },
              {
                key: 'direction',
                content: <Text color="color.text.subtle">{t.arrows[pair.direction]}</Text>,
              },
              { key: 'redmine', content: <Text>{pair.redmine}</Text> },
              { key: 'note', content: <Notes {...pair} /> },
              {
                key: 'actions',
                content: (
                  <Inline space="space.050">
                    <Button spacing="compact" onClick={() => onEdit(index)}>
                      {t.rows.edit}
                    </Button>
                    <Button appearance="subtle" spacing="compact" onClick={() => onRemove(index)}>
                      {t.rows.remove}
                    </Button>
                  </Inline>
                ),
              },
            ],
          }))}
        />
      )}
      {suggested.length > 0 && (
        <Text color="color.text.subtle">
          {t.rows.suggested(suggested.map(({ jira, redmine }) => t.pair(jira, redmine)))}
        </Text>
      )}
      <Left names={left.jira} side={t.inJira} />
      <Left names={left.redmine} side={t.inRedmine} />
      <Actions label={label}>
        {suggested.length > 0 && (
          <Button onClick={onTake}>{t.rows.takeAll(suggested.length)}</Button>
        )}
        <Button onClick={onAdd}>{t.rows.add}</Button>
      </Actions>
    </Stack>
  );
}

function Notes({ notes, mistakes }: Pick<ShownPair, 'notes' | 'mistakes'>) {
  return (
    <Stack>
      {mistakes.map((mistake) => (
        <ErrorMessage key={mistake}>{mistake}</ErrorMessage>
      ))}
      {notes.map((note) => (
        <Text key={note} size="small" color="color.text.subtle">
          {note}
        </Text>
      ))}
    </Stack>
  );
}

function Left({ names, side }: { readonly names: readonly string[]; readonly side: string }) {
  if (names.length === 0) return null;
  return (
    <Text size="small" color="color.text.subtle">
      {t.rows.left(names.slice(0, MAX_NAMED), side, Math.max(0, names.length - MAX_NAMED))}
    </Text>
  );
}
