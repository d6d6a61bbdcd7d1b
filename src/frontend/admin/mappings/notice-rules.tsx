import type { ConfiguredMappingNotices } from '../../../core/configuration/configuration';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { mistakesAt } from './draft';
import { Chooser } from './pair-dialog';
import { type RulesProps, RuleText } from './rule-fields';
import { namesIn } from './rule-lines';

const t = texts.admin.configuration.mappingRules;
const OFF = 'off';
const JIRA_WAYS = ['comment', 'mail'] as const;

/** Who is told of new conflicts, and of edits that could not cross. */
export function NoticeRules({ mapping: { notices }, mistakes, onChange }: RulesProps) {
  const { conflicts = [], authors = {} } = notices ?? {};
  const change = (part: ConfiguredMappingNotices) =>
    onChange({ notices: withoutEmpty({ ...notices, ...part }) });
  return (
    <Section heading={t.notices}>
      <RuleText
        id="rule-told-of-conflicts"
        label={t.toldOfConflicts}
        help={t.toldOfConflictsHelp}
        mistake={mistakesAt(mistakes, 'notices.conflicts')[0]}
        value={conflicts.join(', ')}
        onChange={(names = '') => change({ conflicts: namesIn(names) })}
      />
      <Chooser
        id="rule-told-in-jira"
        label={t.toldInJira}
        choices={[OFF, ...JIRA_WAYS].map((value) => ({
          value,
          label: t.ways[value as keyof typeof t.ways],
        }))}
        value={authors.jira ?? OFF}
        onChoose={(value) =>
          change({ authors: { ...authors, jira: JIRA_WAYS.find((way) => way === value) } })
        }
      />
      <Chooser
        id="rule-told-in-redmine"
        label={t.toldInRedmine}
        choices={[
          { value: OFF, label: t.ways.off },
          { value: 'comment', label: t.ways.note },
        ]}
        value={authors.redmine ?? OFF}
        onChoose={(value) =>
          change({ authors: { ...authors, redmine: value === 'comment' ? value : undefined } })
        }
      />
    </Section>
  );
}

/** What says nothing is left out of the document. */
function withoutEmpty({
  conflicts = [],
  authors: { jira, redmine } = {},
}: ConfiguredMappingNotices): ConfiguredMappingNotices | undefined {
  const authors =
    jira || redmine ? { ...(jira ? { jira } : {}), ...(redmine ? { redmine } : {}) } : undefined;
  if (conflicts.length === 0 && !authors) return undefined;
  return { ...(conflicts.length > 0 ? { conflicts } : {}), ...(authors ? { authors } : {}) };
}
