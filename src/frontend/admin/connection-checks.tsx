import { Inline, Lozenge, SectionMessage, Stack, Text } from '@forge/react';
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
          <Inline key={check.name} space="space.100" alignBlock="start">
            <Lozenge appearance={check.ok ? 'success' : 'removed'}>
              {check.ok ? t.passed : t.failed}
            </Lozenge>
            <Text>
              <Text as="strong" weight="medium">
                {check.name}
              </Text>
              {`: ${check.message}`}
            </Text>
          </Inline>
        ))}
      </Stack>
    </SectionMessage>
  );
}
