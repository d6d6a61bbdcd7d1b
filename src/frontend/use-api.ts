/**
 * The pages' calls to their resolvers, typed by the contract in `shared/api.ts`. A call never
 * throws: what cannot be had comes back as a reason to show.
 */
import { invoke } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type {
  AdminAnswers,
  AdminCall,
  Answer,
  adminRequests,
  PanelAnswers,
  PanelCall,
  panelRequests,
} from '../shared/api';
import { texts } from './texts';

type AdminRequest<C extends AdminCall> = z.input<(typeof adminRequests)[C]>;
type PanelRequest<C extends PanelCall> = z.input<(typeof panelRequests)[C]>;
/** Calls without a request are made with the name alone. */
type Payload<R> = R extends null | undefined ? [] : undefined extends R ? [] : [request: R];

/** Calls the admin page's resolver. */
export function callAdmin<C extends AdminCall>(
  call: C,
  ...payload: Payload<AdminRequest<C>>
): Promise<Answer<AdminAnswers[C]>> {
  return callResolver(call, payload[0]);
}

/** Calls the issue panel's resolver, which knows the issue from the module's own context. */
export function callPanel<C extends PanelCall>(
  call: C,
  ...payload: Payload<PanelRequest<C>>
): Promise<Answer<PanelAnswers[C]>> {
  return callResolver(call, payload[0]);
}

async function callResolver<T>(call: string, request: object | undefined): Promise<Answer<T>> {
  try {
    const answer: unknown = await invoke<Answer<T>>(call, { ...request });
    return isAnswer<T>(answer) ? answer : { ok: false, reason: texts.common.noAnswer };
  } catch (error) {
    return { ok: false, reason: texts.common.callFailed(describeError(error)) };
  }
}

function isAnswer<T>(answer: unknown): answer is Answer<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}

/** What a rejected bridge call says, whatever it was rejected with. */
export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return String(error.message);
  }
  return String(error);
}

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'ready'; readonly value: T };

/**
 * Loads when the component appears. `reload` asks again and keeps showing what is there until the
 * new answer has come; `replace` puts in an answer that another call has brought along.
 */
export function useLoaded<T>(load: () => Promise<Answer<T>>): {
  readonly loaded: Loaded<T>;
  readonly reload: () => Promise<void>;
  readonly replace: (value: T) => void;
} {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'loading' });
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const turn = useRef(0);

  const reload = useCallback(async () => {
    const mine = ++turn.current;
    const answer = await latestLoad.current();
    // An answer that was overtaken by a newer question would show old things.
    if (mine !== turn.current) return;
    setLoaded(
      answer.ok
        ? { kind: 'ready', value: answer.value }
        : { kind: 'failed', reason: answer.reason },
    );
  }, []);
  const replace = useCallback((value: T) => {
    turn.current++;
    setLoaded({ kind: 'ready', value });
  }, []);

  useEffect(() => {
    void reload();
  }, [reload]);

  return { loaded, reload, replace };
}

/**
 * One action at a time: which one runs, and why the last one failed.
 */
export function useAction(): {
  /** The name given to the action that runs now. */
  readonly running: string | null;
  readonly reason: string | null;
  readonly run: <T>(name: string, action: () => Promise<Answer<T>>) => Promise<Answer<T>>;
} {
  const [running, setRunning] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const run = useCallback(async <T>(name: string, action: () => Promise<Answer<T>>) => {
    setRunning(name);
    setReason(null);
    const answer = await action();
    setRunning(null);
    if (!answer.ok) setReason(answer.reason);
    return answer;
  }, []);
  return { running, reason, run };
}
