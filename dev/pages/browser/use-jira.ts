import { useCallback, useEffect, useRef, useState } from 'react';

export type Read<T> =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'read'; readonly value: T };

/** Reads when the component appears, and again whenever `reread` is called. */
export function useJira<T>(read: () => Promise<T>): {
  readonly state: Read<T>;
  readonly reread: () => Promise<void>;
} {
  const [state, setState] = useState<Read<T>>({ kind: 'reading' });
  const latest = useRef(read);
  latest.current = read;
  const reread = useCallback(async () => {
    try {
      setState({ kind: 'read', value: await latest.current() });
    } catch (error) {
      setState({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }, []);
  useEffect(() => {
    void reread();
  }, [reread]);
  return { state, reread };
}
