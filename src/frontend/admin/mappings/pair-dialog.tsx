import {
  Button,
  Form,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Stack,
} from '@forge/react';
import type { ReactNode } from 'react';
import type { ConfiguredDirection } from '../../../core/configuration/configuration';
import type { Choice } from '../../../shared/api';
import { Choice as ChoiceField } from '../../components/choice';
import { texts } from '../../texts';

const t = texts.admin.configuration.mappingEditor;

export interface DraftPair {
  readonly jira?: string | undefined;
  readonly redmine?: string | undefined;
  readonly direction?: ConfiguredDirection | undefined;
}

/** One row of two sides: what is chosen on each, which way it goes, and what else belongs to it. */
export function PairDialog<Pair extends DraftPair>({
  pair,
  isNew,
  choices,
  hasDirection,
  instead = null,
  width = 'medium',
  onChange,
  onDone,
  onClose,
  children,
}: {
  /** `null`: closed. */
  readonly pair: Pair | null;
  readonly isNew: boolean;
  readonly choices: { readonly jira: readonly Choice[]; readonly redmine: readonly Choice[] };
  readonly hasDirection: boolean;
  /** What stands in the place of the choice on one side, and whether it says something. */
  readonly instead?: {
    readonly side: 'jira' | 'redmine';
    readonly entry: ReactNode;
    readonly isComplete: boolean;
  } | null;
  readonly width?: 'medium' | 'large';
  readonly onChange: (pair: Pair) => void;
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const isComplete = (['jira', 'redmine'] as const).every((side) =>
    instead?.side === side ? instead.isComplete : (pair?.[side] ?? '') !== '',
  );
  return (
    <ModalTransition>
      {pair && (
        <Modal onClose={onClose} width={width}>
          <Form
            onSubmit={() => {
              if (isComplete) onDone();
            }}
          >
            <ModalHeader>
              <ModalTitle>{isNew ? t.dialog.addTitle : t.dialog.editTitle}</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Stack space="space.150">
                {instead?.side === 'jira' ? (
                  instead.entry
                ) : (
                  <Chooser
                    id="pair-jira"
                    label={t.inJira}
                    choices={choices.jira}
                    value={pair.jira}
                    onChoose={(jira) => onChange({ ...pair, jira })}
                  />
                )}
                {hasDirection && instead === null && (
                  <Chooser
                    id="pair-direction"
                    label={t.direction}
                    choices={directionChoices()}
                    value={pair.direction ?? 'both'}
                    onChoose={(direction) =>
                      onChange({ ...pair, direction: direction as ConfiguredDirection })
                    }
                  />
                )}
                {instead?.side === 'redmine' ? (
                  instead.entry
                ) : (
                  <Chooser
                    id="pair-redmine"
                    label={t.inRedmine}
                    choices={choices.redmine}
                    value={pair.redmine}
                    onChoose={(redmine) => onChange({ ...pair, redmine })}
                  />
                )}
                {children}
              </Stack>
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={onClose}>
                {texts.common.cancel}
              </Button>
              <Button appearance="primary" type="submit" isDisabled={!isComplete}>
                {t.dialog.done}
              </Button>
            </ModalFooter>
          </Form>
        </Modal>
      )}
    </ModalTransition>
  );
}

/** A labelled choice; what is not on the list any more is still shown. */
export function Chooser({
  id,
  label,
  choices,
  value,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onChoose: (value: string) => void;
}) {
  const isKnown = value === undefined || choices.some((choice) => choice.value === value);
  return (
    <ChoiceField
      id={id}
      label={label}
      placeholder={t.dialog.choose}
      isSearchable={true}
      options={isKnown ? choices : [{ value, label: value }, ...choices]}
      chosen={value ?? null}
      onChange={onChoose}
    />
  );
}

export function directionChoices(): readonly Choice[] {
  return (['both', 'toJira', 'toRedmine'] as const).map((value) => ({
    value,
    label: texts.direction[value],
  }));
}
