import type { ConfiguredRedmineScope } from '../../../core/configuration/configuration';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { mistakesAt } from './draft';
import { Chooser } from './pair-dialog';
import { type RulesProps, RuleText } from './rule-fields';
import { joinLine, namesIn, RuleLines, splitLine } from './rule-lines';

const t = texts.admin.configuration.mappingRules;
const LEAVING = ['pause', 'unlink', 'keep'] as const;
const LISTS = ['trackers', 'statuses', 'categories'] as const;

/** Which issues of both sides are covered, and what becomes of a pair that is not any more. */
export function ScopeRules({ mapping, mistakes, onChange }: RulesProps) {
  const { scope, timeZone } = mapping;
  const { redmine } = scope ?? {};
  const change = (part: ConfiguredRedmineScope) =>
    onChange({ scope: { ...scope, redmine: withoutEmpty({ ...redmine, ...part }) } });
  return (
    <Section heading={t.scope}>
      <RuleText
        id="rule-jql"
        label={t.jql}
        help={t.jqlHelp}
        mistake={mistakesAt(mistakes, 'scope.jira')[0]}
        value={scope?.jira}
        onChange={(jira) => onChange({ scope: { ...scope, jira } })}
      />
      {LISTS.map((list) => (
        <RuleText
          key={list}
          id={`rule-scope-${list}`}
          label={t.scopeLists[list]}
          help={t.scopeListHelp}
          mistake={mistakesAt(mistakes, `scope.redmine.${list}`)[0]}
          value={redmine?.[list]?.join(', ')}
          onChange={(text = '') => change({ [list]: namesIn(text) })}
        />
      ))}
      <RuleLines
        id="rule-scope-custom-fields"
        label={t.scopeCustomFields}
        help={t.scopeCustomFieldsHelp}
        mistake={mistakesAt(mistakes, 'scope.redmine.customFields')[0]}
        lines={Object.entries(redmine?.customFields ?? {}).map(([field, values]) =>
          joinLine(field, values.join(', ')),
        )}
        onChange={(lines) =>
          change({
            customFields: Object.fromEntries(
              lines.map((line) => {
                const [field, values] = splitLine(line);
                return [field, namesIn(values)];
              }),
            ),
          })
        }
      />
      <RuleText
        id="rule-scope-query"
        label={t.scopeQuery}
        help={t.scopeQueryHelp}
        mistake={mistakesAt(mistakes, 'scope.redmine.query')[0]}
        value={redmine?.query === undefined ? undefined : String(redmine.query)}
        onChange={(query) => change({ query })}
      />
      <Chooser
        id="rule-leaving"
        label={t.leaving}
        choices={LEAVING.map((value) => ({ value, label: t.leavingRules[value] }))}
        value={scope?.leaving ?? 'pause'}
        onChoose={(value) =>
          onChange({ scope: { ...scope, leaving: LEAVING.find((known) => known === value) } })
        }
      />
      <RuleText
        id="rule-time-zone"
        label={t.timeZone}
        help={t.timeZoneHelp}
        mistake={mistakesAt(mistakes, 'timeZone')[0]}
        value={timeZone}
        onChange={(zone) => onChange({ timeZone: zone })}
      />
    </Section>
  );
}

/** A list without a name is no list. */
function withoutEmpty(scope: ConfiguredRedmineScope): ConfiguredRedmineScope | undefined {
  const kept = Object.entries(scope).filter(
    ([, value]) =>
      value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0),
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
