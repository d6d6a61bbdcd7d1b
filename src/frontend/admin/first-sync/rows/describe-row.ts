import type { BackfillView } from '../../../../shared/api';
import { texts } from '../../../texts';

type Row = NonNullable<BackfillView['current']>;

/** A row in one line: `WEB-1 ↔ #12 Checkout total is wrong`. */
export function describeRow(row: Row): string {
  const { jira, remote } = issuesIn(row);
  const keys = [jira?.key, remote?.key].filter((key) => key !== undefined).join(' ↔ ');
  const kind = row.kind === 'pair' ? '' : ` (${texts.admin.firstSync.rowKinds[row.kind]})`;
  return `${keys} ${jira?.title ?? remote?.title ?? ''}${kind}`;
}

/** The issues of a row by side, as far as it has them. */
export function issuesIn(row: Row) {
  return {
    jira: 'jira' in row ? row.jira : undefined,
    remote: 'remote' in row ? row.remote : undefined,
  };
}
