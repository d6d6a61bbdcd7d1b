import { useState } from 'react';

/** Runs one edit at a time and keeps what Jira said where it refused. */
export function useEdit(onChanged: () => Promise<void>): {
  readonly isBusy: boolean;
  readonly message: string | null;
  readonly edit: (run: () => Promise<unknown>) => Promise<boolean>;
} {
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const edit = async (run: () => Promise<unknown>) => {
    setIsBusy(true);
    setMessage(null);
    try {
      await run();
      await onChanged();
      return true;
    } catch (error) {
      setMessage(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, message, edit };
}
