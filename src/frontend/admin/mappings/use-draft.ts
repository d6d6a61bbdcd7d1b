import { useEffect, useRef, useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import type { AdminAnswers, Answer } from '../../../shared/api';
import type { ConfigurationMistake } from '../../../shared/configuration';
import { callAdmin } from '../../use-api';

/** Typing is over by then. */
const QUIET_MS = 500;

export type DraftCheck =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'checking' }
  | {
      readonly kind: 'valid';
      readonly preview: Extract<AdminAnswers['previewImport'], { readonly valid: true }>;
    }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * A document that is edited, and what both trackers say of it: each change is checked as an import
 * would, once the editor comes to rest.
 */
export function useDraft(stored: Configuration, opened: Configuration) {
  const [document, setDocument] = useState(opened);
  const [check, setCheck] = useState<DraftCheck>({ kind: 'unchanged' });
  const turn = useRef(0);
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (document === stored) {
      setCheck({ kind: 'unchanged' });
      return;
    }
    setCheck({ kind: 'checking' });
    const timer = setTimeout(async () => {
      const answer = await callAdmin('previewImport', { document });
      // What was overtaken by a newer change says nothing of it.
      if (mine === turn.current) setCheck(readAnswer(answer));
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [document, stored]);
  return { document, setDocument, check };
}

function readAnswer(answer: Answer<AdminAnswers['previewImport']>): DraftCheck {
  if (!answer.ok) return { kind: 'failed', reason: answer.reason };
  return answer.value.valid
    ? { kind: 'valid', preview: answer.value }
    : { kind: 'mistakes', mistakes: answer.value.mistakes };
}
