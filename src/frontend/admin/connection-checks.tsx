import { DynamicTable, Lozenge, SectionMessage, Text } from '@forge/react';
import type { ConnectionCheck } from '../../shared/api';
import { texts } from '../texts';

const t = texts.admin.connections;

/** What the connection test found, each finding with what to do about it. */
export function ConnectionChecks({ checks }: { readonly checks: readonly ConnectionCheck[] }) {
  const failed = checks.filter((check) => !check.ok).length;
  return (
    <SectionMessage
      appearance={failed === 0 ? 'success' : 'error'}
      title={failed === 0 ? t.allPassed : t.someFailed(failed)}
    >
      <DynamicTable
        label={t.test}
        rows={checks.map((check, index) => ({
          key: `${index}`,
          cells: [
            {
              key: 'ok',
              content: (
                <Lozenge appearance={check.ok ? 'success' : 'removed'}>
                  {check.ok ? t.passed : t.failed}
                </Lozenge>
              ),
            },
            { key: 'name', content: <Text weight="medium">{check.name}</Text> },
            { key: 'message', content: <Text>{check.message}</Text> },
          ],
        }))}
      />
    </SectionMessage>
  );
}
