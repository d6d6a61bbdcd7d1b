import { DynamicTable, Inline, Link, Lozenge, Stack, Text } from '@forge/react';
import type { RowDetail } from '../../../core/backfill/plan-row';
import type { TriedView } from '../../../shared/api';
import { Card } from '../../components/card';
import { nameField, texts } from '../../texts';

const t = texts.admin.configuration.trial;
const SIDES = ['jira', 'remote'] as const;
const MEGABYTE = 1_000_000;

/** One issue and everything that the sync would do to it or could not carry. */
export function TriedIssue({ issue }: { readonly issue: TriedView }) {
  const verdict = judge(issue);
  const lines = linesOf(issue);
  const rows = issue.details.flatMap(toRow);
  return (
    <Card>
      <Stack space="space.100">
        <Inline space="space.100" alignBlock="center" shouldWrap={true}>
          <Lozenge appearance={verdict.appearance}>{verdict.text}</Lozenge>
          <Keys issue={issue} />
          <Text>{issue.title}</Text>
        </Inline>
        {lines.map((line) => (
          <Text key={line} color="color.text.subtle">
            {line}
          </Text>
        ))}
        {rows.length > 0 && (
          <DynamicTable
            label={issue.name}
            head={{
              cells: [
                { key: 'what', content: t.what, width: 20 },
                { key: 'field', content: t.field, width: 16 },
                { key: 'before', content: t.before, width: 32 },
                { key: 'after', content: t.after },
              ],
            }}
            rows={rows.map((row, index) => ({
              key: `${index}`,
              cells: [
                { key: 'what', content: <Lozenge appearance={row.appearance}>{row.what}</Lozenge> },
                { key: 'field', content: <Text>{nameField(row.field)}</Text> },
                { key: 'before', content: <Text maxLines={4}>{row.before}</Text> },
                { key: 'after', content: <Text maxLines={4}>{row.after}</Text> },
              ],
            }))}
          />
        )}
      </Stack>
    </Card>
  );
}

function Keys({ issue: { keys, urls, name } }: { readonly issue: TriedView }) {
  const known = SIDES.flatMap((side) => {
    const key = keys[side];
    const url = urls[side];
    return key === undefined ? [] : [{ key, url }];
  });
  if (known.length === 0) return <Text weight="bold">{name}</Text>;
  return (
    <Inline space="space.100">
      {known.map(({ key, url }) => (
        <Text key={key} weight="bold">
          {url === undefined ? (
            key
          ) : (
            <Link href={url} openNewTab={true}>
              {key}
            </Link>
          )}
        </Text>
      ))}
    </Inline>
  );
}

type Appearance = 'success' | 'inprogress' | 'moved' | 'removed' | 'new' | 'default';

interface Verdict {
  readonly text: string;
  readonly appearance: Appearance;
}

function judge({ kind, reason, details, comments }: TriedView): Verdict {
  switch (kind) {
    case 'skip':
      return { text: t.verdicts.skip, appearance: 'default' };
    case 'create-in-jira':
    case 'create-in-remote': {
      const side = kind === 'create-in-jira' ? 'jira' : 'remote';
      return reason === null
        ? { text: t.verdicts.create[side], appearance: 'new' }
        : { text: t.verdicts.wait[side], appearance: 'default' };
    }
    case 'pair': {
      if (details.some((detail) => detail.kind === 'conflict')) {
        return { text: t.verdicts.conflict, appearance: 'removed' };
      }
      const writes = details.some(
        (detail) => detail.kind === 'change' || detail.kind === 'attachments',
      );
      return writes || comments.jira + comments.remote > 0
        ? { text: t.verdicts.change, appearance: 'inprogress' }
        : { text: t.verdicts.same, appearance: 'success' };
    }
  }
}

/** What is no row of the table. */
function linesOf({ kind, reason, comments, details }: TriedView): readonly string[] {
  const files = details.flatMap((detail) => {
    if (detail.kind !== 'attachments') return [];
    const { side, count, bytes, tooLarge } = detail;
    const sentence = t.files[side](count, (bytes / MEGABYTE).toFixed(1));
    return [tooLarge > 0 ? `${sentence} ${t.tooLarge(tooLarge)}` : sentence];
  });
  const said = SIDES.flatMap((side) =>
    comments[side] > 0 ? [t.comments[side](comments[side])] : [],
  );
  const why = reason === null ? [] : [kind.startsWith('create') ? t.byHand(reason) : reason];
  return [...why, ...said, ...files];
}

interface Row {
  readonly what: string;
  readonly appearance: Appearance;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

function toRow(detail: RowDetail): readonly Row[] {
  switch (detail.kind) {
    case 'change':
      return [
        {
          what: t.change[detail.side],
          appearance: 'inprogress',
          field: detail.field,
          before: detail.from ?? t.empty,
          after: detail.to ?? t.empty,
        },
      ];
    case 'conflict':
      return [
        {
          what: t.conflict,
          appearance: 'removed',
          field: detail.field,
          before: t.inSide(t.sides.jira, detail.jira ?? t.empty),
          after: t.inSide(t.sides.remote, detail.remote ?? t.empty),
        },
      ];
    case 'lossy':
      return [
        {
          what: t.lossy,
          appearance: 'moved',
          field: detail.field,
          before: detail.what.join(', '),
          after: '',
        },
      ];
    case 'person-not-mapped':
    case 'value-not-mapped':
      return [
        {
          what: detail.kind === 'person-not-mapped' ? t.person : t.value,
          appearance: 'moved',
          field: detail.field,
          before: t.inSide(t.sides[detail.side], detail.value),
          after: '',
        },
      ];
    case 'attachments':
      return [];
  }
}
