/** The plan as a table for a spreadsheet: a line for each row. */
import { toCell } from '../csv';
import { issuesOf, type RowDetail, type RowOutcome, type ShownRow } from './plan-row';

const COLUMNS: Readonly<Record<string, (shown: ShownRow) => string>> = {
  row: ({ row }) => String(row.number),
  kind: ({ row }) => row.kind,
  jira: ({ row }) => issuesOf(row).jira?.key ?? '',
  jiraTitle: ({ row }) => issuesOf(row).jira?.title ?? '',
  redmine: ({ row }) => issuesOf(row).remote?.key ?? '',
  redmineTitle: ({ row }) => issuesOf(row).remote?.title ?? '',
  level: ({ row }) => String(row.level),
  details: ({ row }) =>
    row.kind === 'skip' ? row.reason : row.details.map(describeDetail).join('\n'),
  outcome: ({ outcome }) => outcome.kind,
  message: ({ outcome }) => messageOf(outcome),
};

/** What stands before the first row. */
export function exportHeading(): string {
  return `${Object.keys(COLUMNS).join(',')}\r\n`;
}

/** One row, with its line end. */
export function exportRow(shown: ShownRow): string {
  return `${Object.values(COLUMNS)
    .map((column) => toCell(column(shown)))
    .join(',')}\r\n`;
}

function describeDetail(detail: RowDetail): string {
  switch (detail.kind) {
    case 'change':
      return `change ${detail.side} ${detail.field}: ${detail.from ?? ''} → ${detail.to ?? ''}`;
    case 'conflict':
      return `conflict ${detail.field}: ${detail.jira ?? ''} | ${detail.remote ?? ''}`;
    case 'lossy':
      return `lossy ${detail.field}: ${detail.what.join(', ')}`;
    case 'person-not-mapped':
    case 'value-not-mapped':
      return `${detail.kind} ${detail.side} ${detail.field}: ${detail.value}`;
    case 'attachments':
      return `attachments to ${detail.side}: ${detail.count}, ${detail.bytes} bytes, ${detail.tooLarge} too large`;
    default:
      return detail satisfies never;
  }
}

function messageOf(outcome: RowOutcome): string {
  if (outcome.kind === 'skipped' || outcome.kind === 'left') return outcome.reason;
  if (outcome.kind === 'failed') return outcome.message;
  if (outcome.kind === 'undone') return (outcome.kept ?? []).join('\n');
  return outcome.kind === 'done' ? outcome.linkId : '';
}
