import { Section } from '../../components/section';
import { texts } from '../../texts';
import { mistakesAt } from './draft';
import type { RulesProps } from './rule-fields';
import { joinLine, RuleLines, splitLine } from './rule-lines';

const t = texts.admin.configuration.mappingRules;

/** What the screens of Jira's transitions are filled with. */
export function ScreenRules({ mapping: { screens = {} }, mistakes, onChange }: RulesProps) {
  return (
    <Section heading={t.screens}>
      <RuleLines
        id="rule-screens"
        label={t.screenFields}
        help={t.screenFieldsHelp}
        mistake={mistakesAt(mistakes, 'screens')[0]}
        lines={Object.entries(screens).map(([field, value]) => joinLine(field, value))}
        onChange={(lines) =>
          onChange({
            screens: lines.length > 0 ? Object.fromEntries(lines.map(splitLine)) : undefined,
          })
        }
      />
    </Section>
  );
}
