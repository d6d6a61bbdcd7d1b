import { Box, Checkbox, Stack, xcss } from '@forge/react';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { CarriedRules } from './carried-rules';
import { DeletionRules } from './deletion-rules';
import { mistakesAt } from './draft';
import { NoticeRules } from './notice-rules';
import { Chooser } from './pair-dialog';
import { CrossingChooser, type RulesProps, RuleText } from './rule-fields';
import { ScopeRules } from './scope-rules';
import { ScreenRules } from './screen-rules';

const t = texts.admin.configuration.mappingRules;
const POLICIES = ['manual', 'jira', 'redmine', 'newest', 'halt'] as const;
const DECIDERS = ['jira-admins', 'project-admins', 'role'] as const;

/** Lines of a form are read at a glance. */
const formStyle = xcss({ maxWidth: '640px' });

/** The rules of a mapping that are no rows. */
export function RulesPart(props: RulesProps) {
  return (
    <Box xcss={formStyle}>
      <Stack space="space.400">
        <General {...props} />
        <Conflicts {...props} />
        <CarriedRules {...props} />
        <ScopeRules {...props} />
        <DeletionRules {...props} />
        <ScreenRules {...props} />
        <NoticeRules {...props} />
      </Stack>
    </Box>
  );
}

function General({ mapping, onChange }: RulesProps) {
  const { create } = mapping;
  return (
    <Section heading={t.general}>
      <CrossingChooser
        id="rule-direction"
        label={t.direction}
        value={mapping.direction}
        mayBeOff={false}
        onChoose={(direction) => direction && onChange({ direction })}
      />
      <Checkbox
        name="create-redmine"
        label={t.createRedmine}
        isChecked={create.redmine}
        onChange={(event) =>
          onChange({ create: { ...create, redmine: event.target.checked === true } })
        }
      />
      <Checkbox
        name="create-jira"
        label={t.createJira}
        isChecked={create.jira}
        onChange={(event) =>
          onChange({ create: { ...create, jira: event.target.checked === true } })
        }
      />
    </Section>
  );
}

function Conflicts({ mapping, mistakes, onChange }: RulesProps) {
  const { decidedBy = 'jira-admins', onConflict } = mapping;
  const isRole = typeof decidedBy === 'object';
  return (
    <Section heading={t.conflicts}>
      <Chooser
        id="rule-policy"
        label={t.onConflict}
        choices={POLICIES.map((value) => ({
          value,
          label: texts.admin.configuration.mappingEditor.policies[value],
        }))}
        value={onConflict}
        onChoose={(value) =>
          onChange({ onConflict: POLICIES.find((known) => known === value) ?? onConflict })
        }
      />
      <Chooser
        id="rule-decided-by"
        label={t.decidedBy}
        choices={DECIDERS.map((value) => ({ value, label: t.deciders[value] }))}
        value={isRole ? 'role' : decidedBy}
        onChoose={(value) =>
          onChange({
            decidedBy:
              value === 'role'
                ? { role: isRole ? decidedBy.role : '' }
                : value === 'project-admins'
                  ? value
                  : undefined,
          })
        }
      />
      {isRole && (
        <RuleText
          id="rule-role"
          label={t.role}
          mistake={mistakesAt(mistakes, 'decidedBy')[0]}
          value={decidedBy.role}
          onChange={(role = '') => onChange({ decidedBy: { role } })}
        />
      )}
    </Section>
  );
}
