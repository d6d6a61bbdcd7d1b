import {
  Checkbox,
  Form,
  HelperMessage,
  Inline,
  List,
  ListItem,
  LoadingButton,
  Stack,
} from '@forge/react';
import { useState } from 'react';
import type { MappingView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { type Seed, SeedChoice } from '../../components/seed-choice';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';

const t = texts.admin.firstSync.start;
const SIDES = ['jira', 'remote'] as const;

/** Says what is going to happen, asks what it depends on, and has both projects read. */
export function StartStep({
  mapping,
  onStarted,
}: {
  readonly mapping: MappingView;
  readonly onStarted: () => Promise<void>;
}) {
  const mayWrite = {
    jira: mapping.direction !== 'toRedmine',
    remote: mapping.direction !== 'toJira',
  };
  const [seed, setSeed] = useState<Seed>('ask');
  const [create, setCreate] = useState(mayWrite);
  const [numberField, setNumberField] = useState({ jira: '', remote: '' });
  const { running, reason, run } = useAction();
  const start = async () => {
    const named = SIDES.filter((side) => numberField[side].trim() !== '');
    const answer = await run('start', () =>
      callAdmin('startBackfill', {
        mappingId: mapping.id,
        seed,
        create,
        numberField: Object.fromEntries(named.map((side) => [side, numberField[side].trim()])),
      }),
    );
    if (answer.ok) await onStarted();
  };
  const pair = texts.admin.firstSync.pair(mapping.jiraProject, mapping.redmineProject);
  return (
    <Form onSubmit={start}>
      <Section heading={t.heading(pair)} lead={t.lead}>
        <List type="ordered">
          {Object.entries(t.happens).map(([step, text]) => (
            <ListItem key={step}>{text}</ListItem>
          ))}
        </List>
        <Stack space="space.200">
          <Inline>
            <SeedChoice id="first-sync-seed" help={t.seedHelp} onChange={setSeed} />
          </Inline>
          <Stack space="space.050">
            {SIDES.map((side) => (
              <Stack key={side}>
                <Checkbox
                  value={side}
                  label={t.create[side]}
                  isChecked={create[side]}
                  isDisabled={!mayWrite[side]}
                  onChange={() => setCreate({ ...create, [side]: !create[side] })}
                />
                {!mayWrite[side] && <HelperMessage>{t.oneWay(side)}</HelperMessage>}
              </Stack>
            ))}
          </Stack>
          <Inline space="space.300" rowSpace="space.150" shouldWrap={true}>
            {SIDES.map((side) => (
              <TextEntry
                key={side}
                id={`first-sync-number-${side}`}
                label={t.numberField[side]}
                help={t.numberFieldHelp[side]}
                onChange={(key) => setNumberField({ ...numberField, [side]: key })}
              />
            ))}
          </Inline>
          {reason !== null && <Failure reason={reason} />}
          <Inline>
            <LoadingButton appearance="primary" type="submit" isLoading={running !== null}>
              {t.start}
            </LoadingButton>
          </Inline>
        </Stack>
      </Section>
    </Form>
  );
}
