import type { ConfiguredDeletion } from '../../../core/configuration/configuration';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { mistakesAt } from './draft';
import { Chooser } from './pair-dialog';
import { type RulesProps, RuleText } from './rule-fields';

const t = texts.admin.configuration.mappingRules;
const RULES = ['ignore', 'unlink', 'close', 'delete'] as const;

/** What becomes of the twin of an issue that was deleted. */
export function DeletionRules({
  mapping: { deleting = 'ignore' },
  mistakes,
  onChange,
}: RulesProps) {
  const close = typeof deleting === 'object' ? deleting.close : null;
  const mistake = mistakesAt(mistakes, 'deleting')[0];
  return (
    <Section heading={t.deletion}>
      <Chooser
        id="rule-deleting"
        label={t.deleting}
        choices={RULES.map((value) => ({ value, label: t.deletionRules[value] }))}
        value={typeof deleting === 'object' ? 'close' : deleting}
        onChoose={(value) => onChange({ deleting: ruleOf(value) })}
      />
      {close && (
        <>
          <RuleText
            id="rule-close-jira"
            label={t.closeJira}
            mistake={mistake}
            value={close.jira}
            onChange={(jira = '') => onChange({ deleting: { close: { ...close, jira } } })}
          />
          <RuleText
            id="rule-close-redmine"
            label={t.closeRedmine}
            value={close.redmine}
            onChange={(redmine = '') => onChange({ deleting: { close: { ...close, redmine } } })}
          />
        </>
      )}
    </Section>
  );
}

function ruleOf(value: string): ConfiguredDeletion {
  if (value === 'close') return { close: { jira: '', redmine: '' } };
  return value === 'unlink' || value === 'delete' ? value : 'ignore';
}
