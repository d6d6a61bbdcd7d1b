import { Lozenge, SectionMessage, Stack, Text } from '@forge/react';
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
      <Stack space="space.100">
        {checks.map((check) => (
          <Text key={check.name}>
            <Lozenge appearance={check.ok ? 'success' : 'removed'}>
              {check.ok ? t.passed : t.failed}
            </Lozenge>{' '}
            <Text as="strong" weight="medium">
              {check.name}
            </Text>
            {`: ${check.message}`}
          </Text>
        ))}
      </Stack>
    </SectionMessage>
  );
}
