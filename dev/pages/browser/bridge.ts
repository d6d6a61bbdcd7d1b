/**
 * The host's end of Forge's bridge, as a UI Kit page in Jira finds it at `globalThis.__bridge`.
 * Every command that is not modelled is refused by name.
 */
import type { BridgeEgressRequest } from '../bridge-wire';
import type { Flag } from './flags';
import type { ForgeDoc } from './ui-kit/forge-doc';

export interface BridgeHost {
  readonly moduleKey: string;
  /** What `view.getContext()` answers. */
  readonly context: {
    readonly accountId: string;
    readonly extension: { readonly type: string; readonly [key: string]: unknown };
    readonly [key: string]: unknown;
  };
  readonly showDocument: (document: ForgeDoc) => void;
  readonly showFlag: (flag: Flag) => void;
  readonly closeFlag: (id: string) => void;
  readonly navigate: (href: string, inNewTab: boolean) => void;
  readonly reload: () => void;
  readonly showError: (message: string) => void;
  /** Asks the person; `false` where the answer is no. */
  readonly askEgressConsent: (egresses: readonly EgressGroup[]) => Promise<boolean>;
  /** Called for every command that is refused. */
  readonly onRefused: (command: string) => void;
}

export interface EgressGroup {
  readonly key: string;
  readonly description: string;
  readonly configured: readonly { readonly domain: string; readonly type: readonly string[] }[];
}

export interface Bridge {
  readonly callBridge: (command: string, data?: unknown) => Promise<unknown>;
  /** Tells the app of something that happened in Jira. */
  readonly emit: (event: string, payload: unknown) => void;
}

type Listener = (payload: unknown) => void;

/** Makes the bridge of one page. @see https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/bridge/ */
export function createBridge(host: BridgeHost): Bridge {
  const listeners = new Map<string, Set<Listener>>();
  const listen = ({ event, callback }: { event: string; callback: Listener }) => {
    const ofEvent = listeners.get(event) ?? new Set();
    listeners.set(event, ofEvent.add(callback));
    return { unsubscribe: () => ofEvent.delete(callback) };
  };
  const emit = (event: string, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  const callEgress = (command: BridgeEgressRequest['command'], payload: object) =>
    post('/__bridge/egress', { command, payload, accountId: host.context.accountId });

  const commands: Readonly<Record<string, (data: never) => unknown>> = {
    reconcile: ({ forgeDoc }: { forgeDoc: ForgeDoc }) => host.showDocument(forgeDoc),
    onError: ({ error }: { error: unknown }) => host.showError(String(error)),
    getContext: () => structuredClone(host.context),
    invoke: ({ functionKey, payload }: { functionKey: string; payload?: unknown }) =>
      post('/__bridge/invoke', {
        moduleKey: host.moduleKey,
        functionKey,
        payload,
        context: host.context,
      }),
    showFlag: (flag: Flag) => host.showFlag(flag),
    closeFlag: ({ id }: { id: string }) => host.closeFlag(id),
    navigate: ({ url, type }: { url?: string; type: string }) => {
      if (url === undefined) throw new Error('navigate: only URLs are modelled, no targets');
      host.navigate(url, type === 'new-tab');
    },
    reload: () => host.reload(),
    // A panel and an admin page can be neither closed nor submitted, in Jira too.
    close: () => false,
    submit: () => false,
    refresh: () => false,
    on: listen,
    emit: ({ event, payload }: { event: string; payload?: unknown }) => emit(event, payload),
    __permission__egressGet: (payload: object) => callEgress('get', payload),
    __permission__egressSet: async (payload: { egresses: readonly EgressGroup[] }) => {
      if (!(await host.askEgressConsent(payload.egresses))) {
        throw new Error('The admin did not approve the egress');
      }
      return callEgress('set', payload);
    },
    __permission__egressDeleteDomain: (payload: object) => callEgress('deleteDomain', payload),
    __permission__egressDeleteGroup: (payload: object) => callEgress('deleteGroup', payload),
  };

  return {
    emit,
    callBridge: async (command, data) => {
      const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
      if (run === undefined) {
        host.onRefused(command);
        throw new Error(`bridge command ${command} is not modelled by this preview`);
      }
      return run(data as never);
    },
  };
}

/** @throws with the host's own message where it does not answer 200. */
async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer = parseAnswer(text);
  if (response.ok) return answer.result;
  throw new Error(answer.message ?? `${path}: ${response.status} ${text.slice(0, 200)}`);
}

function parseAnswer(text: string): { readonly result?: unknown; readonly message?: string } {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    return {};
  }
}
