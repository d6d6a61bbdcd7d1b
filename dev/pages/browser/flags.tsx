import { useEffect } from 'react';

/** https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/showFlag/ */
export interface Flag {
  readonly id: string;
  readonly type: 'info' | 'success' | 'warning' | 'error';
  readonly title?: string;
  readonly description?: string;
  readonly isAutoDismiss?: boolean;
  readonly actions?: readonly { readonly text: string; readonly onClick: () => void }[];
}

/** Jira takes such a flag away after eight seconds. */
const DISMISS_AFTER_MS = 8_000;

/** The flags at the lower left, newest on top. */
export function Flags({
  flags,
  onClose,
}: {
  readonly flags: readonly Flag[];
  readonly onClose: (id: string) => void;
}) {
  return (
    <section className="flags" aria-label="Notifications" aria-live="polite">
      {flags.map((flag) => (
        <FlagCard key={flag.id} flag={flag} onClose={() => onClose(flag.id)} />
      ))}
    </section>
  );
}

function FlagCard({ flag, onClose }: { readonly flag: Flag; readonly onClose: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts once for each flag
  useEffect(() => {
    if (!flag.isAutoDismiss) return;
    const timer = setTimeout(onClose, DISMISS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [flag]);
  return (
    <div className={`flag flag-${flag.type}`}>
      <div className="flag-text">
        <strong>{flag.title}</strong>
        {flag.description !== undefined && <p>{flag.description}</p>}
        {flag.actions?.map(({ text, onClick }) => (
          <button key={text} type="button" className="link" onClick={onClick}>
            {text}
          </button>
        ))}
      </div>
      <button type="button" className="flag-close" aria-label="Dismiss" onClick={onClose}>
        ×
      </button>
    </div>
  );
}
