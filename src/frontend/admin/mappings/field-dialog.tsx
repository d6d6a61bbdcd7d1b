import { SectionMessage, Stack, Text } from '@forge/react';
import type { ConfiguredField, ConfiguredMapping } from '../../../core/configuration/configuration';
import type { MappingChoices } from '../../../shared/api';
import { texts } from '../../texts';
import { describeLosses, findChoice } from './describe-losses';
import { FieldValues } from './field-values';
import { Chooser, PairDialog } from './pair-dialog';
import { RuleText } from './rule-fields';

const t = texts.admin.configuration.mappingEditor;
const POLICIES = ['manual', 'jira', 'redmine', 'newest', 'halt'] as const;
const UNMAPPED_RULES = ['review', 'keep', 'clear', 'default', 'create', 'fail'] as const;
const AS_MAPPING = 'mapping';

/** One row of fields: the two, which way, who wins, what becomes of values without a row. */
export function FieldDialog({
  field,
  isNew,
  mapping,
  choices,
  onChange,
  onDone,
  onClose,
}: {
  readonly field: ConfiguredField | null;
  readonly isNew: boolean;
  readonly mapping: ConfiguredMapping;
  readonly choices: MappingChoices;
  readonly onChange: (field: ConfiguredField) => void;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const jira = findChoice(choices.jira.fields, field?.jira);
  const redmine = findChoice(choices.redmine.fields, field?.redmine);
  const isText = jira?.kind === 'text' && redmine?.kind === 'text';
  const hasValues = jira?.hasValues === true || redmine?.hasValues === true;
  const losses = field ? describeLosses({ ...field, values: undefined }, choices) : [];
  const policies = [...POLICIES, ...(isText ? (['merge'] as const) : [])];
  return (
    <PairDialog
      pair={field && canonical(field, choices)}
      isNew={isNew}
      choices={{ jira: choices.jira.fields, redmine: choices.redmine.fields }}
      hasDirection={true}
      instead={field && templateEntry(field, onChange)}
      width="large"
      onChange={onChange}
      onDone={onDone}
      onClose={onClose}
    >
      {field && (
        <Chooser
          id="field-source"
          label={t.fields.source}
          choices={SOURCES.map((value) => ({ value, label: t.fields.sources[value] }))}
          value={sourceOf(field)}
          onChoose={(value) => onChange(withSource(field, value))}
        />
      )}
      {jira && redmine && (
        <SectionMessage appearance={losses.length > 0 ? 'warning' : 'information'}>
          <Text>{losses.length > 0 ? losses.join(' ') : t.losses.none}</Text>
        </SectionMessage>
      )}
      <Chooser
        id="field-policy"
        label={t.fields.onConflict}
        choices={[
          { value: AS_MAPPING, label: t.fields.asMapping },
          ...policies.map((value) => ({ value, label: t.policies[value] })),
        ]}
        value={field?.onConflict ?? AS_MAPPING}
        onChoose={(value) =>
          field && onChange({ ...field, onConflict: policies.find((known) => known === value) })
        }
      />
      {field && hasValues && (
        <>
          <Chooser
            id="field-unmapped"
            label={t.fields.unmapped}
            choices={UNMAPPED_RULES.map((value) => ({ value, label: t.unmapped[value] }))}
            value={field.unmapped ?? 'review'}
            onChoose={(value) =>
              onChange({ ...field, unmapped: UNMAPPED_RULES.find((known) => known === value) })
            }
          />
          {field.unmapped === 'default' && <Defaults field={field} onChange={onChange} />}
          <FieldValues field={field} mapping={mapping} onChange={onChange} />
        </>
      )}
    </PairDialog>
  );
}

const SOURCES = ['field', 'jira', 'redmine'] as const;

/** On which side several fields are read into one; `field`: on neither. */
function sourceOf({ template, jira }: ConfiguredField): (typeof SOURCES)[number] {
  if (template === undefined) return 'field';
  return jira === undefined ? 'jira' : 'redmine';
}

/** It flows one way only, and stands in the place of the field that it reads. */
function withSource(field: ConfiguredField, source: string): ConfiguredField {
  const { jira, redmine, template = '', direction, ...rest } = field;
  switch (source) {
    case 'jira':
      return { ...rest, redmine, template, direction: 'toRedmine' };
    case 'redmine':
      return { ...rest, jira, template, direction: 'toJira' };
    default:
      return { ...rest, jira, redmine, direction };
  }
}

function templateEntry(field: ConfiguredField, onChange: (field: ConfiguredField) => void) {
  const source = sourceOf(field);
  if (source === 'field') return null;
  const { template = '' } = field;
  const entry = (
    <RuleText
      id="field-template"
      label={source === 'jira' ? t.fields.templateJira : t.fields.templateRedmine}
      help={t.fields.templateHelp}
      value={template}
      onChange={(text = '') => onChange({ ...field, template: text })}
    />
  );
  return { side: source, entry, isComplete: template !== '' };
}

/** By keys, which the choices go by. */
function canonical(field: ConfiguredField, choices: MappingChoices): ConfiguredField {
  return {
    ...field,
    jira: findChoice(choices.jira.fields, field.jira)?.value ?? field.jira,
    redmine: findChoice(choices.redmine.fields, field.redmine)?.value ?? field.redmine,
  };
}

function Defaults({
  field,
  onChange,
}: {
  readonly field: ConfiguredField;
  readonly onChange: (field: ConfiguredField) => void;
}) {
  const sides = [
    { side: 'jira', label: t.fields.defaultJira },
    { side: 'redmine', label: t.fields.defaultRedmine },
  ] as const;
  return (
    <Stack space="space.150">
      {sides.map(({ side, label }) => (
        <RuleText
          key={side}
          id={`default-${side}`}
          label={label}
          value={field.default?.[side]}
          onChange={(value) => onChange({ ...field, default: { ...field.default, [side]: value } })}
        />
      ))}
    </Stack>
  );
}
