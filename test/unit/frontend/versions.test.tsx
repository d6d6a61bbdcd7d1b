import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Versions } from '../../../src/frontend/admin/versions/versions';
import { bridge } from './support/fake-bridge';
import { buttonLabels, expectModelled, press, render, tableRows, textOf } from './support/rendered';

const KEPT = { version: 1, connections: [], mappings: [], users: [] } as const;

describe('the versions of the configuration', () => {
  const onRestored = vi.fn(async () => {});
  beforeEach(() => {
    bridge.reset();
    onRestored.mockClear();
    const atMs = Date.now();
    bridge.resolvers = {
      listVersions: () => ({
        ok: true,
        value: {
          versions: [
            { version: 3, atMs, changes: 1 },
            { version: 2, atMs, changes: 4 },
          ],
        },
      }),
      findVersion: () => ({ ok: true, value: { document: KEPT } }),
      previewImport: () => ({
        ok: true,
        value: {
          valid: true,
          changes: [
            {
              place: [{ kind: 'mapping', id: 'web', name: 'WEB ↔ web-shop' }],
              change: { kind: 'removed' },
            },
          ],
          moreChanges: 0,
          existing: [],
        },
      }),
      importConfiguration: () => ({ ok: true, value: { imported: true, mappings: 0 } }),
    };
  });
  afterEach(() => expectModelled());

  it('are listed, compared with what is in use, and brought back when that is confirmed', async () => {
    await render(<Versions onRestored={onRestored} />);
    expect(tableRows()).toEqual([
      'Version 3 | just now | 1 change | In use',
      'Version 2 | just now | 4 changes | Compare',
    ]);
    await press('Compare');
    expect(bridge.payloadsOf('findVersion')).toEqual([{ version: 2 }]);
    expect(textOf()).toContain('WEB ↔ web-shop: removed.');
    expect(bridge.payloadsOf('importConfiguration')).toEqual([]);
    await press('Bring it back');
    expect(bridge.payloadsOf('importConfiguration')).toEqual([{ document: KEPT }]);
    expect(onRestored).toHaveBeenCalledTimes(1);
    expect(buttonLabels()).toEqual(['Compare']);
  });
});
