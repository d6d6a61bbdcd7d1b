import { LoadingButton } from '@forge/react';
import { useState } from 'react';
import { Actions } from '../../../components/actions';
import { ExportedPiece } from '../../../components/exported-piece';
import { Failure } from '../../../components/failure';
import { Section } from '../../../components/section';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';

const t = texts.admin.firstSync.plan;

interface Shown {
  /** From 1. */
  readonly piece: number;
  readonly fileName: string;
  readonly text: string;
  readonly cursor: string | null;
}

/** All rows with their details and outcomes as CSV, a piece at a time. */
export function PlanExport({ mappingId }: { readonly mappingId: string }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const { running, reason, run } = useAction();
  const show = async (piece: number, cursor: string | null) => {
    const answer = await run(piece === 1 ? 'first' : 'next', () =>
      callAdmin('exportBackfill', { mappingId, ...(cursor === null ? {} : { cursor }) }),
    );
    if (answer.ok) setShown({ piece, ...answer.value });
  };
  const cursor = shown?.cursor ?? null;
  return (
    <Section heading={t.export} lead={t.exportLead}>
      <Actions label={t.export}>
        <LoadingButton isLoading={running === 'first'} onClick={() => show(1, null)}>
          {t.csv}
        </LoadingButton>
        {shown !== null && cursor !== null && (
          <LoadingButton
            isLoading={running === 'next'}
            onClick={() => show(shown.piece + 1, cursor)}
          >
            {texts.admin.audit.nextPiece}
          </LoadingButton>
        )}
      </Actions>
      {reason !== null && <Failure reason={reason} />}
      {shown !== null && (
        <ExportedPiece
          id="plan-export"
          piece={shown.piece}
          text={shown.text}
          isLast={cursor === null}
        />
      )}
    </Section>
  );
}
