import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../../dev/forge-host/manifest';
import { buildHost } from './fixtures/build-host';

const aManifest = (modules: string) => `
app: { id: ari:cloud:ecosystem::app/x }
modules:
${modules}
`;

describe('the manifest', () => {
  it('with a module that the host does not model is refused by its name', () => {
    expect(() => parseManifest(aManifest('  jira:dashboardGadget: [{ key: a }]'))).toThrow(
      'does not model jira:dashboardGadget',
    );
  });

  it('with a filter expression is refused, since it would be without effect', () => {
    const text = aManifest(
      '  trigger: [{ key: a, function: b, events: [x], filter: { expression: "true" } }]',
    );
    expect(() => parseManifest(text)).toThrow(/expression/);
  });

  it('with a handler that the app does not export is refused by both names', () => {
    const manifest = parseManifest(aManifest('  function: [{ key: a, handler: index.absent }]'));
    expect(() => buildHost({}, { manifest })).toThrow(
      'function a: src/index.ts does not export absent',
    );
  });
});
