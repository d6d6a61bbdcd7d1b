import { Button, Heading, Inline, Stack } from '@forge/react';
import { useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { TabRow } from '../../components/tab-row';
import { texts } from '../../texts';
import { callAdmin, useLoaded } from '../../use-api';
import { TrialPart } from '../trial/trial-part';
import { type Draft, mappingOf, withMapping } from './draft';
import { ExistingPart } from './existing-part';
import { FieldsPart } from './fields-part';
import { PeoplePart } from './people-part';
import { RulesPart } from './rules-part';
import { SaveBar } from './save-bar';
import { SaveDialog } from './save-dialog';
import { TablesPart } from './tables-part';
import { useDraft } from './use-draft';
import { ValuesPart } from './values-part';

const t = texts.admin.configuration.mappingEditor;

/** One mapping: its rows and rules, checked while they are edited, and saved when they are right. */
export function MappingEditor({
  stored,
  opened,
  onBack,
  onSaved,
}: {
  /** What is in use. */
  readonly stored: Configuration;
  readonly opened: Draft;
  readonly onBack: () => void;
  readonly onSaved: () => Promise<void>;
}) {
  const { document, setDocument, check } = useDraft(stored, opened.document);
  const [isReviewing, setIsReviewing] = useState(false);
  const [selected, setSelected] = useState(0);
  const draft = { document, index: opened.index };
  const mapping = mappingOf(draft);
  const { connection: connectionId, jiraProject, redmineProject } = mapping;
  const { loaded, reload } = useLoaded(() =>
    callAdmin('getMappingChoices', { connectionId, jiraProject, redmineProject }),
  );
  const name = t.pair(jiraProject, redmineProject);
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return <Failure title={name} reason={loaded.reason} onRetry={() => reload()} />;
  }
  const choices = loaded.value;
  const all = check.kind === 'mistakes' ? check.mistakes : [];
  const own = `mappings[${opened.index}].`;
  const mistakes = all.map((mistake) =>
    mistake.path.startsWith(own) ? { ...mistake, path: mistake.path.slice(own.length) } : mistake,
  );
  const change = (part: Parameters<typeof withMapping>[1]) => setDocument(withMapping(draft, part));
  const rows = { mapping, choices, mistakes, onChange: change };
  const parts = [
    { title: t.tabs.fields(mapping.fields.length), render: () => <FieldsPart {...rows} /> },
    { title: t.tabs.values, render: () => <ValuesPart {...rows} /> },
    {
      title: t.tabs.people(document.users.length),
      render: () => (
        <PeoplePart
          document={document}
          choices={choices}
          mistakes={mistakes}
          onChange={(part) => setDocument({ ...document, ...part })}
        />
      ),
    },
    {
      title: t.tabs.rules,
      render: () => <RulesPart mapping={mapping} mistakes={mistakes} onChange={change} />,
    },
    {
      title: t.tabs.trial,
      render: () => (
        <TrialPart mappingId={mapping.id} document={check.kind === 'unchanged' ? null : document} />
      ),
    },
  ];
  if (check.kind === 'unchanged') {
    parts.push({
      title: t.tabs.existing,
      render: () => <ExistingPart mappingId={mapping.id} />,
    });
    parts.push({
      title: t.tabs.tables,
      render: () => (
        <TablesPart
          mappingId={mapping.id}
          onRead={(read) => {
            setDocument(read);
            setSelected(0);
          }}
        />
      ),
    });
  }
  return (
    <Stack space="space.200">
      <Inline spread="space-between" alignBlock="center">
        <Heading as="h2" size="medium">
          {name}
        </Heading>
        <Button appearance="subtle" onClick={onBack}>
          {t.back}
        </Button>
      </Inline>
      <SaveBar
        check={check}
        onReview={() => setIsReviewing(true)}
        onDiscard={() => (opened.document === stored ? setDocument(stored) : onBack())}
      />
      <TabRow id="mapping-parts" parts={parts} selected={selected} onSelect={setSelected} />
      <SaveDialog
        document={document}
        name={name}
        choices={choices}
        preview={isReviewing && check.kind === 'valid' ? check.preview : null}
        onSaved={onSaved}
        onClose={() => setIsReviewing(false)}
      />
    </Stack>
  );
}
