/** The row of who may see an issue: Jira's level and Redmine's box. */
import type { RowSpec } from '../rows/row-spec';
import { PRIVATE_LEVEL } from './access';

export const PRIVACY_SPEC: RowSpec = {
  what: 'security level ↔ private',
  jira: {
    place: { kind: 'system', key: 'security' },
    options: [],
    isItemized: false,
    write: (_world, key, shown) => ({ [key]: shown === '' ? null : { name: shown } }),
    read: (raw) => (raw as { name: string } | null | undefined)?.name ?? '',
    past: (_id, text) => text ?? '',
  },
  redmine: {
    name: 'is_private',
    detail: { property: 'attr', name: 'is_private' },
    isItemized: false,
    write: (shown) => ({ is_private: shown === '1' }),
    read: (issue) => (issue.is_private ? '1' : ''),
    past: (value) => (value === '1' ? '1' : ''),
  },
  values: [[PRIVATE_LEVEL, '1']],
};
