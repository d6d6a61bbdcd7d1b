import { Checkbox, Stack } from '@forge/react';
import type {
  ConfiguredAttachments,
  ConfiguredTime,
} from '../../../core/configuration/configuration';
import { Section } from '../../components/section';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';
import { mistakesAt } from './draft';
import { Chooser } from './pair-dialog';
import { CrossingChooser, type RulesProps, RuleText } from './rule-fields';
import { joinLine, RuleLines, splitLine } from './rule-lines';

const t = texts.admin.configuration.mappingRules;

/** What crosses besides fields; details only of what does. */
export function CarriedRules({ mapping, mistakes, onChange }: RulesProps) {
  const { comments, relations, watchers } = mapping;
  const { direction: relationsDirection = 'both' } = typeof relations === 'object' ? relations : {};
  return (
    <Section heading={t.carried}>
      <CrossingChooser
        id="rule-comments"
        label={t.comments}
        value={comments?.direction ?? 'both'}
        mayBeOff={false}
        onChoose={(direction) => direction && onChange({ comments: { ...comments, direction } })}
      />
      <RuleText
        id="rule-attribution"
        label={t.attribution}
        help={t.attributionHelp}
        mistake={mistakesAt(mistakes, 'comments.attribution')[0]}
        value={comments?.attribution}
        onChange={(attribution) => onChange({ comments: { ...comments, attribution } })}
      />
      {comments?.private?.group === undefined && (
        <RuleText
          id="rule-private"
          label={t.privateRole}
          help={t.privateRoleHelp}
          mistake={mistakesAt(mistakes, 'comments.private')[0]}
          value={comments?.private?.role}
          onChange={(role) =>
            onChange({ comments: { ...comments, private: role ? { role } : undefined } })
          }
        />
      )}
      <Checkbox
        name="rule-as-author"
        label={t.asAuthor}
        isChecked={comments?.asAuthor ?? false}
        onChange={(event) =>
          onChange({
            comments: { ...comments, asAuthor: event.target.checked === true ? true : undefined },
          })
        }
      />
      <AttachmentRules mapping={mapping} mistakes={mistakes} onChange={onChange} />
      <CrossingChooser
        id="rule-relations"
        label={t.relations}
        value={relations ? relationsDirection : null}
        mayBeOff={true}
        onChoose={(direction) =>
          onChange({
            relations: direction !== null && {
              ...(typeof relations === 'object' ? relations : {}),
              direction,
            },
          })
        }
      />
      {relations && (
        <RuleLines
          id="rule-relation-types"
          label={t.relationTypes}
          help={t.relationTypesHelp}
          mistake={mistakesAt(mistakes, 'relations')[0]}
          lines={(typeof relations === 'object' ? (relations.types ?? []) : []).map((row) =>
            joinLine(row.jira, row.redmine),
          )}
          onChange={(lines) =>
            onChange({
              relations: {
                ...(typeof relations === 'object' ? relations : {}),
                types: lines.length > 0 ? lines.map(toRelation) : undefined,
              },
            })
          }
        />
      )}
      <TimeRules mapping={mapping} mistakes={mistakes} onChange={onChange} />
      <CrossingChooser
        id="rule-watchers"
        label={t.watchers}
        value={watchers?.direction ?? null}
        mayBeOff={true}
        onChoose={(direction) => onChange({ watchers: direction ? { direction } : undefined })}
      />
    </Section>
  );
}

function toRelation(line: string): { readonly jira: string; readonly redmine: string } {
  const [jira, redmine] = splitLine(line);
  return { jira, redmine };
}

function AttachmentRules({ mapping: { attachments }, mistakes, onChange }: RulesProps) {
  const rules: ConfiguredAttachments = attachments || {};
  const isOn = attachments !== false;
  const change = (part: ConfiguredAttachments) => onChange({ attachments: { ...rules, ...part } });
  return (
    <Stack space="space.100">
      <CrossingChooser
        id="rule-attachments"
        label={t.attachments}
        value={isOn ? (rules.direction ?? 'both') : null}
        mayBeOff={true}
        onChoose={(direction) =>
          direction ? change({ direction }) : onChange({ attachments: false })
        }
      />
      {isOn && (
        <>
          <TextEntry
            id="rule-max"
            label={t.maxMegabytes}
            mistake={mistakesAt(mistakes, 'attachments.maxMegabytes')[0]}
            type="number"
            width="small"
            defaultValue={String(rules.maxMegabytes ?? 50)}
            onChange={(text) => change({ maxMegabytes: Number(text) })}
          />
          <Chooser
            id="rule-too-large"
            label={t.tooLarge}
            choices={(['link', 'skip'] as const).map((value) => ({
              value,
              label: t.tooLargeRules[value],
            }))}
            value={rules.tooLarge ?? 'link'}
            onChoose={(value) => change({ tooLarge: value === 'skip' ? 'skip' : 'link' })}
          />
          <Checkbox
            name="rule-renames"
            label={t.renames}
            isChecked={rules.renames ?? true}
            onChange={(event) => change({ renames: event.target.checked === true })}
          />
          <Checkbox
            name="rule-deletions"
            label={t.deletions}
            isChecked={rules.deletions ?? true}
            onChange={(event) => change({ deletions: event.target.checked === true })}
          />
        </>
      )}
    </Stack>
  );
}

function TimeRules({ mapping: { timeEntries }, mistakes, onChange }: RulesProps) {
  const rules: ConfiguredTime = typeof timeEntries === 'object' ? timeEntries : {};
  return (
    <>
      <CrossingChooser
        id="rule-time"
        label={t.timeEntries}
        value={timeEntries ? (rules.direction ?? 'both') : null}
        mayBeOff={true}
        onChoose={(direction) =>
          onChange({ timeEntries: direction !== null && { ...rules, direction } })
        }
      />
      {timeEntries && (
        <RuleText
          id="rule-activity"
          label={t.activity}
          help={t.activityHelp}
          mistake={mistakesAt(mistakes, 'timeEntries')[0]}
          value={rules.activity}
          onChange={(activity) => onChange({ timeEntries: { ...rules, activity } })}
        />
      )}
    </>
  );
}
