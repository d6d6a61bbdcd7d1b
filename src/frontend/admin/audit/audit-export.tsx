import { LoadingButton } from '@forge/react';
import { useState } from 'react';
import { Actions } from '../../components/actions';
import { ExportedPiece } from '../../components/exported-piece';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';

const t = texts.admin.audit;
const FIELD_ID = 'audit-export';

type Format = 'jsonl' | 'csv';

interface Shown {
  readonly format: Format;
  /** From 1. */
  readonly piece: number;
  readonly text: string;
  readonly cursor: string | null;
}

/** The audit as a file, a piece at a time. */
export function AuditExport() {
  const [shown, setShown] = useState<Shown | null>(null);
  const { running, reason, run } = useAction();
  const show = async (format: Format, piece: number, cursor: string | null) => {
    const answer = await run(`${format} ${piece === 1 ? 'first' : 'next'}`, () =>
      callAdmin('exportAudit', { format, ...(cursor === null ? {} : { cursor }) }),
    );
    if (answer.ok) setShown({ format, piece, ...answer.value });
  };
  const { cursor } = shown ?? { cursor: null };
  return (
    <Section heading={t.export} lead={t.exportLead}>
      <Actions label={t.export}>
        <LoadingButton isLoading={running === 'jsonl first'} onClick={() => show('jsonl', 1, null)}>
          {t.jsonl}
        </LoadingButton>
        <LoadingButton isLoading={running === 'csv first'} onClick={() => show('csv', 1, null)}>
          {t.csv}
        </LoadingButton>
        {shown !== null && cursor !== null && (
          <LoadingButton
            isLoading={running === `${shown.format} next`}
            onClick={() => show(shown.format, shown.piece + 1, cursor)}
          >
            {t.nextPiece}
          </LoadingButton>
        )}
      </Actions>
      {reason !== null && <Failure reason={reason} />}
      {shown !== null && (
        <ExportedPiece
          id={FIELD_ID}
          piece={shown.piece}
          text={shown.text}
          isLast={cursor === null}
        />
      )}
    </Section>
  );
}
