/**
 * Jira's end of the bridge, for the unmodified `@forge/bridge` and `@forge/react`. Import it before
 * anything that imports them: they look for the bridge when they are loaded.
 */

import type { ForgeDoc } from '../../../../dev/pages/browser/ui-kit/forge-doc';
import type { AdminAnswers, Answer, PanelAnswers } from '../../../../src/shared/api';

type Answers = AdminAnswers & PanelAnswers;
type Resolvers = {
  [Call in keyof Answers]?: (payload: never) => Answer<Answers[Call]> | Promise<never>;
};

interface Calls {
  readonly command: string;
  readonly data: unknown;
}

class FakeBridge {
  /** What the app's resolvers answer. */
  resolvers: Resolvers = {};
  /** Egress that an admin allowed before. */
  grantedDomains: readonly string[] = [];
  manifestDomains: readonly string[] = [];
  /** Whether the admin says yes. */
  givesConsent = true;
  document: ForgeDoc | null = null;
  /** Roots of pages that were left: nobody tells a page that, so its timers may still draw it. */
  private readonly leftPages = new Set<string>();
  private calls: Calls[] = [];
  private readonly listeners = new Map<string, (payload: unknown) => void>();

  reset(): void {
    this.resolvers = {};
    this.grantedDomains = [];
    this.manifestDomains = [];
    this.givesConsent = true;
    this.calls = [];
  }

  /** What is drawn from now on is another page. */
  leavePage(): void {
    if (this.document) this.leftPages.add(this.document.key);
    this.document = null;
  }

  /** What was sent with a command, in order. */
  sentWith(command: string): readonly unknown[] {
    return this.calls.filter((call) => call.command === command).map(({ data }) => data);
  }

  /** What a resolver was called with, in order. */
  payloadsOf(functionKey: keyof Answers): readonly unknown[] {
    return this.sentWith('invoke').flatMap((data) => {
      const call = data as { functionKey: string; payload: unknown };
      return call.functionKey === functionKey ? [call.payload] : [];
    });
  }

  emit(event: string, payload: unknown): void {
    this.listeners.get(event)?.(payload);
  }

  readonly callBridge = async (command: string, data: unknown): Promise<unknown> => {
    if (command === 'reconcile') {
      const { forgeDoc } = data as { forgeDoc: ForgeDoc };
      if (!this.leftPages.has(forgeDoc.key)) this.document = forgeDoc;
      return undefined;
    }
    this.calls.push({ command, data });
    return this.answer(command, data as never);
  };

  private answer(
    command: string,
    data: {
      functionKey: keyof Answers;
      payload: never;
      event: string;
      callback: (payload: unknown) => void;
    },
  ): unknown {
    switch (command) {
      case 'invoke': {
        const resolver = this.resolvers[data.functionKey];
        if (resolver === undefined) throw new Error(`no resolver ${data.functionKey}`);
        return resolver(data.payload);
      }
      case 'getContext':
        return { permissions: { external: { fetch: { backend: this.manifestDomains } } } };
      case '__permission__egressGet':
        return {
          results: this.grantedDomains.map((domain) => ({
            key: domain,
            description: domain,
            configured: [{ domain, type: ['FETCH_BACKEND_SIDE'] }],
          })),
        };
      case '__permission__egressSet':
        if (!this.givesConsent) throw new Error('The admin did not approve');
        return { results: [] };
      case 'on':
        this.listeners.set(data.event, data.callback);
        return { unsubscribe: () => this.listeners.delete(data.event) };
      case 'showFlag':
        return undefined;
      default:
        throw new Error(`the fake bridge knows no ${command}`);
    }
  }
}

export const bridge = new FakeBridge();
Object.assign(globalThis, { self: globalThis, __bridge: bridge });
