import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bridgeEgressRequest, bridgeInvokeRequest } from '../../../../dev/pages/bridge-wire';
import { type BridgeHost, createBridge } from '../../../../dev/pages/browser/bridge';

const EGRESS = {
  egresses: [
    {
      key: 'redmine',
      description: 'Redmine',
      configured: [{ domain: 'https://redmine.example', type: ['FETCH_BACKEND_SIDE'] }],
    },
  ],
};

describe('the bridge', () => {
  const requests: { readonly path: string; readonly body: unknown }[] = [];
  let answer: () => Response;

  beforeEach(() => {
    requests.length = 0;
    answer = () => Response.json({ result: { ok: true } });
    vi.stubGlobal('fetch', async (path: string, init: { readonly body: string }) => {
      requests.push({ path, body: JSON.parse(init.body) });
      return answer();
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  function open(host: Partial<BridgeHost> = {}) {
    const refused: string[] = [];
    const bridge = createBridge({
      moduleKey: 'issue-panel',
      context: { accountId: 'ada', extension: { type: 'jira:issuePanel' } },
      showDocument: () => {},
      showFlag: () => {},
      closeFlag: () => {},
      navigate: () => {},
      reload: () => {},
      showError: () => {},
      askEgressConsent: async () => true,
      onRefused: (command) => refused.push(command),
      ...host,
    });
    return { ...bridge, refused };
  }

  it('calls the resolver of its own module, as the host parses it', async () => {
    const { callBridge } = open();
    const result = await callBridge('invoke', { functionKey: 'getPanel', payload: { a: 1 } });
    expect(result).toEqual({ ok: true });
    expect(requests).toEqual([
      {
        path: '/__bridge/invoke',
        body: {
          moduleKey: 'issue-panel',
          functionKey: 'getPanel',
          payload: { a: 1 },
          context: { accountId: 'ada', extension: { type: 'jira:issuePanel' } },
        },
      },
    ]);
    expect(bridgeInvokeRequest.safeParse(requests[0]?.body).success).toBe(true);
  });

  it('rejects with the words of the host', async () => {
    answer = () =>
      Response.json({ message: 'module issue-panel has no resolver' }, { status: 500 });
    await expect(open().callBridge('invoke', { functionKey: 'x' })).rejects.toThrow(
      'module issue-panel has no resolver',
    );
  });

  it('rejects with the status where the host answers something else', async () => {
    answer = () => new Response('gone', { status: 502 });
    await expect(open().callBridge('invoke', { functionKey: 'x' })).rejects.toThrow(
      '/__bridge/invoke: 502 gone',
    );
  });

  it('sets egress only once the admin agreed', async () => {
    const asked: unknown[] = [];
    const { callBridge } = open({
      askEgressConsent: async (egresses) => {
        asked.push([egresses, requests.length]);
        return true;
      },
    });
    await callBridge('__permission__egressSet', EGRESS);
    expect(asked).toEqual([[EGRESS.egresses, 0]]);
    expect(requests).toEqual([
      { path: '/__bridge/egress', body: { command: 'set', payload: EGRESS, accountId: 'ada' } },
    ]);
    expect(bridgeEgressRequest.safeParse(requests[0]?.body).success).toBe(true);
  });

  it('rejects and sets nothing where the admin denied it', async () => {
    const { callBridge } = open({ askEgressConsent: async () => false });
    await expect(callBridge('__permission__egressSet', EGRESS)).rejects.toThrow('did not approve');
    expect(requests).toEqual([]);
  });

  it('tells those who listen, until they unsubscribe', async () => {
    const heard: unknown[] = [];
    const { callBridge, emit } = open();
    const listening = (await callBridge('on', {
      event: 'JIRA_ISSUE_CHANGED',
      callback: (payload: unknown) => heard.push(payload),
    })) as { unsubscribe: () => void };
    emit('JIRA_ISSUE_CHANGED', 1);
    emit('OTHER', 2);
    listening.unsubscribe();
    emit('JIRA_ISSUE_CHANGED', 3);
    expect(heard).toEqual([1]);
  });

  it.each(['openModal', 'toString', 'fetchProduct'])(
    'refuses %s by name, for it is not modelled',
    async (command) => {
      const { callBridge, refused } = open();
      await expect(callBridge(command, {})).rejects.toThrow(`bridge command ${command}`);
      expect(refused).toEqual([command]);
    },
  );
});
