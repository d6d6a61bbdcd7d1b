import { useRef, useState } from 'react';
import type { Answer } from '../shared/api';
import { type Loaded, useLoaded } from './use-api';

export interface Pages<P> {
  /** The page that is shown; it stays until the next one has come. */
  readonly loaded: Loaded<P>;
  /** From 1. */
  readonly page: number;
  readonly isTurning: boolean;
  /** `null` where there is none. */
  readonly turnBack: (() => Promise<void>) | null;
  readonly turnOn: (() => Promise<void>) | null;
  readonly reload: () => Promise<void>;
}

/** A long list, one page at a time, by cursors that lead to the next page only. */
export function usePages<P extends { readonly cursor: string | null }>(
  load: (cursor: string | null) => Promise<Answer<P>>,
): Pages<P> {
  /** Those of all pages up to the one that is shown, but for the first, which has none. */
  const cursors = useRef<readonly string[]>([]);
  const { loaded, reload } = useLoaded(() => load(cursors.current.at(-1) ?? null));
  const [page, setPage] = useState(1);
  const [isTurning, setIsTurning] = useState(false);
  const turnTo = async (next: readonly string[]) => {
    cursors.current = next;
    setIsTurning(true);
    await reload();
    setIsTurning(false);
    setPage(next.length + 1);
  };
  const next = loaded.kind === 'ready' ? loaded.value.cursor : null;
  return {
    loaded,
    page,
    isTurning,
    turnBack: page === 1 ? null : () => turnTo(cursors.current.slice(0, -1)),
    turnOn: next === null ? null : () => turnTo([...cursors.current, next]),
    reload,
  };
}
