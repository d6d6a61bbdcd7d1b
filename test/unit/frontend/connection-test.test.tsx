import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionsTab } from '../../../src/frontend/admin/connections-tab';
import { aConnection } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import { expectModelled, findAll, press, render, textOf } from './support/rendered';

describe('the connection test', () => {
  beforeEach(() => bridge.reset());
  afterEach(() => expectModelled());

  it('says that everything works', async () => {
    const check = { name: 'API key', ok: true, message: 'It belongs to jira-sync.' };
    bridge.resolvers = { testConnection: () => ({ ok: true, value: { checks: [check] } }) };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    await press('Test connection');
    const [message] = findAll('SectionMessage');
    expect(message?.props).toMatchObject({ appearance: 'success', title: 'Everything works.' });
    expect(textOf(message)).toBe('OK API key: It belongs to jira-sync.');
  });

  it('counts what is to mend', async () => {
    const checks = [
      { name: 'Address', ok: true, message: 'Redmine answers.' },
      { name: 'API key', ok: false, message: '401: copy it again.' },
    ];
    bridge.resolvers = { testConnection: () => ({ ok: true, value: { checks } }) };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    await press('Test connection');
    expect(findAll('SectionMessage')[0]?.props).toMatchObject({
      appearance: 'error',
      title: '1 thing to mend:',
    });
  });

  it('tests each connection on its own', async () => {
    bridge.resolvers = {
      testConnection: () => ({ ok: false, reason: 'There is no such connection.' }),
    };
    await render(<ConnectionsTab connections={[aConnection({ id: 'second' })]} />);
    await press('Test connection');
    expect(bridge.payloadsOf('testConnection')).toEqual([{ connectionId: 'second' }]);
    expect(textOf()).toContain('There is no such connection.');
  });
});
