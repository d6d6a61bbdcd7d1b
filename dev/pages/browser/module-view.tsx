import { Component, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { PageModule } from '../manifest-pages';
import type { PageState } from '../page-state';
import { type Bridge, createBridge, type EgressGroup } from './bridge';
import { BridgeProvider } from './bridge-context';
import { ConsentDialog } from './consent-dialog';
import { type Flag, Flags } from './flags';
import { openLink } from './open-link';
import type { ForgeDoc } from './ui-kit/forge-doc';
import { NotModelled } from './ui-kit/not-modelled';
import { RenderNode } from './ui-kit/render-node';

declare global {
  // What `@forge/bridge` and `@forge/react` look for when they are loaded.
  var __bridge: { readonly callBridge: Bridge['callBridge'] } | undefined;
}

interface Question {
  readonly egresses: readonly EgressGroup[];
  readonly answer: (isAllowed: boolean) => void;
}

/**
 * Shows one UI Kit module of the app. One to a page: its code runs in this very window, and finds
 * one bridge there.
 */
export function ModuleView({
  page,
  module,
  context,
  onBridge,
}: {
  readonly page: PageState;
  readonly module: PageModule;
  readonly context: { readonly accountId: string; readonly extension: { readonly type: string } };
  readonly onBridge?: (bridge: Bridge) => void;
}) {
  const [shown, setShown] = useState<{ readonly document: ForgeDoc } | null>(null);
  const [flags, setFlags] = useState<readonly Flag[]>([]);
  const [question, setQuestion] = useState<Question | null>(null);
  const [errors, setErrors] = useState<readonly string[]>([]);
  const closeFlag = (id: string) => setFlags((open) => open.filter((flag) => flag.id !== id));
  const navigate = useCallback(
    (href: string, inNewTab: boolean) => openLink(href, inNewTab, page),
    [page],
  );
  const addError = (message: string) => setErrors((before) => [...before, message]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the module is loaded once
  useEffect(() => {
    const bridge = createBridge({
      moduleKey: module.key,
      context,
      // The reconciler changes one and the same document; a new wrapper tells React to look.
      showDocument: (document) => setShown({ document }),
      showFlag: (flag) => setFlags((open) => [flag, ...open.filter(({ id }) => id !== flag.id)]),
      closeFlag,
      navigate,
      reload: () => window.location.reload(),
      showError: addError,
      askEgressConsent: (egresses) =>
        new Promise((resolve) => {
          const answer = (isAllowed: boolean) => {
            setQuestion(null);
            resolve(isAllowed);
          };
          setQuestion({ egresses, answer });
        }),
      onRefused: (command) => addError(`bridge command ${command}`),
    });
    globalThis.__bridge = { callBridge: bridge.callBridge };
    onBridge?.(bridge);
    import(`/__pages/assets/${module.resource}.js`).catch((error: unknown) =>
      addError(`${module.resource}.js: ${String(error)}`),
    );
  }, []);

  const navigator = useMemo(() => ({ navigate }), [navigate]);
  return (
    <BridgeProvider value={navigator}>
      {errors.map((error) => (
        <NotModelled key={error} what={error} />
      ))}
      <ErrorBoundary>{shown && <RenderNode node={shown.document} />}</ErrorBoundary>
      <Flags flags={flags} onClose={closeFlag} />
      <ConsentDialog
        egresses={question?.egresses ?? null}
        appTitle={module.title}
        onAnswer={(isAllowed) => question?.answer(isAllowed)}
      />
    </BridgeProvider>
  );
}

class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { message: string | null }
> {
  override state = { message: null };

  static getDerivedStateFromError(error: unknown) {
    return { message: String(error) };
  }

  override render() {
    const { message } = this.state;
    return message === null ? this.props.children : <NotModelled what={message} />;
  }
}
