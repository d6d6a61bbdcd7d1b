import { Heading, Inline, Lozenge, SectionMessage, Stack, Text } from '@forge/react';
import {
  FINDING_GROUPS,
  FINDINGS,
  type Finding,
  type FindingLevel,
} from '../../../core/doctor/finding';
import { texts } from '../../texts';

const t = texts.admin.doctor;

const APPEARANCES = {
  broken: 'removed',
  doubtful: 'moved',
  untold: 'default',
  well: 'success',
} as const satisfies Readonly<Record<FindingLevel, string>>;

/** All that the doctor found: what is to mend first, each with how, and the rest by its place. */
export function FindingsList({ findings }: { readonly findings: readonly Finding[] }) {
  const ailing = findings.filter(({ level }) => level === 'broken' || level === 'doubtful');
  const rest = findings.filter((finding) => !ailing.includes(finding));
  const broken = ailing.filter(({ level }) => level === 'broken').length;
  return (
    <Stack space="space.200">
      <SectionMessage
        appearance={broken > 0 ? 'error' : ailing.length > 0 ? 'warning' : 'success'}
        title={t.summary(broken, ailing.length - broken)}
      >
        {ailing.length > 0 && (
          <Stack space="space.150">
            {ailing.map((finding) => (
              <Ailment key={keyOf(finding)} finding={finding} />
            ))}
          </Stack>
        )}
      </SectionMessage>
      <Inline space="space.400" rowSpace="space.200" shouldWrap={true}>
        {FINDING_GROUPS.map((group) => {
          const found = rest.filter(({ kind }) => FINDINGS[kind] === group);
          if (found.length === 0) return null;
          return (
            <Stack key={group} space="space.075">
              <Heading as="h3" size="xxsmall">
                {t.groups[group]}
              </Heading>
              {found.map((finding) => (
                <Said key={keyOf(finding)} finding={finding} />
              ))}
            </Stack>
          );
        })}
      </Inline>
    </Stack>
  );
}

function Ailment({ finding }: { readonly finding: Finding }) {
  const todo = t.todo[finding.kind];
  return (
    <Stack space="space.025">
      <Text>
        <Lozenge appearance={APPEARANCES[finding.level]}>{t.levels[finding.level]}</Lozenge>{' '}
        <Text as="strong" weight="medium">
          {sentenceOf(finding)}
        </Text>
      </Text>
      {todo !== undefined && <Text>{todo}</Text>}
    </Stack>
  );
}

function Said({ finding }: { readonly finding: Finding }) {
  return (
    <Text>
      <Lozenge appearance={APPEARANCES[finding.level]}>{t.levels[finding.level]}</Lozenge>{' '}
      {sentenceOf(finding)}
    </Text>
  );
}

function sentenceOf({ kind, level, detail, about }: Finding): string {
  return t.says[kind][level]?.(detail ?? '', about ?? '') ?? `${kind}: ${detail ?? level}`;
}

function keyOf({ kind, about, level }: Finding): string {
  return `${kind} ${about} ${level}`;
}
