import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingOf } from '../../../src/core/doctor/finding';
import { ConnectionsTab } from '../../../src/frontend/admin/connections/connections-tab';
import { aConnection, aWebhook } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  choose,
  expectModelled,
  findAll,
  getField,
  press,
  render,
  textOf,
} from './support/rendered';

const getWebhook = () => ({ ok: true, value: aWebhook() }) as const;

describe('the connection test', () => {
  beforeEach(() => bridge.reset());
  afterEach(() => expectModelled());

  it('says that everything works, and what was looked at', async () => {
    const findings = [findingOf('key', 'well', 'Jira Sync'), findingOf('clock', 'untold')];
    bridge.resolvers = { getWebhook, testConnection: () => ({ ok: true, value: { findings } }) };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    await press('Test connection');
    const [message] = findAll('SectionMessage');
    expect(message?.props).toMatchObject({ appearance: 'success', title: 'Everything works.' });
    expect(textOf()).toContain('OK The key is Jira Sync’s.');
    expect(textOf()).toContain('Not known Redmine’s server does not say what time it has.');
  });

  it('names what is to mend and how, the worst first', async () => {
    const findings = [
      findingOf('text-format', 'broken', 'markdown'),
      findingOf('clock', 'doubtful', '-90'),
      findingOf('reached', 'well'),
    ];
    bridge.resolvers = { getWebhook, testConnection: () => ({ ok: true, value: { findings } }) };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    await press('Test connection');
    const [message] = findAll('SectionMessage');
    expect(message?.props).toMatchObject({
      appearance: 'error',
      title: '1 thing to mend, 1 to look at.',
    });
    expect(textOf(message)).toMatch(
      /^Mend this Redmine formats texts as Markdown.*Import the configuration.*Look at this Redmine’s clock is 90 s behind\./,
    );
  });

  it('tests each connection on its own', async () => {
    bridge.resolvers = {
      getWebhook,
      testConnection: () => ({ ok: false, reason: 'There is no such connection.' }),
    };
    await render(<ConnectionsTab connections={[aConnection({ id: 'second' })]} />);
    await press('Test connection');
    expect(bridge.payloadsOf('testConnection')).toEqual([{ connectionId: 'second' }]);
    expect(textOf()).toContain('There is no such connection.');
  });
});

describe('the webhook’s part of a connection', () => {
  beforeEach(() => bridge.reset());
  afterEach(() => expectModelled());

  it('shows address and last bells, and how each kind of Redmine is set up', async () => {
    const atMs = Date.now() - 3 * 60_000;
    bridge.resolvers = {
      getWebhook: () => ({
        ok: true,
        value: aWebhook({
          heard: { atMs, scheme: 'native', isFormerSecret: true },
          refused: { atMs, why: 'wrong-secret' },
        }),
      }),
    };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    expect(getField('Webhook URL').props).toMatchObject({
      isReadOnly: true,
      value: aWebhook().url,
    });
    expect(textOf()).toContain(
      '3 minutes ago, signed by Redmine or our plugin, with the former secret',
    );
    expect(textOf()).toContain('3 minutes ago: it was signed with another secret');
    await choose('Your Redmine', 'Redmine 7 or newer');
    expect(textOf(findAll('List')[0])).toContain('My account → Webhooks → New webhook');
  });

  it('makes the first secret at once, and shows it', async () => {
    bridge.resolvers = {
      getWebhook: () => ({ ok: true, value: aWebhook({ hasSecret: false }) }),
      rotateWebhookSecret: () => ({
        ok: true,
        value: { secret: 'fresh', webhook: aWebhook({ isWatched: true }) },
      }),
    };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    expect(buttonLabels()).not.toContain('Watch for a bell');
    await press('Make a secret');
    expect(getField('The new secret').props.value).toBe('fresh');
    expect(textOf()).toContain('Bells are watched now.');
  });

  it('asks before it replaces a secret', async () => {
    bridge.resolvers = {
      getWebhook,
      rotateWebhookSecret: () => ({ ok: false, reason: 'The storage is busy.' }),
    };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    await press('Make a new secret');
    expect(bridge.payloadsOf('rotateWebhookSecret')).toEqual([]);
    expect(textOf(findAll('Modal')[0])).toContain('with the former one for a day');
  });

  it('shows the support bundle to be copied', async () => {
    const text = '{ "versions": {} }';
    bridge.resolvers = { getWebhook, getSupportBundle: () => ({ ok: true, value: { text } }) };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    await press('Show the bundle');
    expect(getField('The bundle, to be copied').props).toMatchObject({
      defaultValue: text,
      isReadOnly: true,
    });
  });

  it('watches for a bell when asked to', async () => {
    bridge.resolvers = {
      getWebhook,
      watchWebhook: () => ({ ok: true, value: aWebhook({ isWatched: true }) }),
    };
    await render(<ConnectionsTab connections={[aConnection()]} />);
    await press('Watch for a bell');
    expect(bridge.payloadsOf('watchWebhook')).toEqual([{ connectionId: 'main' }]);
    expect(textOf()).toContain('Edit any mapped issue in Redmine, then refresh.');
  });
});
