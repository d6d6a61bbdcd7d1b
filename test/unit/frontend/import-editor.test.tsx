import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImportEditor } from '../../../src/frontend/admin/import-editor';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  expectModelled,
  fill,
  getField,
  press,
  render,
  tableRows,
  textOf,
} from './support/rendered';

const FIELD = 'Configuration document (JSON)';
const CONNECTION = {
  id: 'main',
  name: 'Acme',
  url: 'https://redmine.acme.example:8443/tracker',
  textFormat: 'markdown',
};
const DOCUMENT = { version: 1, connections: [CONNECTION], mappings: [] };

describe('importing a configuration', () => {
  const onImported = vi.fn(async () => {});
  beforeEach(async () => {
    bridge.reset();
    onImported.mockClear();
    bridge.resolvers = {
      importConfiguration: () => ({ ok: true, value: { imported: true, mappings: 0 } }),
    };
    await render(<ImportEditor canShowCurrent={true} onImported={onImported} />);
  });
  afterEach(() => expectModelled());

  async function importText(text: string) {
    await fill(FIELD, text);
    await press('Import');
  }
  const sent = () => [
    bridge.sentWith('__permission__egressSet').length,
    bridge.payloadsOf('importConfiguration').length,
  ];

  it('asks consent for a host once, by its origin, before the resolver is called', async () => {
    const twice = [CONNECTION, { ...CONNECTION, id: 'second', name: 'Beta' }];
    await importText(JSON.stringify({ ...DOCUMENT, connections: twice }));
    expect(bridge.sentWith('__permission__egressSet')).toEqual([
      {
        egresses: [
          {
            key: 'redmine-redmine-acme-example-8443',
            description: 'Redmine (Acme, Beta): issues are read from and written to it',
            configured: [
              { domain: 'https://redmine.acme.example:8443', type: ['FETCH_BACKEND_SIDE'] },
            ],
          },
        ],
      },
    ]);
    expect(onImported).toHaveBeenCalledTimes(1);
    expect(bridge.sentWith('showFlag')).toMatchObject([{ title: 'Configuration imported' }]);
  });

  it('asks nothing where the host is allowed already', async () => {
    bridge.grantedDomains = ['https://redmine.acme.example:8443'];
    await importText(JSON.stringify(DOCUMENT));
    expect(sent()).toEqual([0, 1]);
  });

  it('asks nothing where the manifest allows the host', async () => {
    bridge.manifestDomains = ['https://redmine.acme.example:8443'];
    await importText(JSON.stringify(DOCUMENT));
    expect(sent()).toEqual([0, 1]);
  });

  it('tells a refusal with the host, and imports nothing', async () => {
    bridge.givesConsent = false;
    await importText(JSON.stringify(DOCUMENT));
    expect(sent()).toEqual([1, 0]);
    expect(textOf()).toContain(
      'Without consent the app cannot call https://redmine.acme.example:8443.',
    );
    expect(onImported).not.toHaveBeenCalled();
  });

  it('lets the resolver list the mistakes of a wrong document, without asking for consent', async () => {
    bridge.resolvers = {
      importConfiguration: () => ({
        ok: true,
        value: {
          imported: false,
          mistakes: [{ path: 'connections[0].url', message: 'must be a URL' }],
        },
      }),
    };
    await importText(
      JSON.stringify({ ...DOCUMENT, connections: [{ ...CONNECTION, url: 'redmine' }] }),
    );
    expect(sent()).toEqual([0, 1]);
    expect(tableRows()).toEqual(['connections[0].url | must be a URL']);
    expect(getField(FIELD).props.isInvalid).toBe(true);
  });

  it('says where the text stops being JSON, and sends nothing', async () => {
    await importText('{\n  "version": 1,\n  "connections": ]\n}');
    expect(sent()).toEqual([0, 0]);
    expect(tableRows()).toEqual([expect.stringMatching(/^Line 3, column 18 \| This is not JSON/)]);
  });

  it('asks for a text where there is none', async () => {
    await importText('  \n');
    expect(sent()).toEqual([0, 0]);
    expect(textOf()).toContain('Paste a configuration first');
  });

  it('shows the current configuration in the same field', async () => {
    const document = { version: 1 as const, connections: [], mappings: [], users: [] };
    bridge.resolvers = { exportConfiguration: () => ({ ok: true, value: { document } }) };
    await press('Show current');
    expect(JSON.parse(String(getField(FIELD).props.defaultValue))).toEqual(document);
  });

  it('keeps the document where the import failed', async () => {
    bridge.resolvers = { importConfiguration: () => ({ ok: false, reason: 'Redmine is down.' }) };
    await importText(JSON.stringify(DOCUMENT));
    expect(textOf()).toContain('Redmine is down.');
    expect(getField(FIELD).props.defaultValue).toBe(JSON.stringify(DOCUMENT));
    expect(buttonLabels()).toContain('Import');
  });
});
