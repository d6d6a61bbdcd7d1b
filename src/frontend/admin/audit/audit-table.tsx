import { DynamicTable, Inline, Text } from '@forge/react';
import type { AuditEntryView, AuditView, MappingView } from '../../../shared/api';
import { Ago } from '../../components/ago';
import { JiraLink } from '../../components/jira-link';
import { nameCause, nameField, texts } from '../../texts';

const t = texts.admin.audit;

/** Entries, newest first. */
export function AuditTable({
  entries,
  people,
  mappings,
  isFiltered,
}: {
  readonly entries: readonly AuditEntryView[];
  readonly people: AuditView['people'];
  readonly mappings: readonly MappingView[];
  readonly isFiltered: boolean;
}) {
  if (entries.length === 0) {
    return <Text color="color.text.subtle">{isFiltered ? t.noneFits : t.empty}</Text>;
  }
  return (
    <DynamicTable
      label={t.entries}
      head={{
        cells: [
          { key: 'when', content: t.when, width: 14 },
          { key: 'issue', content: t.issue, width: 16 },
          { key: 'kind', content: t.kind, width: 18 },
          { key: 'what', content: t.what },
          { key: 'cause', content: t.cause, width: 18 },
        ],
      }}
      rows={entries.map((entry, index) => ({
        key: `${entry.atMs}-${index}`,
        cells: [
          {
            key: 'when',
            content: (
              <Inline>
                <Ago atMs={entry.atMs} />
              </Inline>
            ),
          },
          { key: 'issue', content: <Issue entry={entry} mappings={mappings} /> },
          { key: 'kind', content: <Text>{t.kinds[entry.kind]}</Text> },
          { key: 'what', content: <Text>{describe(entry, people)}</Text> },
          { key: 'cause', content: <Text>{people[entry.cause] ?? nameCause(entry.cause)}</Text> },
        ],
      }))}
    />
  );
}

/** Both keys; what concerns no pair names its mapping's projects, and a link that is gone its id. */
function Issue({
  entry: { jiraKey, remoteKey, linkId, mappingId },
  mappings,
}: {
  readonly entry: AuditEntryView;
  readonly mappings: readonly MappingView[];
}) {
  if (jiraKey === null) {
    const mapping = mappings.find(({ id }) => id === mappingId);
    const pair = mapping && texts.admin.firstSync.pair(mapping.jiraProject, mapping.redmineProject);
    return <Text>{linkId ?? pair ?? mappingId ?? ''}</Text>;
  }
  return (
    <Text>
      <JiraLink issueKey={jiraKey} />
      {` ↔ ${remoteKey}`}
    </Text>
  );
}

/** Like `Summary: Old → New`. */
function describe(
  { kind, field, from, to, side }: AuditEntryView,
  people: AuditView['people'],
): string {
  const values = [from, to]
    .filter((value) => value !== null)
    .map((value) => people[value] ?? nameValue(value));
  const name = field === null ? '' : isDoing(kind) ? (t.doings[field] ?? field) : nameField(field);
  const what = [name, values.join(' → ')].filter((part) => part !== '').join(': ');
  return side === null || kind === 'conflict-decided' ? what : t.onSide(what, t.sides[side]);
}

/** What was done is named where others name a field. */
function isDoing(kind: AuditEntryView['kind']): boolean {
  return kind === 'admin' || kind === 'notice-given';
}

/** Texts are recorded by their digest, which says nothing to people. */
function nameValue(value: string): string {
  return value.startsWith('digest:') ? t.text : value;
}
